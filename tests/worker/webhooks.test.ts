/** Webhooks from news to receivers: real web servers, the real database, and a clock that is turned. */
import { cancelGiveaway, closeGiveaway } from '@streambot/shared/engine/manage.ts'
import type { DeliverPorts } from '@streambot/shared/engine/deliver.ts'
import { addWebhook, changeWebhook } from '@streambot/shared/engine/webhooks.ts'
import { forgetSome } from '@streambot/shared/engine/forget.ts'
import type { WebhookEvent } from '@streambot/shared/giveaway/webhook.ts'
import { webhookEventSchema } from '@streambot/shared/contract/webhooks.ts'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import { createWebhooks, type Webhooks } from '@streambot/worker/webhooks.ts'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { expectHealthy } from '../engine/healthy.ts'
import { post } from '../support/api.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { askOf, createClock, openEngine, openFor, person, type TestEngine } from '../support/engine.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'

let database: TestDatabase
let engine: TestEngine
let receiver: Receiver
let streamerId: number
const errors: unknown[] = []
const workers: Webhooks[] = []
const cause = { actor: 'test' }

beforeEach(async () => {
  database = await makeDatabase()
  // News has the database's time, so the clock begins there.
  engine = openEngine(database.url, createClock(new Date()))
  receiver = await openReceiver()
  streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 0 })
  errors.length = 0
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  await expectHealthy(database.url)
  await engine.close()
  await receiver.close()
  await database.drop()
  expect(errors).toEqual([])
})

const portsOf = (from: TestEngine, patienceMs = 5_000): DeliverPorts => ({
  ...from.ports,
  ...post,
  courier: createCourier({ allowsPrivate: true, patienceMs }),
})

async function register(events: WebhookEvent[] = ['opened', 'closed', 'cancelled'], url = receiver.url) {
  const added = await addWebhook(portsOf(engine), { streamerId, url, events }, cause)
  if (!added.ok) throw new Error(added.code)
  return { id: added.value.webhook.id, secret: added.value.secret }
}

/** A worker that is stopped behind the test. */
function work(from = engine, patienceMs?: number): Webhooks {
  const webhooks = createWebhooks({
    ports: portsOf(from, patienceMs),
    everyMs: 20,
    onError: (error) => errors.push(error),
  })
  webhooks.start()
  workers.push(webhooks)
  return webhooks
}

const find = async (id: string) => (await engine.store.findWebhooks(streamerId)).find((one) => one.id === id)
const typesOf = ({ came }: Receiver) => came.map(({ body }) => (JSON.parse(body) as { type: string }).type)
/** Resolves when the webhook is so. */
const until = (id: string, fits: object) =>
  vi.waitFor(async () => expect(await find(id)).toMatchObject(fits), { timeout: 20_000, interval: 20 })

async function run(word = '!enter'): Promise<string> {
  const { id } = await openFor(engine, streamerId, {}, word)
  await closeGiveaway(engine.ports, id, cause)
  await cancelGiveaway(engine.ports, id, cause)
  return id
}

test('what happens after a webhook was added is told in order, each once, signed, in the words of the live feed', async () => {
  await run('!before')
  const { id, secret } = await register()
  work()
  const giveawayId = await run()
  await receiver.count(3)
  await until(id, { waiting: 0, state: 'active', fault: undefined })
  expect(typesOf(receiver)).toEqual(['giveaway.opened', 'giveaway.closed', 'giveaway.cancelled'])
  expect(new Set(receiver.came.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
  for (const { body, headers } of receiver.came) {
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>) // none of these comes twice
    expect(webhookEventSchema.strict().parse(verified).data).toMatchObject({ giveawayId, giveaway: { id: giveawayId } })
  }
})

test('a webhook is told of what it asked for and of nothing else', async () => {
  const { id } = await register(['cancelled'])
  work()
  await run()
  await receiver.count(1)
  await until(id, { waiting: 0 })
  expect(typesOf(receiver)).toEqual(['giveaway.cancelled'])
})

test('entries come as counts: those of ten seconds in one, or of less where other news ends them', async () => {
  const { id } = await register(['entered', 'closed'])
  const giveaway = await openFor(engine, streamerId)
  const enter = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, index) =>
        engine.entering.enter(giveaway.id, askOf(person(from + index), engine.clock)),
      ),
    )
  await enter(0, 30)
  await enter(30, 40)
  const worker = work()
  await vi.waitFor(async () => expect((await engine.store.findWatched())[0]?.position).toBeGreaterThan(0))
  expect(receiver.came).toEqual([])
  engine.clock.turn(11_000)
  await receiver.count(1)
  await until(id, { waiting: 0 })
  await worker.stop()
  await enter(40, 45)
  await closeGiveaway(engine.ports, giveaway.id, cause)
  work()
  await receiver.count(3)
  await until(id, { waiting: 0 })
  const news = receiver.came.map(({ body }) => webhookEventSchema.parse(JSON.parse(body)).data.news)
  expect(news).toMatchObject([
    { kind: 'entered', entryCount: 40 },
    { kind: 'entered', entryCount: 45 },
    { kind: 'closed' },
  ])
  expect(receiver.came.every(({ body }) => body.length < 20_000)).toBe(true)
})

