import type { Page } from '@streambot/shared/engine/ports/exports.ts'
import { readExport } from '@streambot/shared/store/exports.ts'
import { beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { pay, person, type TestEngine } from '../support/engine.ts'
import { drawAmong, fillPool } from '../support/prizes.ts'
import { withEngine } from '../support/with-engine.ts'

let database: TestDatabase
let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ database, engine } = opened))
beforeAll(async () => {
  streamerId = await engine.store.addStreamer('streamer')
  await pay(
    engine,
    streamerId,
    Array.from({ length: 4_500 }, (_, index) => person(index)),
    5,
  )
})

test('rows come in pages, in one snapshot: what is written meanwhile is not among them', async () => {
  const sizes: number[] = []
  for await (const { rows } of readExport(database.url, streamerId, { kind: 'ledger' })) {
    if (sizes.length === 0) await pay(engine, streamerId, [person(9_000)], 5)
    sizes.push(rows.length)
  }
  expect(sizes).toEqual([2_000, 2_000, 500])
})

test('whoever stops reading leaves no session behind', async () => {
  for await (const page of readExport(database.url, streamerId, { kind: 'balances' })) {
    expect(page.rows).toHaveLength(2_000)
    break
  }
  const sessions = `SELECT pid FROM pg_stat_activity WHERE application_name = 'streambot export' AND datname = current_database()`
  await vi.waitFor(async () => expect((await engine.store.pool.query(sessions)).rows).toEqual([]), 5_000)
})

test('nothing that is exported names a prize key', async () => {
  const poolId = await fillPool(engine, streamerId, ['EXPORTED-KEY-XYZ'])
  const giveaway = await drawAmong(engine, streamerId, [person(1)], { poolId })
  const { rows } = await engine.store.pool.query('SELECT token, fingerprint, ending FROM token_pool')
  const hidden: string[] = ['EXPORTED', ...Object.values<string>(rows[0])]
  const asks = [
    { kind: 'entries', giveawayId: giveaway.id },
    { kind: 'winners', giveawayId: undefined },
    { kind: 'ledger' },
    { kind: 'balances' },
  ] as const
  for (const ask of asks)
    for await (const page of readExport(database.url, streamerId, ask)) {
      const text = JSON.stringify(page)
      expect(hidden.filter((secret) => text.includes(secret))).toEqual([])
    }
})

test('another streamer’s rows are not among them, and without rows there are still columns', async () => {
  const other = await engine.store.addStreamer('other')
  const pages: Page[] = []
  for await (const page of readExport(database.url, other, { kind: 'balances' })) pages.push(page)
  const columns = ['viewer', 'platform', 'user_id', 'login', 'name', 'balance', 'total_earned', 'total_spent']
  expect(pages).toEqual([{ columns, rows: [] }])
})
