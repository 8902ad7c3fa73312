/** Requests with a key, sent by two processes at once and by processes that are killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { examine } from '@streambot/shared/store/doctor.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, person, type TestEngine } from '../support/engine.ts'

let database: TestDatabase
let engine: TestEngine
let streamerId: number

beforeEach(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
  streamerId = await engine.store.addStreamer('streamer')
})
afterEach(async () => {
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
  await engine.close()
  await database.drop()
})

const script = fileURLToPath(new URL('points-process.ts', import.meta.url))

/** Adds under the keys 0 to 99, and kills the process after so many answers. Gives the answers by key. */
async function add(answers = Infinity): Promise<Map<string, string>> {
  const child = spawn(process.execPath, [script, database.url, String(streamerId), '0', '100'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const seen = new Map<string, string>()
  createInterface(child.stdout).on('line', (line) => {
    const [number = '', balance = ''] = line.split(' ')
    seen.set(number, balance)
    if (seen.size >= answers) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return seen
}

const balance = () => engine.store.findBalance(streamerId, person(1))

test('two processes that send the same hundred requests at once add once for each, and get the same answers', async () => {
  const [one, two] = await Promise.all([add(), add()])
  expect(one.size).toBe(100)
  expect(two).toEqual(one)
  expect(await balance()).toBe(1_000)
}, 60_000)

test('a process killed between the commit and the answer has added once; sent again, its requests are answered as they were', async () => {
  const answered = new Map<string, string>()
  for (const moment of [7, 23]) for (const [key, value] of await add(moment)) answered.set(key, value)
  const all = await add()
  expect(all.size).toBe(100)
  for (const [key, value] of answered) expect(all.get(key)).toBe(value)
  expect(await balance()).toBe(1_000)
}, 60_000)
