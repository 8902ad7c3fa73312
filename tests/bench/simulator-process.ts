/** The simulated Twitch in a process of its own. Says where it is, then whatever it is asked to say. */
import { chatter } from '@streambot/simulator/crowd/sentences.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch } from '@streambot/simulator/twitch.ts'
import { writeMessage } from '@streambot/simulator/twitch/tags.ts'
import { randomUUID } from 'node:crypto'
import { placeOf } from '../support/twitch-bot.ts'
import { readSettings, serve } from './child.ts'

/** `enter`: everybody types the text, once. `talk`: so many lines of talk, and then the text. */
export type SimulatorAsk =
  | { readonly kind: 'enter'; readonly text: string }
  | { readonly kind: 'talk'; readonly lines: number; readonly text: string }

const demo = createDemoWorld(readSettings<{ people: number }>())
const { world, room, people } = demo
const twitch = await startTwitch({ world })

/** Lines in one frame, about as many as Twitch packs while a chat is busy. */
const perFrame = 50

/** All lines are written out before the first is sent, so that the reader is what is measured. */
function talk(lines: number, last: string): void {
  const frames: string[] = []
  for (let start = 0; start < lines; start += perFrame) {
    frames.push(Array.from({ length: perFrame }, (_, index) => writeLine(start + index)).join('\r\n'))
  }
  for (const frame of frames) twitch.sendRaw(room, frame)
  twitch.say(room, room.owner, last)
}

function writeLine(number: number): string {
  const person = people[number % people.length] ?? room.owner
  const text = chatter[number % chatter.length] ?? 'hello'
  const standing = world.standingOf(room, person)
  return writeMessage(room, standing, { id: randomUUID(), person, text, sentAt: Date.now() })
}

serve<SimulatorAsk>(placeOf(demo, twitch.port), async (ask) => {
  if (ask.kind === 'talk') talk(ask.lines, ask.text)
  else
    await twitch.sayMany(
      room,
      people.map((person) => ({ person, text: ask.text })),
      perFrame,
    )
  return 'said'
})
