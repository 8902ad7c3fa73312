/** Twitch, YouTube and Kick at once, as `npm start` opens them: one world on three simulators, real clients, a real web server and database. */
import { openAccounts } from '@streambot/app/accounts.ts'
import { type AllSettings, answerAt, type Sites, startSites, stopSites, toSettings } from '@streambot/app/demo.ts'
import { openPlatforms, type PlatformSettings } from '@streambot/app/platforms.ts'
import { openSignIns } from '@streambot/app/sign-ins.ts'
import { createBot } from '@streambot/bot/bot.ts'
import type { LookUps } from '@streambot/shared/engine/ports/chat.ts'
import type { Stream } from '@streambot/shared/engine/ports.ts'
import {
  type Giveaway,
  type ChatPlatform,
  type Platform,
  chatPlatforms as platformNames,
  type StreamerId,
} from '@streambot/shared/giveaway/words.ts'
import { openJobs } from '@streambot/shared/queue/bullmq.ts'
import { makeLogTo } from '@streambot/shared/runtime/log.ts'
import type { FirstSettings } from '@streambot/shared/store/bot-configs.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import type { Person } from '@streambot/simulator/world.ts'
import { createTimed } from '@streambot/worker/timed.ts'
import { vi } from 'vitest'
import { serve, type ServeOptions } from './serve.ts'
import { quicken } from './bot.ts'
import { openEngine, type TestEngine, vault } from './engine.ts'

const quiet = () => undefined
/** Short enough to wait for. */
const openingWaits = { start: 2_000, retry: 100, longestRetry: 100 }

export interface ThreePlatforms extends TestEngine {
  readonly demo: DemoWorld
  readonly sites: Sites
  /** Of the web server. */
  readonly address: string
  readonly streamerId: StreamerId
  /** Of the platforms that were there at the start. */
  readonly streams: readonly Stream[]
  /** Faults that the worker or the queue reported. */
  readonly faults: unknown[]
  /** Where the pages are. */
  readonly server: Awaited<ReturnType<typeof serve>>
  /** Somebody types a line; `host` is the streamer, numbers are the people. It arrives now, whenever they sent it. */
  says(platform: ChatPlatform, who: number | 'host', text: string, sentAt?: number): void
  /** Resolves with the bot's first line there that fits, said already or still to come. */
  hears(platform: ChatPlatform, fits: RegExp): Promise<string>
  /** What the bot said there. */
  heard(platform: ChatPlatform): string[]
  person(who: number): Person
  /** The latest giveaway. */
  latest(): Promise<Giveaway>
  /** Resolves when the latest giveaway has so many entries. */
  entriesBecome(count: number, ms?: number): Promise<void>
}

export interface ThreeOptions {
  readonly people?: number
  /** Settings of the streamer. */
  readonly first?: FirstSettings
  /** What is wrong with the platforms before the bot comes. */
  readonly trouble?: (sites: Sites) => void
  /** Other settings than those with which the simulators are reached. */
  readonly change?: (settings: AllSettings) => PlatformSettings
  /** Other options of the web server: the built pages, for tests that look at them. */
  readonly server?: ServeOptions
}

/** Builds it on a migrated database. The bot is in all chats that can be reached when it resolves. */
export async function openThreePlatforms(url: string, options: ThreeOptions = {}): Promise<ThreePlatforms> {
  const ends: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end()
  }
  try {
    return { ...(await build(url, options, ends)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What was started is ended by what stands in `ends`. */
async function build(
  url: string,
  { people = 10, first, change = (settings) => settings, trouble = quiet, server: asked }: ThreeOptions,
  ends: (() => unknown)[],
): Promise<ThreePlatforms> {
  const faults: unknown[] = []
  const log = makeLogTo('silent', { write: quiet })
  const onError = (error: unknown) => void faults.push(error)
  const redirects: string[] = []
  const demo = createDemoWorld({ people, redirects })
  const sites = await startSites(demo)
  ends.push(() => stopSites(sites))
  const jobs = await openJobs({ databaseUrl: url, redisUrl: undefined, onError })
  ends.push(() => jobs.close())
  const engine = openEngine(url, { now: () => new Date(), turn: quiet }, jobs)
  ends.push(engine.close)
  const lookUps: Partial<Record<Platform, LookUps>> = {}
  let countLateMs = (): number => 0
  const ports = { ...engine.ports, lookUps, lateMs: () => countLateMs() }
  const timed = createTimed({ ports, jobs, sweepMs: 250, onError })
  await timed.start()
  ends.push(() => timed.stop())
  const stop = {
    add: (_name: string, work: () => unknown) => void ends.push(work),
    end: async () => quiet(),
    ending: false,
  }
  const { store } = engine
  const settled = { graceSeconds: 0, revealSeconds: 0, chatPoints: 0, ...first }
  const accounts = openAccounts({ databaseUrl: url, store, vault, log, stop, first: settled, forgetful: false })
  trouble(sites)
  const settings = change(toSettings(demo, sites))
  const opened = await openPlatforms({ settings, accounts, log, stop, waits: openingWaits })
  const { streamerId, platforms, webhooks, standings } = opened
  countLateMs = standings.lateMs
  const server = await serve(engine, streamerId, { webhooks, standings, signIns: openSignIns(settings), ...asked })
  ends.push(server.stop)
  for (const platform of platformNames) redirects.push(`http://localhost:${server.port}/auth/${platform}/callback`)
  answerAt(demo, sites, server.address)
  for (const { own, lookUps: found } of platforms) if (found) lookUps[own.platform] = found
  const streams = platforms.flatMap(({ stream }) => stream ?? [])
  const bot = createBot({
    ports,
    chats: platforms.map(({ chat }) => chat),
    own: platforms.map(({ own }) => own),
    streams,
    streamerId,
    publicUrl: 'http://localhost',
    timers: quicken(10),
    log,
  })
  await bot.start()
  ends.push(() => bot.stop())
  opened.joinLater((platform) => bot.join(platform))

  const person = (who: number): Person => {
    const found = demo.people[who]
    if (!found) throw new Error(`There is no person ${who} in the demo world.`)
    return found
  }
  async function latest(): Promise<Giveaway> {
    const [giveaway] = await store.findLatest(streamerId, 1)
    if (!giveaway) throw new Error('No giveaway was opened.')
    return giveaway
  }
  return {
    ...engine,
    ports,
    demo,
    sites,
    address: server.address,
    streamerId,
    streams,
    server,
    faults,
    person,
    latest,
    says: (platform, who, text, sentAt = Date.now()) =>
      void sites[platform].say(demo.room, who === 'host' ? demo.streamer : person(who), text, { sentAt }),
    hears: async (platform, fits) => (await sites[platform].waitFor(({ text }) => fits.test(text), 15_000)).text,
    heard: (platform) => sites[platform].heard.map(({ text }) => text),
    async entriesBecome(count, timeout = 15_000) {
      await vi.waitFor(
        async () => {
          const { entryCount } = await latest()
          if (entryCount !== count) throw new Error(`There are ${entryCount} entries, not ${count}.`)
        },
        { timeout, interval: 100 },
      )
    },
  }
}