test('a try that fails is made again after a pause, with the same id and body and a signature of its own', async () => {
  const { id, secret } = await register(['opened'])
  receiver.answer = (response) => void response.writeHead(500).end()
  work()
  await openFor(engine, streamerId)
  await until(id, { failures: 1, waiting: 1, fault: 'It answered 500.' })
  engine.clock.turn(3_000)
  receiver.answer = (response) => void response.writeHead(200).end()
  engine.clock.turn(4_000)
  await until(id, { failures: 0, waiting: 0, fault: undefined, failingSince: undefined })
  const [first, second] = receiver.came
  expect(receiver.came).toHaveLength(2)
  expect([second?.headers['webhook-id'], second?.body]).toEqual([first?.headers['webhook-id'], first?.body])
  expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp'])
  new Webhook(secret).verify(second?.body ?? '', second?.headers as Record<string, string>) // as above
  expect(await engine.store.listDeliveries(id, { after: undefined, count: 10 })).toMatchObject([
    { state: 'delivered', tries: 2, posted: { status: 200, fault: undefined } },
  ])
})

test('nothing overtakes an event that fails, and after a day the webhook is stopped with a sentence; resumed it goes on', async () => {
  const { id } = await register()
  receiver.answer = (response) => void response.writeHead(503).end()
  work()
  await run()
  await until(id, { failures: 1, waiting: 3 })
  engine.clock.turn(86_400_000)
  await until(id, {
    state: 'stopped',
    waiting: 3,
    fault: 'It failed for a whole day, at last so: It answered 503. Nothing is sent to it until you resume it.',
  })
  expect(new Set(typesOf(receiver))).toEqual(new Set(['giveaway.opened']))
  const [audited] = await engine.store.listAudit(streamerId, undefined, { after: undefined, count: 1 })
  expect(audited).toMatchObject({ actor: 'timer', action: 'webhook stopped', details: { id } })
  // What happens meanwhile is not told later.
  await run('!meanwhile')
  const before = receiver.came.length
  receiver.answer = (response) => void response.writeHead(204).end()
  expect(await changeWebhook(portsOf(engine), { streamerId, id, change: { paused: false } }, cause)).toMatchObject({
    ok: true,
    value: { state: 'active', failures: 0, fault: undefined },
  })
  await openFor(engine, streamerId, {}, '!after')
  await receiver.count(before + 4)
  await until(id, { waiting: 0 })
  expect(typesOf(receiver).slice(before)).toEqual([
    'giveaway.opened',
    'giveaway.closed',
    'giveaway.cancelled',
    'giveaway.opened',
  ])
})

test('a receiver that says it is gone is not asked again', async () => {
  const { id } = await register(['opened'])
  receiver.answer = (response) => void response.writeHead(410).end()
  work()
  await openFor(engine, streamerId)
  await until(id, { state: 'stopped', failures: 1 })
  expect((await find(id))?.fault).toMatch(/said that it is gone/)
})

test('a receiver that keeps silent holds up no other', async () => {
  const slow = await openReceiver()
  onTestFinished(() => slow.close())
  const held = new Promise<void>((resolve) => {
    slow.answer = () => resolve()
  })
  const { id } = await register(['opened'], slow.url)
  await register()
  work(engine, 60_000)
  await openFor(engine, streamerId, {}, '!first')
  await held
  await run()
  await receiver.count(4)
  expect(slow.came).toHaveLength(1)
  expect(await find(id)).toMatchObject({ failures: 0, waiting: 2 })
})

