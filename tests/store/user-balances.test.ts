import { expect, test } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { openEngine, pay, person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let database: TestDatabase
let engine: TestEngine

withEngine((opened) => void ({ database, engine } = opened))

test('the leaderboard has the richest first, of equals whoever came first, and nobody without points', async () => {
  const streamerId = await engine.store.addStreamer('streamer')
  const people = [1, 2, 3, 4].map(person)
  for (const [index, points] of [5, 20, 5].entries())
    await pay(engine, streamerId, [people[index] ?? person(1)], points)
  await engine.store.transact(async (tx) => tx.lockBalances(streamerId, await tx.ensureViewers(streamerId, people)))
  expect(await engine.store.findRichest(streamerId, 10)).toEqual([
    { name: 'Viewer2', balance: 20 },
    { name: 'Viewer1', balance: 5 },
    { name: 'Viewer3', balance: 5 },
  ])
  expect(await engine.store.findRichest(streamerId, 1)).toEqual([{ name: 'Viewer2', balance: 20 }])
})

test('the leaderboard is of one channel', async () => {
  const [mine, other] = [await engine.store.addStreamer('mine'), await engine.store.addStreamer('other')]
  await pay(engine, other, [person(1)], 100)
  expect(await engine.store.findRichest(mine, 10)).toEqual([])
})

test('two payouts at once to people without balances, through two engines, both arrive', async () => {
  const streamerId = await engine.store.addStreamer('payouts')
  const people = Array.from({ length: 300 }, (_, number) => person(5_000 + number))
  const other = openEngine(database.url)
  await Promise.all(
    [engine, other].flatMap(({ store }, index) =>
      [1, 2, 3].map((window) =>
        store.payChatters({ streamerId, amount: 5, window: 10 * index + window, accounts: people }),
      ),
    ),
  )
  await other.close()
  for (const who of people) expect(await engine.store.findBalance(streamerId, who)).toBe(30)
})

test('of one window everybody is paid once, whoever pays, and new ones are paid with them', async () => {
  const streamerId = await engine.store.addStreamer('windows')
  const people = Array.from({ length: 20 }, (_, number) => person(6_000 + number))
  const payTo = (accounts: typeof people) => engine.store.payChatters({ streamerId, amount: 5, window: 1, accounts })
  expect(await payTo(people.slice(0, 12))).toBe(12)
  expect(await payTo(people)).toBe(8)
  expect(await payTo(people)).toBe(0)
})
