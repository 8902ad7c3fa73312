/** Webhooks told by two processes at once, and by processes that are killed while a receiver has yet to answer. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { cancelGiveaway, closeGiveaway } from '@streambot/shared/engine/manage.ts'
import { addWebhook } from '@streambot/shared/engine/webhooks.ts'
import { createVault } from '@streambot/shared/runtime/crypto.ts'
import { createWebhookSecrets } from '@streambot/shared/runtime/webhook-secrets.ts'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { expectHealthy } from '../engine/healthy.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { createClock, openEngine, openFor, type TestEngine } from '../support/engine.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'

const script = fileURLToPath(new URL('webhooks-process.ts', import.meta.url))
const key = randomBytes(32)
const cause = { actor: 'test' }
/** Longer than the lease of a dead process lasts. */
const leaseOver = 31_000
const giveaways = 40

let database: TestDatabase
let engine: TestEngine
let streamerId: number
let receivers: Receiver[]
let children: ChildProcess[]
let ahead = 0

beforeEach(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url, createClock(new Date()))
  streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0 })
  receivers = await Promise.all([openReceiver(), openReceiver(), openReceiver()])
  children = []
  const secrets = createWebhookSecrets(createVault([{ id: 'storm', key }]))
  const ports = { ...engine.ports, secrets, courier: createCourier({ allowsPrivate: true }) }
  for (const { url } of receivers)
    await addWebhook(ports, { streamerId, url, events: ['opened', 'closed', 'cancelled'] }, cause)
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(receivers.map((receiver) => receiver.close()))
  await expectHealthy(database.url)
  await engine.close()
  await database.drop()
})

/** Starts a process for which the leases of all before it are over. */
async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, database.url, key.toString('base64'), String(ahead)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  ahead += leaseOver
  children.push(child)
  await once(createInterface(child.stdout), 'line')
  return child
}

async function run(from: number, to: number): Promise<void> {
  for (let number = from; number < to; number++) {
    const { id } = await openFor(engine, streamerId, {}, `!word${number}`)
    await closeGiveaway(engine.ports, id, cause)
    await cancelGiveaway(engine.ports, id, cause)
  }
}

/** Resolves when nothing waits for anybody. */
const settle = () =>
  vi.waitFor(
    async () => {
      const webhooks = await engine.store.findWebhooks(streamerId)
      expect(webhooks.map(({ waiting }) => waiting)).toEqual([0, 0, 0])
      const watched = await engine.store.findWatched()
      const last = await engine.store.findLastNewsId()
      expect(watched.map(({ position }) => position)).toEqual([last, last, last])
    },
    { timeout: 60_000, interval: 50 },
  )

/** What came, without what came before under the same id. */
function tellApart({ came }: Receiver): string[] {
  const byId = new Map(came.map(({ headers, body }) => [headers['webhook-id'], body]))
  return Array.from(byId.values(), (body) => (JSON.parse(body) as { type: string }).type)
}

const everything = Array.from({ length: giveaways }, () => [
  'giveaway.opened',
  'giveaway.closed',
  'giveaway.cancelled',
]).flat()

test('two processes tell three webhooks everything once and in order', async () => {
  ahead = 0
  await start()
  ahead = 0
  await start()
  await run(0, giveaways)
  await settle()
  for (const receiver of receivers) {
    expect(receiver.came).toHaveLength(everything.length)
    expect(tellApart(receiver)).toEqual(everything)
  }
}, 90_000)

test('killed while receivers have yet to answer, again and again: nothing is lost, and what comes twice has its id', async () => {
  let child = await start()
  const writing = run(0, giveaways)
  let kills = 0
  for (const moment of [5, 40, 41, 90, 200]) {
    // The receiver has the event, and the process dies before it hears so.
    const died = new Promise<void>((resolve) => {
      for (const receiver of receivers)
        receiver.answer = (response) => {
          const all = receivers.reduce((sum, { came }) => sum + came.length, 0)
          if (all < moment) return void response.writeHead(204).end()
          child.once('exit', () => resolve())
          child.kill('SIGKILL')
          return undefined
        }
    })
    await died
    kills += 1
    for (const receiver of receivers) receiver.answer = (response) => void response.writeHead(204).end()
    child = await start()
  }
  await writing
  await settle()
  for (const receiver of receivers) {
    expect(tellApart(receiver)).toEqual(everything)
    expect(receiver.came.length).toBeLessThanOrEqual(everything.length + kills)
  }
  const twice = receivers.reduce((sum, { came }) => sum + came.length - everything.length, 0)
  expect(twice).toBeGreaterThan(0)
}, 120_000)
