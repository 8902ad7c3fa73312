import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { forgetSome } from '@streambot/shared/engine/forget.ts'
import { createJoining } from '@streambot/shared/engine/join.ts'
import { cancelGiveaway, closeGiveaway } from '@streambot/shared/engine/manage.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { createQuotaStore } from '@streambot/shared/store/quota-days.ts'
import { createForgetting } from '@streambot/worker/forgetting.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { askOf, listEntries, openEngine, openFor, person, type TestEngine } from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

beforeEach(async () => {
  database = await makeDatabase()
  one = openEngine(database.url)
  two = openEngine(database.url, one.clock)
  streamerId = await one.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 0 })
})
afterEach(async () => {
  await expectHealthy(database.url)
  await Promise.all([one.close(), two.close()])
  await database.drop()
})

const cause = { actor: 'test' }
const days = (count: number) => count * 86_400_000
const enter = (giveaway: Giveaway, number: number) => one.entering.enter(giveaway.id, askOf(person(number), one.clock))

async function count(table: string): Promise<number> {
  const { rows } = await one.store.pool.query<{ count: number }>(`SELECT count(*) FROM ${table}`)
  return rows[0]?.count ?? 0
}

/** Removes as the worker does, until nothing is left to remove. */
async function forgetAll(keepDays = 30, engine = one): Promise<number> {
  let all = 0
  for (;;) {
    const removed = await forgetSome(engine.ports, keepDays)
    if (removed === 0) return all
    all += removed
  }
}

/** A sealed giveaway that so many entered. */
async function sealWith(entrants: number): Promise<Giveaway> {
  const giveaway = await openFor(one, streamerId)
  await Promise.all(Array.from({ length: entrants }, (_, index) => enter(giveaway, index)))
  await closeGiveaway(one.ports, giveaway.id, cause)
  await advanceGiveaway(one.ports, giveaway.id)
  return giveaway
}

test('phones are forgotten once the giveaway that they joined has been over for long, and no others', async () => {
  const joining = createJoining(one.ports, one.entering)
  const [over, open] = [
    await openFor(one, streamerId, { joinByCode: 'guests' }),
    await openFor(one, streamerId, { joinByCode: 'guests' }, '!open'),
  ]
  for (const [index, giveaway] of [over, open].entries())
    await joining.join({
      giveaway,
      deviceId: `${index}`.repeat(64),
      tokenHash: `${index}`.repeat(64),
      userId: undefined,
      hasCode: true,
    })
  await cancelGiveaway(one.ports, over.id, cause)
  one.clock.turn(days(29))
  await forgetAll()
  expect(await count('event_participants')).toBe(2)
  one.clock.turn(days(2))
  await forgetAll()
  const { rows } = await one.store.pool.query('SELECT event_id FROM event_participants')
  expect(rows).toEqual([{ event_id: open.id }])
})

/** So many attempts, messages and pieces of news, made by the statement of the table and as old as the clock is. */
async function fill(giveaway: Giveaway, rows: number): Promise<void> {
  const { pool } = one.store
  const at = one.clock.now()
  await pool.query(
    `INSERT INTO giveaway_entry_attempts (giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at)
     SELECT $1, (SELECT min(id) FROM viewers), 'twitch', 'old-' || n, 'closed', 0, $2 FROM generate_series(1, $3::int) n`,
    [giveaway.id, at, rows],
  )
  await pool.query(
    `INSERT INTO handled_messages SELECT 'twitch', 'handled-' || n, $1 FROM generate_series(1, $2::int) n`,
    [at, rows],
  )
  await addNews(giveaway, Array<Date>(rows).fill(at))
}

async function addNews(giveaway: Giveaway, times: readonly Date[]): Promise<void> {
  await one.store.pool.query(
    `INSERT INTO outbox (streamer_id, giveaway_id, kind, payload, created_at)
     SELECT $1, $2, 'closed', jsonb_build_object('number', n), at FROM unnest($3::timestamptz[]) WITH ORDINALITY AS t (at, n) ORDER BY n`,
    [streamerId, giveaway.id, times],
  )
}

test('attempts are kept for thirty days to the millisecond, and entries for good', async () => {
  const giveaway = await sealWith(3)
  one.clock.turn(days(30))
  await forgetAll()
  expect(await count('giveaway_entry_attempts')).toBe(3)
  one.clock.turn(1)
  await forgetAll()
  expect(await count('giveaway_entry_attempts')).toBe(0)
  expect((await listEntries(one.store, giveaway.id)).length).toBe(3)
})

test('a shorter time can be chosen, but never less than a day', async () => {
  await sealWith(2)
  one.clock.turn(days(1) + 1)
  await forgetAll(2)
  expect(await count('giveaway_entry_attempts')).toBe(2)
  await forgetAll(1)
  expect(await count('giveaway_entry_attempts')).toBe(0)
  for (const keepDays of [0.9, 0, -1, NaN])
    await expect(forgetSome(one.ports, keepDays)).rejects.toThrow('a day at least')
})

