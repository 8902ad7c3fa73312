/** Who is behind a chat account, where people linked several: one viewer from the first message on. */
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { createVault } from '@streambot/shared/runtime/crypto.ts'
import { saveConnection } from '@streambot/shared/store/platform-connections.ts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { expectHealthy } from '../engine/healthy.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { askOf, costedTickets, openEngine, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import { openPool } from '../support/pool.ts'

const vault = createVault([{ id: 'a', key: new Uint8Array(32).fill(7) }])

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number
let people = 0

beforeAll(async () => {
  database = await makeDatabase()
  one = openEngine(database.url)
  two = openEngine(database.url, one.clock)
})
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { attemptsPerMinute: 1_000 })
})
afterEach(() => expectHealthy(database.url))
afterAll(async () => {
  await Promise.all([one.close(), two.close()])
  await database.drop()
})

/** Somebody with an account on each platform, all linked to one user. */
async function linkedPerson(): Promise<[twitch: Account, kick: Account, youtube: Account]> {
  const pool = openPool(database.url)
  const { rows } = await pool.query<{ id: string }>(`INSERT INTO users (display_name) VALUES ('Anna') RETURNING id`)
  const account = { ...person(10_000 + people++), name: 'Anna' }
  const accounts: [Account, Account, Account] = [
    account,
    { ...account, platform: 'kick' },
    { ...account, platform: 'youtube' },
  ]
  const tokens = { accessToken: 'a', refreshToken: undefined, expiresAt: undefined, scopes: [] }
  for (const each of accounts)
    await saveConnection(pool, vault, { userId: Number(rows[0]?.id), purpose: 'streamer', account: each, tokens })
  await pool.end()
  return accounts
}

const viewersOf = (...accounts: Account[]) => one.store.transact((tx) => tx.ensureViewers(streamerId, accounts))

test('accounts that were linked before are one viewer from their first message on, and enter once', async () => {
  const [twitch, kick] = await linkedPerson()
  const giveaway = await openFor(one, streamerId)
  expect(await one.entering.enter(giveaway.id, askOf(twitch, one.clock))).toMatchObject({ ok: true })
  expect(await two.entering.enter(giveaway.id, askOf(kick, one.clock))).toEqual({ ok: false, code: 'already-entered' })
})

test('of two linked accounts in one batch the second sees what the first did', async () => {
  const [twitch, kick, youtube] = await linkedPerson()
  await pay(one, streamerId, [twitch], 25)
  const giveaway = await openFor(one, streamerId, costedTickets)
  const asks = [person(1), kick, twitch, youtube].map((account) => askOf(account, one.clock))
  const decisions = await Promise.all(asks.map((ask) => one.entering.enter(giveaway.id, ask)))
  expect(decisions.map((decision) => (decision.ok ? decision.tickets : decision.code))).toEqual([
    'insufficient-balance',
    1,
    2,
    'insufficient-balance',
  ])
})

test('a payout pays a person once, however many of their accounts are new', async () => {
  const accounts = await linkedPerson()
  await pay(one, streamerId, accounts, 10)
  expect(await one.store.findBalance(streamerId, accounts[2])).toBe(10)
  expect(new Set(await viewersOf(...accounts)).size).toBe(1)
})

test('an account that is new joins the viewer whom the others stand for already, with everything that viewer has', async () => {
  const [twitch, kick] = await linkedPerson()
  const [anna] = await viewersOf(twitch)
  await pay(one, streamerId, [twitch], 10)
  expect(await viewersOf(person(2), kick)).toEqual([expect.any(Number), anna])
  expect(await one.store.findBalance(streamerId, kick)).toBe(10)
})

test('another streamer has another viewer for the same person', async () => {
  const accounts = await linkedPerson()
  const [here] = await viewersOf(...accounts)
  streamerId = await one.store.addStreamer('another')
  expect(await viewersOf(...accounts)).not.toContain(here)
  expect(new Set(await viewersOf(...accounts)).size).toBe(1)
})

test('linked accounts that write for the first time at the same instant, to two bots, are one viewer', async () => {
  for (let round = 0; round < 8; round++) {
    const [twitch, kick, youtube] = await linkedPerson()
    const giveaway = await openFor(one, streamerId, {}, `!word${round}`)
    const decisions = await Promise.all([
      one.entering.enter(giveaway.id, askOf(twitch, one.clock)),
      two.entering.enter(giveaway.id, askOf(kick, one.clock)),
      pay(two, streamerId, [youtube], 10),
    ])
    expect(decisions.filter((decision) => decision?.ok)).toHaveLength(1)
    expect(new Set(await viewersOf(twitch, kick, youtube)).size).toBe(1)
    expect(await one.store.findBalance(streamerId, twitch)).toBe(10)
  }
})

test("the bot's account is nobody's other account", async () => {
  const [twitch] = await linkedPerson()
  const pool = openPool(database.url)
  const bot = { ...person(9_000 + people), platform: 'youtube' as const }
  await pool.query(
    `INSERT INTO platform_connections (user_id, platform, purpose, platform_user_id, login, display_name)
     SELECT user_id, 'youtube', 'bot', $2, 'bot', 'Bot' FROM platform_connections WHERE platform = 'twitch' AND platform_user_id = $1`,
    [twitch.userId, bot.userId],
  )
  await pool.end()
  expect(new Set(await viewersOf(twitch, bot)).size).toBe(2)
})
