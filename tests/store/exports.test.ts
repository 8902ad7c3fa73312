import { type Page, readExport } from '@streambot/shared/store/exports.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, pay, person, type TestEngine } from '../support/engine.ts'

let database: TestDatabase
let engine: TestEngine
let streamerId: number

beforeAll(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
  streamerId = await engine.store.addStreamer('streamer')
  await pay(
    engine,
    streamerId,
    Array.from({ length: 4_500 }, (_, index) => person(index)),
    5,
  )
})
afterAll(async () => {
  await engine.close()
  await database.drop()
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

test('another streamer’s rows are not among them, and without rows there are still columns', async () => {
  const other = await engine.store.addStreamer('other')
  const pages: Page[] = []
  for await (const page of readExport(database.url, other, { kind: 'balances' })) pages.push(page)
  const columns = ['viewer', 'platform', 'user_id', 'login', 'name', 'balance', 'total_earned', 'total_spent']
  expect(pages).toEqual([{ columns, rows: [] }])
})
