import { expect, test } from 'vitest'
import { pay, person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine

withEngine((opened) => void ({ engine } = opened))

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
