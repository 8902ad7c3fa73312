/** The whole way of a message: the simulated Twitch, tmi.js, the bot, the engine, the worker and a real database. */
import { type Bot, createBot } from '@streambot/bot/bot.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'
import { createTwitchLookUps } from '@streambot/shared/platforms/twitch/look-ups.ts'
import { createTwitchChat } from '@streambot/shared/platforms/twitch/receive.ts'
import { openJobs } from '@streambot/shared/queue/bullmq.ts'
import type { FirstSettings } from '@streambot/shared/store/bot-configs.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { createTimed } from '@streambot/worker/timed.ts'
import { quicken } from './bot.ts'
import { openEngine, type TestEngine } from './engine.ts'

const quiet = () => undefined
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }

export interface Stage extends TestEngine {
  readonly demo: DemoWorld
  readonly twitch: TwitchSimulator
  readonly streamerId: StreamerId
  readonly bot: Bot
  /** Faults that the worker or the queue reported. */
  readonly faults: unknown[]
  /** Somebody types a line; `host` is the streamer, numbers are the people. Gives the message's id. */
  says(who: number | 'host', text: string): string
  /** Resolves with the bot's first line that fits, said already or still to come. */
  hears(fits: RegExp, ms?: number): Promise<string>
}

export interface StageOptions {
  readonly people?: number
  readonly settings?: FirstSettings
}

/** Builds the stage on a migrated database. The bot is in the room when it resolves. */
export async function openStage(url: string, { people = 40, settings = {} }: StageOptions = {}): Promise<Stage> {
  const faults: unknown[] = []
  const demo = createDemoWorld({ people })
  const twitch = await startTwitch({ world: demo.world })
  const jobs = await openJobs({ databaseUrl: url, redisUrl: undefined, onError: (error) => faults.push(error) })
  const engine = openEngine(url, { now: () => new Date(), turn: quiet }, jobs)
  const streamerId = await engine.store.addStreamer(demo.room.login, {
    graceSeconds: 0,
    revealSeconds: 0,
    chatPoints: 0,
    ...settings,
  })
  const timed = createTimed({ ports: engine.ports, jobs, sweepMs: 250, onError: (error) => faults.push(error) })
  const bot = createBot({
    ports: {
      ...engine.ports,
      lookUps: { twitch: createTwitchLookUps({ channelId: demo.room.id, ...helixOf(demo, twitch) }) },
    },
    chats: [chatOf(demo, twitch)],
    streamerId,
    publicUrl: 'http://localhost',
    timers: quicken(10),
    log: silent,
  })
  await timed.start()
  await bot.start()
  await twitch.waitForJoin(demo.room)
  return {
    ...engine,
    demo,
    twitch,
    streamerId,
    bot,
    faults,
    says(who, text) {
      const person = who === 'host' ? demo.streamer : demo.people[who]
      if (!person) throw new Error(`There is no person ${who} on the stage.`)
      return twitch.say(demo.room, person, text)
    },
    hears: async (fits, ms = 10_000) => (await twitch.waitFor((line) => fits.test(line.text), ms)).text,
    async close() {
      await timed.stop()
      await bot.stop()
      await jobs.close()
      await engine.close()
      await twitch.stop()
    },
  }
}

function helixOf({ app, botToken }: DemoWorld, twitch: TwitchSimulator) {
  return { apiUrl: `${twitch.url}/helix`, clientId: app.id, tokens: async () => botToken.access, log: silent }
}

function chatOf(demo: DemoWorld, twitch: TwitchSimulator) {
  const { room, bot } = demo
  return createTwitchChat({
    channel: { id: room.id, login: room.login },
    bot: { login: bot.login, userId: bot.id },
    ircUrl: `ws://127.0.0.1:${twitch.ircPort}`,
    ...helixOf(demo, twitch),
  })
}
