/** Talk that is no command, read by the whole bot, against tmi.js with a listener that does nothing. */
import type { TwitchPlace } from '../support/twitch-bot.ts'
import { openEngine } from '../support/engine.ts'
import { type Bar, median, rounds, tell } from './bar.ts'
import { type Child, startChild } from './child.ts'
import type { ReaderAnswer, ReaderAsk, ReaderSettings } from './reader-process.ts'
import type { SimulatorAsk } from './simulator-process.ts'

const people = 2_000
const lines = 100_000
const last = 'this is the last line'

export const listenerBar: Bar = {
  name: 'listener',
  what: 'chat lines a second that are no command through the whole bot : tmi.js with an empty listener',
  limit: 0.8,
  kind: 'at-least',
  async measure(ground) {
    const url = await ground.makeDatabase()
    const engine = openEngine(url)
    const streamerId = await engine.store.addStreamer('bench')
    await engine.close()
    const simulator = await startChild<SimulatorAsk, string, TwitchPlace>('simulator-process.ts', { people })
    const settings = { url, streamerId, twitch: simulator.ready }
    const [bot, tmi]: [ReaderAnswer[], ReaderAnswer[]] = [[], []]
    try {
      for (let round = 0; round < rounds; round++) {
        bot.push(await read({ ...settings, reader: 'bot' }, simulator))
        tmi.push(await read({ ...settings, reader: 'tmi.js' }, simulator))
      }
    } finally {
      await simulator.kill()
    }
    tell('listener', `bot ${describe(bot)}, tmi.js ${describe(tmi)}`)
    return median(tmi.map(({ seconds }) => seconds)) / median(bot.map(({ seconds }) => seconds))
  },
}

/** A reader of its own for each round: both begin cold. The first reading warms it up and is not counted. */
async function read(settings: ReaderSettings, simulator: Child<SimulatorAsk, string>): Promise<ReaderAnswer> {
  const reader = await startChild<ReaderAsk, ReaderAnswer>('reader-process.ts', settings)
  try {
    await readOnce(reader, simulator, lines / 5)
    return await readOnce(reader, simulator, lines)
  } finally {
    await reader.kill()
  }
}

async function readOnce(
  reader: Child<ReaderAsk, ReaderAnswer>,
  simulator: Child<SimulatorAsk, string>,
  count: number,
): Promise<ReaderAnswer> {
  const [answer] = await Promise.all([
    reader.ask({ until: last }),
    simulator.ask({ kind: 'talk', lines: count, text: last }),
  ])
  return answer
}

function describe(answers: readonly ReaderAnswer[]): string {
  const perSecond = Math.round(lines / median(answers.map(({ seconds }) => seconds)))
  const micros = (median(answers.map(({ cpuSeconds }) => cpuSeconds)) / lines) * 1_000_000
  return `${perSecond.toLocaleString('en')} lines/s (${micros.toFixed(1)} µs of its processor each)`
}
