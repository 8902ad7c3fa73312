import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { problemSchema } from '@streambot/shared/contract/http.ts'
import type { Delivery, Receipt } from '@streambot/shared/engine/ports/chat.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { serve, type ServeOptions } from '../support/serve.ts'

let api: TestApi
let came: Delivery[]
let receipt: Receipt | Error

const webhooks: ServeOptions['webhooks'] = {
  async kick(delivery) {
    came.push(delivery)
    if (receipt instanceof Error) throw receipt
    return receipt
  },
}

beforeEach(async () => {
  came = []
  receipt = 'taken'
  api = await startApi({ webhooks })
})
afterEach(() => api.close())

interface Post {
  readonly body?: Uint8Array | string
  readonly headers?: Record<string, string>
  readonly path?: string
  readonly address?: string
}

/** Not `fetch`, which names no other host and always names a type. */
function post({ body = '{}', headers = {}, path = '/webhooks/kick', address = api.address }: Post) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = httpRequest(new URL(path, address), { method: 'POST', headers }, async (answer) => {
      resolve({ status: answer.statusCode ?? 0, text: await text(answer) })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const codeIn = (text: string) => problemSchema.parse(JSON.parse(text)).code

test.each([
  ['JSON with spaces of its own', 'application/json', Buffer.from('{ "a" :1,\n"b": "\\u00fc" }')],
  ['JSON that ends too soon', 'application/json; charset=utf-8', Buffer.from('{"a":')],
  ['bytes that are no text', 'text/plain', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ['a form', 'application/x-www-form-urlencoded', Buffer.from('a=1&b=%zz')],
  ['a type that nobody knows', 'no/such-type', Buffer.from('a')],
  ['no type at all', undefined, Buffer.from('a')],
])('what is posted arrives byte for byte: %s', async (_what, type, body) => {
  const headers = { 'Kick-Event-Type': 'chat.message.sent', ...(type && { 'content-type': type }) }
  expect(await post({ body, headers })).toEqual({ status: 200, text: '' })
  expect(came).toHaveLength(1)
  expect(Buffer.from(came[0]?.body ?? []).equals(body)).toBe(true)
  expect(came[0]?.headers['kick-event-type']).toBe('chat.message.sent')
})

test('a body that is too large never reaches who takes it', async () => {
  expect((await post({ body: Buffer.alloc(64 * 1024) })).status).toBe(200)
  const { status, text } = await post({ body: Buffer.alloc(64 * 1024 + 1) })
  expect([status, codeIn(text)]).toEqual([413, 'too-large'])
  expect(came).toHaveLength(1)
})

test('a delivery without a body is a bad request', async () => {
  expect((await post({ body: '' })).status).toBe(400)
  expect(came).toEqual([])
})

test.each([
  ['refused', 403, 'not-signed'],
  ['later', 503, 'not-now'],
] as const)('a delivery that is %s is answered with %i', async (given, status, code) => {
  receipt = given
  const answer = await post({})
  expect(answer.status).toBe(status)
  expect(codeIn(answer.text)).toBe(code)
})

test('a fault of who takes it is logged, and its words stay inside', async () => {
  receipt = new Error('the secret of the house')
  const { status, text } = await post({})
  expect(status).toBe(500)
  expect(text).not.toContain('secret')
  expect(api.logged.join()).toContain('the secret of the house')
})

test('a tunnel may bring deliveries under any name; other addresses still go by our names', async () => {
  const headers = { host: 'streambot.tunnel.example' }
  expect((await post({ headers })).status).toBe(200)
  expect((await post({ headers, path: '/api/giveaways' })).status).toBe(403)
})

test('a busy chat comes from one address, but not without end', async () => {
  const busy = await serve(api.engine, api.streamerId, { webhooks, limits: { requests: 2, deliveries: 5 } })
  const { address } = busy
  const statuses: number[] = []
  for (let index = 0; index < 6; index++) statuses.push((await post({ address })).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  expect(came).toHaveLength(5)
  await busy.stop()
})

test('there is no door where nobody takes anything, and none to read from', async () => {
  const closed = await serve(api.engine, api.streamerId)
  expect((await post({ address: closed.address })).status).toBe(404)
  await closed.stop()
  expect((await post({ path: '/webhooks/twitch' })).status).toBe(404)
  expect((await fetch(`${api.address}/webhooks/kick`)).status).toBe(404)
  expect(came).toEqual([])
})
