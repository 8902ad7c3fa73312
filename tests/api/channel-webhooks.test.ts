/** Webhooks over HTTP: added with a secret that is said once, changed, tested, removed, and where they may not lead. */
import { auditRowSchema, pageOf } from '@streambot/shared/contract/channel.ts'
import {
  addedWebhookSchema,
  deliverySchema,
  testedSchema,
  webhookListSchema,
  webhookSchema,
  webhookTestSchema,
} from '@streambot/shared/contract/webhooks.ts'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { z } from 'zod'
import { startApi, type TestApi } from '../support/api.ts'
import { post, serve } from '../support/serve.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const path = '/api/channel/webhooks'
const nobody = '33333333-3333-4333-8333-333333333333'

let api: TestApi
let panel: Panel
let receiver: Receiver
beforeEach(async () => {
  api = await startApi()
  panel = await openPanel(api)
  receiver = await openReceiver()
})
afterEach(async () => {
  await receiver.close()
  await api.close()
})

const add = (url = receiver.url, events = ['opened', 'drawn']): Promise<z.infer<typeof addedWebhookSchema>> =>
  panel.write(addedWebhookSchema.strict(), 'POST', path, { url, events })
const list = async () => (await panel.get(webhookListSchema.strict(), path)).webhooks

describe('a webhook', () => {
  test('is added with a secret that is said once, listed without it, and lies sealed in the database', async () => {
    const { secret, ...webhook } = await add(receiver.url, ['opened', 'opened', 'drawn'])
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
    expect(webhook).toMatchObject({ url: receiver.url, events: ['opened', 'drawn'], state: 'active', fault: null })
    expect(await list()).toEqual([{ ...webhook, waiting: 0 }])
    expect(await panel.get(webhookSchema.strict(), `${path}/${webhook.id}`)).toEqual(webhook)
    const { rows } = await api.engine.store.pool.query<{ sealed_secret: string }>('SELECT sealed_secret FROM webhooks')
    expect(rows).toHaveLength(1)
    expect(rows[0]?.sealed_secret).not.toContain(secret.slice(6))
    expect(post.secrets.open(webhook.id, rows[0]?.sealed_secret ?? '')).toBe(secret)
  })

  test('is changed in what is named, paused and resumed, and each change is in the audit', async () => {
    const { id } = await add()
    const change = (body: object) => panel.write(webhookSchema.strict(), 'PATCH', `${path}/${id}`, body)
    expect(await change({ events: ['closed'] })).toMatchObject({ url: receiver.url, events: ['closed'] })
    expect(await change({ url: `${receiver.url}/other` })).toMatchObject({ url: `${receiver.url}/other` })
    expect(await change({ paused: true })).toMatchObject({ state: 'paused' })
    expect(await change({ paused: false })).toMatchObject({ state: 'active' })
    expect(await change({})).toMatchObject({ state: 'active', events: ['closed'] })
    const { items } = await panel.get(pageOf(auditRowSchema), '/api/channel/audit')
    expect(items.map(({ action }) => action).toReversed()).toEqual([
      'webhook added',
      ...Array(4).fill('webhook changed'),
    ])
    expect(items[0]).toMatchObject({ actor: `user:${api.streamerId}`, details: { id, paused: false } })
  })

  test('is tested at once: the test arrives signed, what came of it is the answer, and it stands among the deliveries', async () => {
    const { id, secret } = await add()
    expect(await panel.write(testedSchema.strict(), 'POST', `${path}/${id}/test`)).toMatchObject({
      status: 204,
      fault: null,
    })
    receiver.answer = (response) => void response.writeHead(500).end()
    expect(await panel.write(testedSchema.strict(), 'POST', `${path}/${id}/test`)).toMatchObject({
      status: 500,
      fault: 'It answered 500.',
    })
    for (const { body, headers } of receiver.came)
      webhookTestSchema.strict().parse(new Webhook(secret).verify(body, headers as Record<string, string>)) // none comes twice
    const { items } = await panel.get(pageOf(deliverySchema.strict()), `${path}/${id}/deliveries`)
    expect(items).toMatchObject([
      { event: 'test', state: 'failed', tries: 1, last: { status: 500, fault: 'It answered 500.' } },
      { event: 'test', state: 'delivered', tries: 1, last: { status: 204, fault: null } },
    ])
    expect(items.map((one) => one.id)).toEqual(receiver.came.map(({ headers }) => headers['webhook-id']).toReversed())
    const first = await panel.get(pageOf(deliverySchema), `${path}/${id}/deliveries?limit=1`)
    expect(first.items).toEqual(items.slice(0, 1))
    const second = await panel.get(pageOf(deliverySchema), `${path}/${id}/deliveries?limit=1&after=${first.next}`)
    expect(second).toEqual({ items: items.slice(1), next: null })
    // A test that fails says nothing about the webhook.
    expect(await list()).toMatchObject([{ state: 'active', fault: null, waiting: 0 }])
  })

  test('is removed with everything that belongs to it', async () => {
    const { id } = await add()
    await panel.ask('POST', `${path}/${id}/test`)
    expect((await panel.ask('DELETE', `${path}/${id}`)).status).toBe(204)
    expect(await list()).toEqual([])
    const { rows } = await api.engine.store.pool.query('SELECT FROM webhook_deliveries')
    expect(rows).toEqual([])
    expect(await panel.refused('DELETE', `${path}/${id}`)).toMatchObject({ status: 404, code: 'no-such-webhook' })
  })

  test('of another channel, or of nobody, is not there', async () => {
    const stranger = await api.engine.store.addStreamer('stranger')
    const other = await serve(api.engine, stranger)
    onTestFinished(() => other.stop())
    const theirs = await openPanel({ ...other, engine: api.engine, streamerId: stranger })
    const { id } = await add()
    for (const [who, which] of [
      [theirs, id],
      [panel, nobody],
    ] as const) {
      for (const route of [`${path}/${which}`, `${path}/${which}/deliveries`])
        expect(await who.refused('GET', route)).toMatchObject({ code: 'no-such-webhook' })
      expect(await who.refused('PATCH', `${path}/${which}`, { paused: true })).toMatchObject({
        code: 'no-such-webhook',
      })
      expect(await who.refused('POST', `${path}/${which}/test`)).toMatchObject({ code: 'no-such-webhook' })
      expect(await who.refused('DELETE', `${path}/${which}`)).toMatchObject({ code: 'no-such-webhook' })
    }
    expect(receiver.came).toEqual([])
    expect(await list()).toMatchObject([{ id, state: 'active' }])
  })
})