test('stopped in the midst of a try, a worker leaves it to the next one, and the webhook is not to blame', async () => {
  const { id } = await register(['opened'])
  const came = new Promise<void>((resolve) => {
    receiver.answer = () => resolve()
  })
  const worker = work(engine, 60_000)
  await openFor(engine, streamerId)
  await came
  await worker.stop()
  expect(await find(id)).toMatchObject({ failures: 0, fault: undefined, waiting: 1 })
  receiver.answer = (response) => void response.writeHead(204).end()
  work()
  await until(id, { waiting: 0 })
  expect(receiver.came.map(({ headers }) => headers['webhook-id'])).toEqual(
    Array(2).fill(receiver.came[0]?.headers['webhook-id']),
  )
})

test('a worker that took too long for its lease says nothing about a webhook that another one has by now', async () => {
  const { id } = await register(['opened'])
  let answerLate: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    receiver.answer = (response) => {
      answerLate = () => void response.writeHead(500).end()
      resolve()
    }
  })
  const slow = work(engine, 60_000)
  await openFor(engine, streamerId)
  await held
  receiver.answer = (response) => void response.writeHead(204).end()
  const other = openEngine(database.url, createClock(new Date(engine.clock.now().getTime() + 31_000)))
  onTestFinished(() => other.close())
  const second = work(other)
  await until(id, { waiting: 0 })
  await second.stop()
  const answered = vi.spyOn(engine.store, 'endLease')
  answerLate?.()
  await vi.waitFor(() => expect(answered).toHaveResolved())
  await slow.stop()
  expect(await find(id)).toMatchObject({ failures: 0, fault: undefined, state: 'active', waiting: 0 })
  expect(await engine.store.listDeliveries(id, { after: undefined, count: 10 })).toMatchObject([
    { state: 'delivered', tries: 1, posted: { status: 204 } },
  ])
})

test('four workers that race tell six webhooks everything once and in order', async () => {
  const engines = [engine, ...[1, 2, 3].map(() => openEngine(database.url, engine.clock))]
  onTestFinished(async () => void (await Promise.all(engines.slice(1).map((one) => one.close()))))
  const receivers = [receiver, ...(await Promise.all(Array.from({ length: 5 }, () => openReceiver())))]
  onTestFinished(async () => void (await Promise.all(receivers.slice(1).map((one) => one.close()))))
  const hooks = await Promise.all(receivers.map((one) => register(undefined, one.url)))
  for (const one of engines) work(one)
  for (let number = 0; number < 15; number++) await run(`!word${number}`)
  await Promise.all(receivers.map((one) => one.count(45)))
  for (const { id } of hooks) await until(id, { waiting: 0 })
  const inOrder = Array.from({ length: 15 }, () => ['giveaway.opened', 'giveaway.closed', 'giveaway.cancelled']).flat()
  for (const one of receivers) {
    expect(typesOf(one)).toEqual(inOrder)
    expect(new Set(one.came.map(({ headers }) => headers['webhook-id'])).size).toBe(45)
  }
})

test('news that an active webhook was not told of is not forgotten, and what was sent is after a week', async () => {
  const { id } = await register()
  await run()
  engine.clock.turn(3 * 86_400_000)
  await forgetSome(engine.ports, 30)
  expect(await engine.store.findNews(0, 10)).toHaveLength(3)
  const worker = work()
  await receiver.count(3)
  await until(id, { waiting: 0 })
  await worker.stop()
  await forgetSome(engine.ports, 30)
  expect(await engine.store.findNews(0, 10)).toEqual([])
  const list = () => engine.store.listDeliveries(id, { after: undefined, count: 10 })
  expect(await list()).toHaveLength(3)
  engine.clock.turn(5 * 86_400_000)
  await forgetSome(engine.ports, 30)
  expect(await list()).toEqual([])
})

test('what is still to be sent outlives any age, unless the webhook is paused', async () => {
  const { id } = await register(['opened'])
  receiver.answer = (response) => void response.writeHead(500).end()
  const worker = work()
  await openFor(engine, streamerId)
  await until(id, { failures: 1 })
  await worker.stop()
  engine.clock.turn(30 * 86_400_000)
  await forgetSome(engine.ports, 30)
  expect(await find(id)).toMatchObject({ waiting: 1 })
  await changeWebhook(portsOf(engine), { streamerId, id, change: { paused: true } }, cause)
  await forgetSome(engine.ports, 30)
  expect(await find(id)).toMatchObject({ waiting: 0, state: 'paused' })
})
