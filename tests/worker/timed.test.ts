import { requestDraw } from '@streambot/shared/engine/manage.ts'
import type { News } from '@streambot/shared/engine/ports/news.ts'
import { openJobs } from '@streambot/shared/queue/bullmq.ts'
import type { Jobs } from '@streambot/shared/queue/jobs.ts'
import { createTimed } from '@streambot/worker/timed.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { askOf, openEngine, openFor, person, type TestEngine } from '../support/engine.ts'

let database: TestDatabase
let engine: TestEngine
let jobs: Jobs
const errors: unknown[] = []

beforeEach(async () => {
  database = await makeDatabase()
  jobs = await openJobs({ databaseUrl: database.url, redisUrl: undefined, onError: (error) => errors.push(error) })
  engine = openEngine(database.url, { now: () => new Date(), turn: () => undefined }, jobs)
})
afterEach(async () => {
  await jobs.close()
  await engine.close()
  await database.drop()
})

/** The giveaway's news so far, once this kind is among it. */
async function waitForNews(giveawayId: string, kind: News['kind']): Promise<string[]> {
  return vi.waitFor(
    async () => {
      const rows = (await engine.store.findNews(0, 100)).filter((row) => row.giveawayId === giveawayId)
      const kinds = rows.map((row) => row.news.kind)
      expect(kinds).toContain(kind)
      return kinds
    },
    { timeout: 20_000, interval: 50 },
  )
}

test('a requested draw closes, seals, draws and reveals by itself, woken by jobs', async () => {
  const timed = createTimed({ ports: engine.ports, jobs, onError: (error) => errors.push(error) })
  await timed.start()
  const streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 1, revealSeconds: 1 })
  const giveaway = await openFor(engine, streamerId)
  await Promise.all([1, 2, 3].map((n) => engine.entering.enter(giveaway.id, askOf(person(n), engine.clock))))
  await requestDraw(engine.ports, giveaway.id, undefined, { actor: 'test' })
  const kinds = await waitForNews(giveaway.id, 'completed')
  expect(kinds).toEqual(['opened', 'entered', 'entered', 'closed', 'sealed', 'drawn', 'completed'])
  expect(errors).toEqual([])
  timed.stop()
})

test('what came due while nothing ran is found at the start', async () => {
  const streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 0 })
  const giveaway = await openFor(engine, streamerId)
  await requestDraw(engine.ports, giveaway.id, undefined, { actor: 'test' })
  const timed = createTimed({ ports: engine.ports, jobs, onError: (error) => errors.push(error) })
  await timed.start()
  expect(await waitForNews(giveaway.id, 'completed')).toContain('drawn')
  timed.stop()
})
