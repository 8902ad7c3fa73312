import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { examine } from '@streambot/shared/store/doctor.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { costedTickets, listEntries, openEngine, openFor, pay, person, type TestEngine } from '../support/engine.ts'

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

const script = fileURLToPath(new URL('entering-process.ts', import.meta.url))
const crowd = 5_000

/** Runs the process and kills it after so many acknowledgements. Gives the numbers it acknowledged. */
async function enterUntil(giveawayId: string, acknowledged: number): Promise<number[]> {
  const child = spawn(process.execPath, [script, database.url, giveawayId, '0', String(crowd)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const numbers: number[] = []
  createInterface(child.stdout).on('line', (line) => {
    numbers.push(Number(line))
    if (numbers.length >= acknowledged) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return numbers
}

test('kill -9 in a storm of 5,000 costed entries: every acknowledged entry is there, and a restart finishes the rest', async () => {
  const streamerId = await engine.store.addStreamer('streamer')
  const people = Array.from({ length: crowd }, (_, number) => person(number))
  await pay(engine, streamerId, people, 25)
  const giveaway = await openFor(engine, streamerId, costedTickets)
  const acknowledged = new Set<number>()
  for (const moment of [300, 900, 700]) {
    for (const number of await enterUntil(giveaway.id, moment)) acknowledged.add(number)
    const held = new Set((await listEntries(engine.store, giveaway.id)).map((entry) => Number(entry.userId) - 1000))
    expect([...acknowledged].filter((number) => !held.has(number))).toEqual([])
    expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
  }
  await enterUntil(giveaway.id, Infinity)
  expect(await engine.store.findGiveaway(giveaway.id)).toMatchObject({ entryCount: crowd, ticketCount: crowd })
  const { rows } = await engine.store.pool.query(
    'SELECT sum(balance) AS points, min(balance) AS least, max(balance) AS most FROM user_balances',
  )
  expect(rows.map((row) => [Number(row.points), row.least, row.most])).toEqual([[crowd * 15, 15, 15]])
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
}, 120_000)
