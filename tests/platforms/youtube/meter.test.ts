import type { ChatBudget, QuotaStore } from '@streambot/shared/engine/ports/chat.ts'
import { createMeter, type Meter } from '@streambot/shared/platforms/youtube/meter.ts'
import { createQuotaStore } from '@streambot/shared/store/quota-days.ts'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { openPool } from '../../support/pool.ts'

let database: TestDatabase
let pool: Pool
let store: QuotaStore
let time: number
let told: [state: ChatBudget['state'], detail: string][]
let warnings: string[]

beforeAll(async () => {
  database = await makeDatabase()
  pool = openPool(database.url)
  store = createQuotaStore(pool)
})
beforeEach(async () => {
  await pool.query('DELETE FROM quota_days')
  time = Date.UTC(2026, 10, 21, 12)
  told = []
  warnings = []
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

function open(limit = 10_000, quotas = store): Meter {
  return createMeter({
    project: '4711',
    limit,
    store: quotas,
    now: () => time,
    log: { warn: (...said: unknown[]) => void warnings.push(String(said.at(-1))) },
    onBudget: ({ state, detail }) => void told.push([state, detail]),
  })
}

test('calls add up, over a restart too', async () => {
  const meter = open()
  await meter.spend('find')
  await meter.spend('stream')
  await meter.spend('send')
  expect(meter.budget().used).toBe(56)
  const again = open()
  await again.spend('poll')
  expect(again.budget().used).toBe(61)
})

test('what other processes use counts for all from the next call on', async () => {
  const [one, other] = [open(), open()]
  await one.spend('send')
  await other.spend('send')
  expect([one.budget().used, other.budget().used]).toEqual([50, 100])
  await one.spend('find')
  expect(one.budget().used).toBe(101)
})

test('a new day begins at midnight in California with nothing used', async () => {
  time = Date.UTC(2026, 10, 22, 7, 59, 59)
  const meter = open()
  await meter.spend('send')
  time += 1000
  expect(meter.budget()).toMatchObject({ used: 0, resetsAt: new Date('2026-11-23T08:00:00Z') })
  await meter.spend('find')
  expect(meter.budget().used).toBe(1)
})

test('running low, being spent and a new day are each told once, the first long before the last', async () => {
  const meter = open(6_600)
  for (let line = 0; line < 4; line++) await meter.spend('send')
  expect(told).toEqual([
    [
      'tight',
      "6450 of 6600 units of YouTube's quota are left for today, and a stream of four hours takes about 6480: the bot says only what matters. New ones come at midnight in California (08:00 UTC).",
    ],
  ])
  await meter.exhaust()
  await meter.spend('find')
  time += 24 * 3_600_000
  await meter.spend('find')
  expect(told.map(([state]) => state)).toEqual(['tight', 'spent', 'ample'])
})

test('a day that YouTube says is spent is spent for everybody, whatever was counted', async () => {
  const meter = open()
  await meter.spend('find')
  await meter.exhaust()
  expect(meter.budget()).toMatchObject({ left: 0, lines: 0, state: 'spent' })
  const other = open()
  await other.spend('find')
  expect(other.budget().state).toBe('spent')
})

test('while the database is away calls are counted here, and noted when it is back', async () => {
  let isAway = true
  const meter = open(10_000, {
    async spend(...asked) {
      if (isAway) throw new Error('The database is away.')
      return store.spend(...asked)
    },
  })
  await meter.spend('send')
  await meter.spend('find')
  expect(meter.budget().used).toBe(51)
  expect(warnings).toHaveLength(2)
  isAway = false
  await meter.spend('stream')
  expect(await store.spend('youtube', '4711', '2026-11-21', 0)).toBe(56)
})
