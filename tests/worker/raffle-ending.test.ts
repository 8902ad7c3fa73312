import { createRaffling, openRaffle } from '@streambot/shared/engine/raffle.ts'
import { createRaffleEnding } from '@streambot/worker/raffle-ending.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { newMessage, openEngine, person, type TestEngine } from '../support/engine.ts'

let database: TestDatabase
let engine: TestEngine

beforeEach(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
})
afterEach(async () => {
  await engine.close()
  await database.drop()
})

/** A raffle that somebody joined, and when the database is told of its end. */
async function open(): Promise<number> {
  const streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0 })
  const cause = { actor: 'test', message: { platform: 'twitch', id: newMessage() } } as const
  await openRaffle(engine.ports, { streamerId, points: 100, seconds: 60, winners: 1 }, cause)
  await createRaffling(engine.ports).join(streamerId, { account: person(1), sentAt: engine.clock.now() })
  return streamerId
}

const nudged = () => new Promise<void>((resolve) => void engine.ports.live.onNudge(resolve))

test('a raffle that came due while nothing ran is ended at the start, and one that comes due at the next look', async () => {
  const errors: unknown[] = []
  const first = await open()
  engine.clock.turn(60_000)
  const ending = createRaffleEnding({ ports: engine.ports, everyMs: 5, onError: (error) => errors.push(error) })
  const firstEnd = nudged()
  ending.start()
  await firstEnd
  expect(await engine.store.findBalance(first, person(1))).toBe(100)
  const second = await open()
  const secondEnd = nudged()
  expect(await engine.store.findBalance(second, person(1))).toBe(0)
  engine.clock.turn(60_000)
  await secondEnd
  expect(await engine.store.findBalance(second, person(1))).toBe(100)
  await ending.stop()
  expect(errors).toEqual([])
})

test('a look that fails is reported, and the next one goes on', async () => {
  const streamerId = await open()
  engine.clock.turn(60_000)
  const broken = new Error('away')
  let looks = 0
  const store: typeof engine.store = {
    ...engine.store,
    findDueRaffles: async (now) => {
      if (looks++ === 0) throw broken
      return engine.store.findDueRaffles(now)
    },
  }
  const errors: unknown[] = []
  const ending = createRaffleEnding({ ports: { ...engine.ports, store }, everyMs: 5, onError: (e) => errors.push(e) })
  const end = nudged()
  ending.start()
  await end
  await ending.stop()
  expect(errors).toEqual([broken])
  expect(await engine.store.findBalance(streamerId, person(1))).toBe(100)
})
