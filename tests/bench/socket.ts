/** Entries from the socket of a simulated Twitch through tmi.js and the whole bot to the commit, against the engine alone. */
import type { Account, Giveaway } from '@streambot/shared/giveaway/words.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import type { Person } from '@streambot/simulator/world.ts'
import type { TwitchPlace } from '../support/twitch-bot.ts'
import { type Bar, median, rounds, tell, time } from './bar.ts'
import { type Child, startChild } from './child.ts'
import type { ReaderSettings } from './reader-process.ts'
import type { SimulatorAsk } from './simulator-process.ts'
import { asksOf, enterAll, openCosted, openStandFor, type Stand, waitForEntries } from './stand.ts'

const viewers = 20_000

export const socketBar: Bar = {
  name: 'socket',
  what: 'costed entries a second from the socket through tmi.js to the commit : the same asks through the engine alone',
  limit: 0.4,
  kind: 'at-least',
  async measure(ground) {
    const people = createDemoWorld({ people: viewers }).people.map(toAccount)
    const stand = await openStandFor(ground, people)
    const simulator = await startChild<SimulatorAsk, string, TwitchPlace>('simulator-process.ts', { people: viewers })
    const plan = await openRounds(stand)
    const settings: ReaderSettings = {
      url: stand.url,
      streamerId: stand.streamerId,
      twitch: simulator.ready,
      reader: 'bot',
    }
    const bot = await startChild('reader-process.ts', settings)
    const [socket, engine]: [number[], number[]] = [[], []]
    try {
      for (const [heard, asked] of plan) {
        socket.push(await enterBySocket(stand, simulator, heard))
        const asks = asksOf(stand)
        engine.push(await time(() => enterAll(stand.engine, asked.id, asks)))
      }
    } finally {
      await Promise.all([bot.kill(), simulator.kill()])
      await stand.engine.close()
    }
    // The first round warms both up.
    const [seconds, secondsAlone] = [median(socket.slice(1)), median(engine.slice(1))]
    tell(
      'socket',
      `from the socket ${Math.round(people.length / seconds)} entries/s, engine ${Math.round(people.length / secondsAlone)}/s`,
    )
    return secondsAlone / seconds
  },
}

/** The simulator makes the same people from the same number. */
function toAccount({ id, login, displayName }: Person): Account {
  return { platform: 'twitch', userId: id, login, name: displayName }
}

/** Opened before the bot starts, which then knows all the words. */
async function openRounds(stand: Stand): Promise<(readonly [heard: Giveaway, asked: Giveaway])[]> {
  const plan: [Giveaway, Giveaway][] = []
  for (let round = 0; round <= rounds; round++) plan.push([await openCosted(stand), await openCosted(stand)])
  return plan
}

function enterBySocket(stand: Stand, simulator: Child<SimulatorAsk, string>, giveaway: Giveaway): Promise<number> {
  return time(() =>
    Promise.all([
      simulator.ask({ kind: 'enter', text: giveaway.word }),
      waitForEntries(stand, [giveaway], stand.people.length),
    ]),
  )
}
