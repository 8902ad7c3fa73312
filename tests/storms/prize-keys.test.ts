/** Prize keys asked for by two processes at once, and by processes that are killed between the commit and the answer (promise P5). */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { importKeys, makePool } from '@streambot/shared/engine/keys.ts'
import { readKeys } from '@streambot/shared/giveaway/keys.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { createVault } from '@streambot/shared/runtime/crypto.ts'
import { createKeySeals } from '@streambot/shared/runtime/key-seals.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { expectHealthy } from '../engine/healthy.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, person, type TestEngine } from '../support/engine.ts'
import { signInAs } from '../support/people.ts'
import { drawAmong, keysFrom } from '../support/prizes.ts'

const secret = randomBytes(32)
const keySeals = createKeySeals(createVault([{ id: 'storm', key: secret }]))
const script = fileURLToPath(new URL('prize-keys-process.ts', import.meta.url))

let database: TestDatabase
let engine: TestEngine
let streamerId: number
let giveaway: Giveaway
let users: number[]

beforeEach(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
  streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 600 })
})
afterEach(async () => {
  await expectHealthy(database.url)
  await engine.close()
  await database.drop()
})

/** So many winners, drawn while the pool was empty, and so many keys that came afterwards: everything is claimed by asking. */
async function win(winners: number, keys: number): Promise<void> {
  const { ports } = engine
  const made = await makePool(ports, { streamerId, name: 'Games', prizeClass: undefined }, { actor: 'test' })
  const poolId = made.ok ? made.value.id : 0
  const people = Array.from({ length: winners }, (_, index) => person(index))
  giveaway = await drawAmong(engine, streamerId, people, { poolId, winners })
  users = await Promise.all(people.map((account) => signInAs(engine, account)))
  const ask = { streamerId, poolId, read: readKeys(keysFrom(1, keys).join('\n')) }
  for await (const { added } of importKeys({ ...ports, keySeals }, ask, { actor: 'test' })) expect(added).toBe(keys)
}

/** Asks for everybody's key, in this order, and kills the process after so many answers. Gives the answers by user. */
async function claim(order: readonly number[], answers = Infinity): Promise<Map<string, string>> {
  const given = [script, database.url, String(streamerId), secret.toString('base64'), giveaway.id, ...order.map(String)]
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] })
  const seen = new Map<string, string>()
  createInterface(child.stdout).on('line', (line) => {
    const [user = '', told = ''] = line.split(' ')
    seen.set(user, told)
    if (seen.size >= answers) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return seen
}

test('two processes that ask for the same hundred winners at once tell each of them the same key, and no key twice', async () => {
  await win(100, 100)
  const [one, two] = await Promise.all([claim(users), claim(users.toReversed())])
  expect(one.size).toBe(100)
  expect(Object.fromEntries(two)).toEqual(Object.fromEntries(one))
  expect(new Set(one.values()).size).toBe(100)
  expect([...one.values()].every((key) => key.startsWith('KEY-'))).toBe(true)
}, 120_000)

test('where there are fewer keys than winners, each key has one winner, and everybody else is told that none is left', async () => {
  await win(60, 25)
  const answers = await Promise.all([claim(users.slice(0, 30)), claim(users.slice(30))])
  const told = answers.flatMap((one) => [...one.values()])
  expect(told.filter((one) => one === 'no-key-left')).toHaveLength(35)
  expect(new Set(told.filter((one) => one.startsWith('KEY-'))).size).toBe(25)
}, 120_000)

test('a process killed between the commit and the answer has given its keys; asked again, each winner has the same one', async () => {
  await win(80, 80)
  const answered = new Map<string, string>()
  for (const moment of [3, 17, 31])
    for (const [user, key] of await claim(users, moment)) {
      expect(answered.get(user) ?? key).toBe(key)
      answered.set(user, key)
    }
  const all = await claim(users)
  expect(all.size).toBe(80)
  for (const [user, key] of answered) expect(all.get(user)).toBe(key)
  expect(new Set(all.values()).size).toBe(80)
  const { rows } = await engine.store.pool.query('SELECT count(*) AS count FROM deliveries')
  expect(Number(rows[0].count)).toBe(80)
}, 120_000)
