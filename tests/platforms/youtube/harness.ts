/** The YouTube chat in front of the simulated YouTube, with its memory in a database. */
import type { ChatBudget, ChatPosition, PositionStore, QuotaStore } from '@streambot/shared/engine/ports/chat.ts'
import { keepTokens } from '@streambot/shared/platforms/accounts.ts'
import { pause } from '@streambot/shared/platforms/pause.ts'
import { toAccount } from '@streambot/shared/platforms/youtube/translate.ts'
import {
  createYoutubeChat,
  type YoutubeChat,
  type YoutubeChatOptions,
} from '@streambot/shared/platforms/youtube/receive.ts'
import { createPositionStore } from '@streambot/shared/store/chat-positions.ts'
import { createQuotaStore } from '@streambot/shared/store/quota-days.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startYoutube, type YoutubeSimulator } from '@streambot/simulator/youtube.ts'
import type { Pool } from 'pg'
import { afterAll } from 'vitest'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { createInbox, type Inbox } from '../../support/inbox.ts'
import { openPool } from '../../support/pool.ts'
import { createMemoryTokens } from '../../support/tokens.ts'
import type { ChatHarness } from '../contract.ts'

export interface YoutubeHarness extends ChatHarness {
  readonly chat: YoutubeChat
  readonly sim: YoutubeSimulator
  readonly demo: DemoWorld
  readonly quotas: QuotaStore
  /** Positions that were kept. */
  readonly kept: Inbox<ChatPosition>
  /** The id of the channel whose chat is read. */
  readonly channelId: string
  /** Pauses between streams and polls that were asked for, in milliseconds. Each turns the clock and is over at once. */
  readonly pauses: readonly number[]
  /** What was told of the budget. */
  readonly budgets: readonly (readonly [ChatBudget['state'], string])[]
  /** A second chat, as after a restart of the bot. */
  again(changes?: Partial<YoutubeChatOptions>): YoutubeHarness['chat']
}

export interface YoutubeChanges extends Partial<YoutubeChatOptions> {
  /** The streamer lends the bot their account. */
  readonly isLent?: boolean
}

const quiet = () => undefined
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** Pauses short enough to wait for. */
const waits = {
  retry: 5,
  longestRetry: 20,
  longestRefused: 20,
  look: 5,
  longestLook: 20,
  busy: 20,
  trouble: 20,
  echo: 300,
  bookmark: 1,
  spread: 0,
}

/** One for all chats of a file, each beginning without a memory. */
let keeping: Promise<{ readonly database: TestDatabase; readonly pool: Pool }> | undefined

async function openKeeping(): Promise<Pool> {
  keeping ??= makeDatabase().then((database) => ({ database, pool: openPool(database.url) }))
  const { pool } = await keeping
  await pool.query('TRUNCATE chat_positions, quota_days')
  return pool
}
afterAll(async () => {
  if (!keeping) return
  const { database, pool } = await keeping
  await pool.end()
  await database.drop()
})

/** 13:00 in California. */
const start = Date.UTC(2026, 10, 21, 21)

export async function openYoutube({ isLent = false, ...changes }: YoutubeChanges = {}): Promise<YoutubeHarness> {
  let time = start
  const now = () => time
  const demo = createDemoWorld({ now, people: 5 })
  const { world, room, streamer, bot, youtube } = demo
  const sim = await startYoutube({ world })
  const pool = await openKeeping()
  const [person] = demo.people
  if (!person?.youtube || !streamer.youtube || !bot.youtube) throw new Error('the demo world is not on YouTube')
  const account = person.youtube
  const owner = { channelId: streamer.youtube.id, ...keep(sim, demo, 'streamerToken', now) }
  const speaker = isLent ? owner : { channelId: bot.youtube.id, ...keep(sim, demo, 'botToken', now) }
  const kept = createInbox<ChatPosition>()
  const positions = tellKept(createPositionStore(pool), kept)
  const quotas = createQuotaStore(pool)
  const pauses: number[] = []
  const budgets: [ChatBudget['state'], string][] = []

  const make = (more: Partial<YoutubeChatOptions> = {}) =>
    createYoutubeChat({
      owner,
      bot: speaker,
      apiUrl: sim.url,
      project: '4711',
      positions,
      quotas,
      log: silent,
      now,
      wait(ms, signal) {
        pauses.push(ms)
        time += ms
        return pause(0, signal)
      },
      onBudget: ({ state, detail }) => void budgets.push([state, detail]),
      ...changes,
      ...more,
      waits: { ...waits, ...changes.waits, ...more.waits },
    })

  return {
    chat: make(),
    sim,
    demo,
    quotas,
    kept,
    channelId: owner.channelId,
    pauses,
    budgets,
    again: make,
    viewer: toAccount(person.youtube.id, person.youtube.login),
    say: (text) => sim.say(room, person, text),
    rename: (name) => void Object.assign(account, { login: name }),
    heard: () => sim.heard.map((line) => line.text),
    ranCommand: () => false, // there are none in the API
    refuseNext() {
      sim.faults.fail('forbidden', { call: 'insert' })
      return 'forbidden'
    },
    repeat: (copies) => void (sim.faults.copies = copies),
    swap: () => void (sim.faults.swapPairs = true),
    cut: () => sim.faults.terminate(),
    expireTokens: () => sim.faults.expireTokens(),
    disconnectAccount() {
      for (const one of [streamer, bot]) world.googleTokens.disconnect(youtube.app, one)
    },
    turnClock: (milliseconds) => void (time += milliseconds),
    async stop() {
      await Promise.all([owner.stop(), speaker.stop()])
      await sim.stop()
    },
  }
}

function tellKept(store: PositionStore, kept: Inbox<ChatPosition>): PositionStore {
  return {
    ...store,
    async save(platform, channelId, position) {
      await store.save(platform, channelId, position)
      kept.add(position)
    },
  }
}

/** Keeps the token that somebody gave the app. */
function keep(sim: YoutubeSimulator, { youtube }: DemoWorld, whose: 'streamerToken' | 'botToken', now: () => number) {
  const token = youtube[whose]
  const kept = keepTokens({
    platform: 'YouTube',
    tokenUrl: `${sim.url}/token`,
    clientId: youtube.app.id,
    clientSecret: youtube.app.secret,
    connectionId: 1,
    store: createMemoryTokens({
      accessToken: token.access,
      refreshToken: token.refresh,
      expiresAt: new Date(token.expiresAt),
      scopes: token.scopes,
    }),
    clock: { now: () => new Date(now()) },
    onDead: quiet,
    log: silent,
    retries: [],
  })
  return { tokens: kept.accessToken, stop: kept.stop }
}
