/** What becomes of news on its way to a webhook, and how long it is kept. */
import { webhookEventSchema } from '@streambot/shared/contract/webhooks.ts'
import { forgetSome } from '@streambot/shared/engine/forget.ts'
import { closeGiveaway } from '@streambot/shared/engine/manage.ts'
import { addWebhook, changeWebhook } from '@streambot/shared/engine/webhooks.ts'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { askOf, openFor, person } from '../support/engine.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { openTelling, type Telling, typesOf } from '../support/telling.ts'

let stage: Telling
beforeEach(async () => {
  stage = await openTelling()
})
afterEach(() => stage.close())

const cause = { actor: 'test' }

test('a webhook is told of what it asked for and of nothing else', async () => {
  const { id } = await stage.register(['cancelled'])
  stage.work()
  await stage.run()
  await stage.receiver.count(1)
  await stage.until(id, { waiting: 0 })
  expect(typesOf(stage.receiver)).toEqual(['giveaway.cancelled'])
})

test('what happens in another channel is told to the webhooks of that channel alone', async () => {
  const { id } = await stage.register()
  const { engine } = stage
  const other = await engine.store.addStreamer('other')
  const receiver = await openReceiver()
  onTestFinished(() => receiver.close())
  const ask = { streamerId: other, url: receiver.url, events: ['opened'] } as const
  await addWebhook(stage.ports, ask, cause)
  stage.work()
  const theirs = await openFor(engine, other, {}, '!theirs')
  const ours = await openFor(engine, stage.streamerId, {}, '!ours')
  await Promise.all([receiver.count(1), stage.receiver.count(1)])
  await stage.until(id, { waiting: 0 })
  const tellsOf = (one: Receiver) =>
    one.came.map(({ body }) => webhookEventSchema.parse(JSON.parse(body)).data.giveawayId)
  expect(tellsOf(receiver)).toEqual([theirs.id])
  expect(tellsOf(stage.receiver)).toEqual([ours.id])
})

test('entries come as counts: those of ten seconds in one, or of less where other news ends them', async () => {
  const { id } = await stage.register(['entered', 'closed'])
  const giveaway = await openFor(stage.engine, stage.streamerId)
  const enter = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, index) =>
        stage.engine.entering.enter(giveaway.id, askOf(person(from + index), stage.engine.clock)),
      ),
    )
  await enter(0, 30)
  await enter(30, 40)
  const worker = stage.work()
  await vi.waitFor(async () => expect((await stage.engine.store.findWatched())[0]?.position).toBeGreaterThan(0))
  expect(stage.receiver.came).toEqual([])
  stage.engine.clock.turn(11_000)
  await stage.receiver.count(1)
  await stage.until(id, { waiting: 0 })
  await worker.stop()
  await enter(40, 45)
  await closeGiveaway(stage.engine.ports, giveaway.id, cause)
  stage.work()
  await stage.receiver.count(3)
  await stage.until(id, { waiting: 0 })
  const news = stage.receiver.came.map(({ body }) => webhookEventSchema.parse(JSON.parse(body)).data.news)
  expect(news).toMatchObject([
    { kind: 'entered', entryCount: 40 },
    { kind: 'entered', entryCount: 45 },
    { kind: 'closed' },
  ])
  expect(stage.receiver.came.every(({ body }) => body.length < 20_000)).toBe(true)
})

test('news that an active webhook was not told of is not forgotten, and what was sent is after a week', async () => {
  const { id } = await stage.register()
  await stage.run()
  stage.engine.clock.turn(3 * 86_400_000)
  await forgetSome(stage.engine.ports, 30)
  expect(await stage.engine.store.findNews(0, 10)).toHaveLength(3)
  const worker = stage.work()
  await stage.receiver.count(3)
  await stage.until(id, { waiting: 0 })
  await worker.stop()
  await forgetSome(stage.engine.ports, 30)
  expect(await stage.engine.store.findNews(0, 10)).toEqual([])
  const list = () => stage.engine.store.listDeliveries(id, { after: undefined, count: 10 })
  expect(await list()).toHaveLength(3)
  stage.engine.clock.turn(5 * 86_400_000)
  await forgetSome(stage.engine.ports, 30)
  expect(await list()).toEqual([])
})

test('what is still to be sent outlives any age, unless the webhook is paused', async () => {
  const { id } = await stage.register(['opened'])
  stage.receiver.answer = (response) => void response.writeHead(500).end()
  const worker = stage.work()
  await openFor(stage.engine, stage.streamerId)
  await stage.until(id, { failures: 1 })
  await worker.stop()
  stage.engine.clock.turn(30 * 86_400_000)
  await forgetSome(stage.engine.ports, 30)
  expect(await stage.find(id)).toMatchObject({ waiting: 1 })
  await changeWebhook(stage.ports, { streamerId: stage.streamerId, id, change: { paused: true } }, cause)
  await forgetSome(stage.engine.ports, 30)
  expect(await stage.find(id)).toMatchObject({ waiting: 0, state: 'paused' })
})
