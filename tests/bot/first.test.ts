import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { pay, person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { attemptsPerMinute: 1_000, chatPoints: 0 })
})

const [anna, bob, carl] = [person(1), person(2), person(3)]

async function start(): Promise<TestBot & { order(text: string): void }> {
  const started = await startTestBot(engine, streamerId)
  onTestFinished(() => started.bot.stop())
  return { ...started, order: (text) => void started.say(person(900), text, { roles: moderatorRoles }) }
}

test('who comes first wins at once, the chat hears of it, and the last place ends it', async () => {
  const { chat, say, order } = await start()
  order('!giveaway open !key Steam key -kind first -winners 2')
  expect(await chat.nextLine(/^Giveaway: /)).toMatch(
    /^Giveaway: Steam key! Type !key: the first 2 win! Who came first stands here: http/,
  )
  say(anna, '!key')
  expect(await chat.nextLine(/^In time/)).toBe('In time: @Viewer1 wins Steam key, congratulations! 1 place is left.')
  say(anna, '!odds')
  expect(await chat.nextLine(/nothing is drawn/)).toMatch(/nothing is drawn for Steam key: you have won\.$/)
  say(bob, '!winners')
  expect(await chat.nextLine(/latest winners/)).toBe('@Viewer2, the latest winners, for Steam key: @Viewer1.')
  say(carl, '!giveaway')
  expect(await chat.nextLine(/the prize is/)).toMatch(/Type !key: the first 2 win! 1 of 2 places taken\. http/)
  order('!giveaway draw')
  expect(await chat.nextLine(/nothing is drawn/)).toMatch(/^@Viewer900, who comes first has won there/)
  say(bob, '!key')
  expect(await chat.nextLine(/^In time/)).toBe(
    'In time: @Viewer2 wins Steam key, congratulations! All places are taken.',
  )
  say(carl, '!key')
  expect(await chat.nextLine(/full/)).toBe('The giveaway is full, no more entries.')
  expect(chat.said.filter((line) => /^\+|entered|Closed/.test(line))).toEqual([])
})

test('who pays is told what is left', async () => {
  await pay(engine, streamerId, [anna], 100)
  const { chat, say, order } = await start()
  order('!giveaway open !key Steam key -kind first -cost 40')
  expect(await chat.nextLine(/^Giveaway: /)).toMatch(/Type !key: who comes first wins! It costs 40 points\./)
  say(anna, '!key')
  expect(await chat.nextLine(/you are in/)).toBe('@Viewer1 (60 left): you are in.')
})