test('there are twenty at most, also where thirty are asked for at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => panel.ask('POST', path, { url: receiver.url, events: ['opened'] })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
  expect(await list()).toHaveLength(20)
  expect(await panel.refused('POST', path, { url: receiver.url, events: ['opened'] })).toMatchObject({
    status: 409,
    code: 'too-many-webhooks',
  })
})

test('an ask that does not fit its contract is refused', async () => {
  const { id } = await add()
  for (const body of [{ url: receiver.url }, { url: receiver.url, events: [] }, { url: receiver.url, events: ['x'] }])
    expect(await panel.refused('POST', path, body)).toMatchObject({ status: 400, code: 'bad-request' })
  expect(await panel.refused('PATCH', `${path}/${id}`, { secret: 'mine' })).toMatchObject({ status: 400 })
  expect(await panel.refused('PATCH', `${path}/${id}`, { state: 'active' })).toMatchObject({ status: 400 })
  expect(await list()).toHaveLength(1)
})

describe('on a server whose operator did not open private networks', () => {
  const behind: Record<string, string> = { 'public.test': '93.184.215.14', 'inside.test': '10.0.0.1' }
  let strict: Panel
  beforeEach(async () => {
    const resolve = async (name: string) => (behind[name] ? [behind[name]] : [])
    const server = await serve(api.engine, api.streamerId, {
      courier: createCourier({ allowsPrivate: false, resolve }),
    })
    onTestFinished(() => server.stop())
    strict = await openPanel({ ...server, engine: api.engine, streamerId: api.streamerId })
  })

  test.each([
    ['http://public.test/', 'not-encrypted'],
    ['https://user:word@public.test/', 'bad-address'],
    ['https://public.test:22/', 'odd-port'],
    ['https://inside.test/', 'private-address'],
    ['https://127.0.0.1/', 'private-address'],
    ['https://169.254.169.254/latest/meta-data', 'private-address'],
    ['https://nowhere.test/', 'unknown-address'],
    ['not an address', 'bad-address'],
  ])('%s is refused as %s, when it is added and when it is changed to', async (url, code) => {
    expect(await strict.refused('POST', path, { url, events: ['opened'] })).toMatchObject({ status: 422, code })
    const added = { url: 'https://public.test/', events: ['opened'] }
    const { id } = await strict.write(addedWebhookSchema, 'POST', path, added)
    expect(await strict.refused('PATCH', `${path}/${id}`, { url })).toMatchObject({ status: 422, code })
    expect(await list()).toMatchObject([{ url: 'https://public.test/' }])
  })

  test('one that was added before leads nowhere: its test says why', async () => {
    const { id } = await add()
    const tested = await strict.write(testedSchema, 'POST', `${path}/${id}/test`)
    expect(tested).toMatchObject({ status: null, fault: 'Its address does not begin with https://.' })
    expect(receiver.came).toEqual([])
  })
})
