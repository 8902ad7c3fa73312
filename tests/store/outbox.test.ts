import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '@streambot/shared/engine/ports/store.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, openFor, type TestEngine } from '../support/engine.ts'
import { begin } from '../support/slow.ts'

let database: TestDatabase
let elsewhere: TestDatabase
let engine: TestEngine
let neighbour: TestEngine
let giveaway: Giveaway

beforeAll(async () => {
  ;[database, elsewhere] = await Promise.all([makeDatabase(), makeDatabase()])
  engine = openEngine(database.url)
  neighbour = openEngine(elsewhere.url)
  giveaway = await openFor(engine, await engine.store.addStreamer('streamer'))
})
afterAll(async () => {
  await Promise.all([engine.close(), neighbour.close()])
  await Promise.all([database.drop(), elsewhere.drop()])
})

const tells = (count: number) => (tx: Tx) =>
  tx.addNews(giveaway, { kind: 'left', entryCount: count, ticketCount: count })

/** The counts of the news since a row. */
async function readCounts(afterId: number): Promise<number[]> {
  const rows = await engine.store.findNews(afterId, 100)
  return rows.map(({ news }) => (news.kind === 'left' ? news.entryCount : -1))
}

test('news of a slow transaction is waited for, so that none is overtaken', async () => {
  const before = await engine.store.findLastNewsId()
  const slow = await begin(engine)
  await slow.does(tells(1))
  const quick = await begin(engine)
  await quick.does(tells(2))
  await quick.commits()
  expect(await readCounts(before)).toEqual([])
  expect(await engine.store.findLastNewsId()).toBe(before)
  await slow.commits()
  expect(await readCounts(before)).toEqual([1, 2])
})

test('it is waited for also by news of a transaction that began before it', async () => {
  const before = await engine.store.findLastNewsId()
  const early = await begin(engine)
  const late = await begin(engine)
  await late.does(tells(1))
  await early.does(tells(2))
  await early.commits()
  expect(await readCounts(before)).toEqual([])
  await late.commits()
  expect(await readCounts(before)).toEqual([1, 2])
})

test('what was told before a slow transaction wrote news is read meanwhile', async () => {
  const before = await engine.store.findLastNewsId()
  const first = await begin(engine)
  await first.does(tells(1))
  await first.commits()
  const slow = await begin(engine)
  await slow.does(tells(2))
  expect(await readCounts(before)).toEqual([1])
  await slow.commits()
})

test('a long transaction that writes no news holds none back, here or in another database of the server', async () => {
  const before = await engine.store.findLastNewsId()
  const [here, there] = await Promise.all([begin(engine), begin(neighbour)])
  const quick = await begin(engine)
  await quick.does(tells(1))
  await quick.commits()
  expect(await readCounts(before)).toEqual([1])
  await Promise.all([here.commits(), there.commits()])
})

test('twenty writers at once: a reader that follows sees each piece of news once, in the order of the ids', async () => {
  const before = await engine.store.findLastNewsId()
  const seen: number[] = []
  let position = before
  const read = async (): Promise<void> => {
    for (const row of await engine.store.findNews(position, 7)) {
      seen.push(row.id)
      position = row.id
    }
  }
  const work = { isDone: false }
  const write = async (count: number): Promise<void> => {
    for (let time = 0; time < 20; time++) await engine.store.transact(async (tx) => tells(count)(tx))
  }
  const done = Promise.all(Array.from({ length: 20 }, (_, count) => write(count))).finally(() => (work.isDone = true))
  while (!work.isDone) await read()
  await done
  for (let length = -1; length < seen.length;) {
    length = seen.length
    await read()
  }
  const { rows } = await engine.store.pool.query<{ id: number }>('SELECT id FROM outbox WHERE id > $1 ORDER BY id', [
    before,
  ])
  expect(seen).toEqual(rows.map(({ id }) => id))
  expect(seen).toHaveLength(400)
})