test('a giveaway that still takes entries keeps its attempts: a message that comes again after a year enters once', async () => {
  const giveaway = await openFor(one, streamerId)
  const ask = askOf(person(1), one.clock)
  await one.entering.enter(giveaway.id, ask)
  one.clock.turn(days(365))
  await forgetAll()
  expect(await one.entering.enter(giveaway.id, ask)).toEqual({ ok: false, code: 'already-handled' })
  await cancelGiveaway(one.ports, giveaway.id, cause)
  await forgetAll()
  expect(await count('giveaway_entry_attempts')).toBe(0)
})

test('attempts within the minute of the rate limit still count after the removal', async () => {
  const giveaway = await openFor(one, streamerId)
  for (let ask = 0; ask < 10; ask++) await enter(giveaway, 1)
  await forgetAll(1)
  expect(await enter(giveaway, 1)).toEqual({ ok: false, code: 'rate-limited' })
})

test('a message that was handled is known for as long as it is kept', async () => {
  const message = { platform: 'twitch', id: 'said-once' } as const
  const mark = () => one.store.transact((tx) => tx.markHandled(message))
  await mark()
  await one.store.pool.query('UPDATE handled_messages SET handled_at = $1', [one.clock.now()])
  one.clock.turn(days(30))
  await forgetAll()
  expect(await mark()).toBe(false)
  one.clock.turn(1)
  await forgetAll()
  expect(await count('handled_messages')).toBe(0)
})

test('news of a day goes from the front only: behind a row that is there none is missing', async () => {
  const giveaway = await openFor(one, streamerId)
  await one.store.pool.query('DELETE FROM outbox')
  const old = one.clock.now()
  const young = new Date(old.getTime() + 2)
  await addNews(giveaway, [old, old, young, old, young])
  const before = await readNews(one, giveaway.id)
  one.clock.turn(days(1) + 1)
  await forgetAll()
  expect(await readNews(one, giveaway.id)).toEqual(before.slice(2))
  one.clock.turn(2)
  await forgetAll()
  expect(await readNews(one, giveaway.id)).toEqual([])
})

test.each([
  ['2026-11-21T07:59:00Z', '2026-11-20'],
  ['2026-11-21T23:59:00Z', '2026-11-21'],
])('a quota counts on while its day lasts, and is forgotten with the messages of that day: %s', async (now, today) => {
  const clock = { now: () => new Date(now) }
  const quotas = createQuotaStore(one.store.pool)
  await one.store.pool.query('DELETE FROM quota_days')
  await quotas.spend('youtube', '1', today, 50)
  await forgetSome({ ...one.ports, clock }, 1)
  expect(await quotas.spend('youtube', '1', today, 5)).toBe(55)
  const later = (count: number) => ({ now: () => new Date(Date.parse(now) + days(count)) })
  expect(await forgetSome({ ...one.ports, clock: later(29) }, 30)).toBe(0)
  expect(await forgetSome({ ...one.ports, clock: later(32) }, 30)).toBe(1)
  expect(await count('quota_days')).toBe(0)
})

test('two workers remove more than either takes at once, while people enter', async () => {
  const old = await sealWith(1)
  await fill(old, 25_000)
  one.clock.turn(days(31))
  const giveaway = await openFor(one, streamerId)
  const entering = Array.from({ length: 200 }, (_, index) => enter(giveaway, index))
  const removed = await Promise.all([forgetAll(30, one), forgetAll(30, two)])
  expect((await Promise.all(entering)).every((decision) => decision.ok)).toBe(true)
  await forgetAll()
  const attempts = await one.store.pool.query<{ giveaway_id: string }>(
    'SELECT DISTINCT giveaway_id FROM giveaway_entry_attempts',
  )
  expect(attempts.rows).toEqual([{ giveaway_id: giveaway.id }])
  expect(await count('giveaway_entry_attempts')).toBe(200)
  expect(await count('handled_messages')).toBe(0)
  expect((removed[0] ?? 0) + (removed[1] ?? 0)).toBeGreaterThanOrEqual(70_000)
})

test('one piece takes ten thousand rows of a kind and no more', async () => {
  const old = await sealWith(1)
  await fill(old, 15_000)
  one.clock.turn(days(31))
  const before = (await count('giveaway_entry_attempts')) + (await count('handled_messages')) + (await count('outbox'))
  expect(await forgetSome(one.ports, 30)).toBe(30_000)
  await forgetAll()
  expect(before).toBeGreaterThan(45_000)
  expect(await count('outbox')).toBe(0)
})

test('the worker begins at its start, and tells what went wrong instead of ending', async () => {
  await sealWith(2)
  one.clock.turn(days(31))
  const errors: unknown[] = []
  const options = { keepDays: 30, onError: (error: unknown) => void errors.push(error) }
  const forgetting = createForgetting({ ports: one.ports, ...options })
  forgetting.start()
  await vi.waitFor(async () => expect(await count('giveaway_entry_attempts')).toBe(0))
  await forgetting.stop()
  const broken = createForgetting({ ports: one.ports, ...options, keepDays: 0 })
  broken.start()
  await broken.stop()
  expect(errors.map(String)).toEqual([expect.stringContaining('a day at least')])
})
