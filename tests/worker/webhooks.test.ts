/** Webhooks from news to receivers: in order, once, again where it failed, and by as many workers as there are. */
import { webhookEventSchema } from '@streambot/shared/contract/webhooks.ts'
import { changeWebhook } from '@streambot/shared/engine/webhooks.ts'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createClock, openEngine, openFor } from '../support/engine.ts'
import { openReceiver } from '../support/receiver.ts'
import { openTelling, type Telling, typesOf } from '../support/telling.ts'

let stage: Telling
beforeEach(async () => {
  stage = await openTelling()
})
afterEach(() => stage.close())

const cause = { actor: 'test' }

test('what happens after a webhook was added is told in order, each once, signed, in the words of the live feed', async () => {
  await stage.run('!before')
  const { id, secret } = await stage.register()
  stage.work()
  const giveawayId = await stage.run()
  await stage.receiver.count(3)
  await stage.until(id, { waiting: 0, state: 'active', fault: undefined })
  expect(typesOf(stage.receiver)).toEqual(['giveaway.opened', 'giveaway.closed', 'giveaway.cancelled'])
  expect(new Set(stage.receiver.came.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
  for (const { body, headers } of stage.receiver.came) {
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>) // none of these comes twice
    expect(webhookEventSchema.strict().parse(verified).data).toMatchObject({ giveawayId, giveaway: { id: giveawayId } })
  }
})

test('a try that fails is made again after a pause, with the same id and body and a signature of its own', async () => {
  const { id, secret } = await stage.register(['opened'])
  stage.receiver.answer = (response) => void response.writeHead(500).end()
  stage.work()
  await openFor(stage.engine, stage.streamerId)
  await stage.until(id, { failures: 1, waiting: 1, fault: 'It answered 500.' })
  stage.engine.clock.turn(3_000)
  stage.receiver.answer = (response) => void response.writeHead(200).end()
  stage.engine.clock.turn(4_000)
  await stage.until(id, { failures: 0, waiting: 0, fault: undefined, failingSince: undefined })
  const [first, second] = stage.receiver.came
  expect(stage.receiver.came).toHaveLength(2)
  expect([second?.headers['webhook-id'], second?.body]).toEqual([first?.headers['webhook-id'], first?.body])
  expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp'])
  new Webhook(secret).verify(second?.body ?? '', second?.headers as Record<string, string>) // as above
  expect(await stage.engine.store.listDeliveries(id, { after: undefined, count: 10 })).toMatchObject([
    { state: 'delivered', tries: 2, posted: { status: 200, fault: undefined } },
  ])
})

test('nothing overtakes an event that fails, and after a day the webhook is stopped with a sentence; resumed it goes on', async () => {
  const { id } = await stage.register()
  stage.receiver.answer = (response) => void response.writeHead(503).end()
  stage.work()
  await stage.run()
  await stage.until(id, { failures: 1, waiting: 3 })
  stage.engine.clock.turn(86_400_000)
  await stage.until(id, {
    state: 'stopped',
    waiting: 3,
    fault: 'It failed for a whole day, at last so: It answered 503. Nothing is sent to it until you resume it.',
  })
  expect(new Set(typesOf(stage.receiver))).toEqual(new Set(['giveaway.opened']))
  const [audited] = await stage.engine.store.listAudit(stage.streamerId, {}, { after: undefined, count: 1 })
  expect(audited).toMatchObject({ actor: 'timer', action: 'webhook stopped', details: { id } })
  // What happens meanwhile is not told later.
  await stage.run('!meanwhile')
  const before = stage.receiver.came.length
  stage.receiver.answer = (response) => void response.writeHead(204).end()
  expect(
    await changeWebhook(stage.ports, { streamerId: stage.streamerId, id, change: { paused: false } }, cause),
  ).toMatchObject({
    ok: true,
    value: { state: 'active', failures: 0, fault: undefined },
  })
  await openFor(stage.engine, stage.streamerId, {}, '!after')
  await stage.receiver.count(before + 4)
  await stage.until(id, { waiting: 0 })
  expect(typesOf(stage.receiver).slice(before)).toEqual([
    'giveaway.opened',
    'giveaway.closed',
    'giveaway.cancelled',
    'giveaway.opened',
  ])
})

test('a webhook whose secret cannot be opened any more is sent nothing, and says why', async () => {
  const { id } = await stage.register(['opened'])
  await stage.engine.store.pool.query(`UPDATE webhooks SET sealed_secret = 'v1.lost.' || repeat('A', 60)`)
  stage.work()
  await openFor(stage.engine, stage.streamerId)
  await stage.until(id, { failures: 1, waiting: 1, fault: expect.stringMatching(/^Its secret cannot be opened/) })
  expect(stage.receiver.came).toEqual([])
})

test('a receiver that says it is gone is not asked again', async () => {
  const { id } = await stage.register(['opened'])
  stage.receiver.answer = (response) => void response.writeHead(410).end()
  stage.work()
  await openFor(stage.engine, stage.streamerId)
  await stage.until(id, { state: 'stopped', failures: 1 })
  expect((await stage.find(id))?.fault).toMatch(/said that it is gone/)
})

test('a receiver that keeps silent holds up no other', async () => {
  const slow = await openReceiver()
  onTestFinished(() => slow.close())
  const held = new Promise<void>((resolve) => {
    slow.answer = () => resolve()
  })
  const { id } = await stage.register(['opened'], slow.url)
  await stage.register()
  stage.work(stage.engine, 60_000)
  await openFor(stage.engine, stage.streamerId, {}, '!first')
  await held
  await stage.run()
  await stage.receiver.count(4)
  expect(slow.came).toHaveLength(1)
  expect(await stage.find(id)).toMatchObject({ failures: 0, waiting: 2 })
})

test('stopped in the midst of a try, a worker leaves it to the next one, and the webhook is not to blame', async () => {
  const { id } = await stage.register(['opened'])
  const came = new Promise<void>((resolve) => {
    stage.receiver.answer = () => resolve()
  })
  const worker = stage.work(stage.engine, 60_000)
  await openFor(stage.engine, stage.streamerId)
  await came
  await worker.stop()
  expect(await stage.find(id)).toMatchObject({ failures: 0, fault: undefined, waiting: 1 })
  stage.receiver.answer = (response) => void response.writeHead(204).end()
  stage.work()
  await stage.until(id, { waiting: 0 })
  expect(stage.receiver.came.map(({ headers }) => headers['webhook-id'])).toEqual(
    Array(2).fill(stage.receiver.came[0]?.headers['webhook-id']),
  )
})

test('a worker that took too long for its lease says nothing about a webhook that another one has by now', async () => {
  const { id } = await stage.register(['opened'])
  let answerLate: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    stage.receiver.answer = (response) => {
      answerLate = () => void response.writeHead(500).end()
      resolve()
    }
  })
  const slow = stage.work(stage.engine, 60_000)
  await openFor(stage.engine, stage.streamerId)
  await held
  stage.receiver.answer = (response) => void response.writeHead(204).end()
  const other = openEngine(stage.database.url, createClock(new Date(stage.engine.clock.now().getTime() + 31_000)))
  onTestFinished(() => other.close())
  const second = stage.work(other)
  await stage.until(id, { waiting: 0 })
  await second.stop()
  const answered = vi.spyOn(stage.engine.store, 'endLease')
  answerLate?.()
  await vi.waitFor(() => expect(answered).toHaveResolved())
  await slow.stop()
  expect(await stage.find(id)).toMatchObject({ failures: 0, fault: undefined, state: 'active', waiting: 0 })
  expect(await stage.engine.store.listDeliveries(id, { after: undefined, count: 10 })).toMatchObject([
    { state: 'delivered', tries: 1, posted: { status: 204 } },
  ])
})

test('four workers that race tell six webhooks everything once and in order', async () => {
  const engines = [stage.engine, ...[1, 2, 3].map(() => openEngine(stage.database.url, stage.engine.clock))]
  onTestFinished(async () => void (await Promise.all(engines.slice(1).map((one) => one.close()))))
  const receivers = [stage.receiver, ...(await Promise.all(Array.from({ length: 5 }, () => openReceiver())))]
  onTestFinished(async () => void (await Promise.all(receivers.slice(1).map((one) => one.close()))))
  const hooks = await Promise.all(receivers.map((one) => stage.register(undefined, one.url)))
  for (const one of engines) stage.work(one)
  for (let number = 0; number < 8; number++) await stage.run(`!word${number}`)
  await Promise.all(receivers.map((one) => one.count(24)))
  for (const { id } of hooks) await stage.until(id, { waiting: 0 })
  const inOrder = Array.from({ length: 8 }, () => ['giveaway.opened', 'giveaway.closed', 'giveaway.cancelled']).flat()
  for (const one of receivers) {
    expect(typesOf(one)).toEqual(inOrder)
    expect(new Set(one.came.map(({ headers }) => headers['webhook-id'])).size).toBe(24)
  }
}, 60_000)
