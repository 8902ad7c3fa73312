/** Rewards, their orders and the queue over HTTP. */
import { pageOf } from '@streambot/shared/contract/channel.ts'
import { listedViewerSchema } from '@streambot/shared/contract/points.ts'
import {
  doneSchema,
  orderRefundSchema,
  orderSchema,
  ownOrderSchema,
  queueSchema,
  redeemedSchema,
  rewardListSchema,
  rewardSchema,
  turnSchema,
} from '@streambot/shared/contract/rewards.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { startApi, type TestApi } from '../support/api.ts'
import { pay, person } from '../support/engine.ts'
import { signInAs } from '../support/people.ts'
import { openPanel, type Panel } from '../support/streamer.ts'
import { readProblem } from '../support/visitor.ts'

let api: TestApi
let panel: Panel
let keys = 0
beforeAll(async () => {
  api = await startApi({ limits: { requests: 10_000, writes: 10_000 } })
})
beforeEach(async () => {
  panel = await openPanel(api)
})
afterEach(async () => {
  const { rewards } = await panel.get(rewardListSchema.strict(), '/api/channel/rewards')
  for (const { id } of rewards) await panel.ask('DELETE', `/api/channel/rewards/${id}`)
  while ((await keyed('/api/channel/orders/next')).ok);
})
afterAll(async () => {
  const findings = await examine(api.engine.store.pool.options.connectionString ?? '')
  expect(findings.flatMap(({ broken }) => broken)).toEqual([])
  await api.close()
})

const keyed = (path: string, body?: object, key = `key-${++keys}`) =>
  panel.ask('POST', path, body, { 'idempotency-key': key })

async function read<Shape extends z.ZodType>(shape: Shape, asking: Promise<Response>): Promise<z.infer<Shape>> {
  const response = await asking
  if (!response.ok) throw new Error(`Refused: ${await response.text()}`)
  return shape.parse(await response.json())
}

const add = (body: object = {}) =>
  panel.write(rewardSchema.strict(), 'POST', '/api/channel/rewards', { name: 'song', price: 10, ...body })

/** A viewer with points. */
async function arrive(number: number, points = 100): Promise<number> {
  await pay(api.engine, api.streamerId, [person(number)], points)
  const { items } = await panel.get(
    pageOf(listedViewerSchema.strict()),
    `/api/channel/viewers?search=${person(number).login}`,
  )
  const found = items.find(({ login }) => login === person(number).login)
  if (!found) throw new Error(`${person(number).login} did not arrive.`)
  return found.viewerId
}

const order = (rewardId: number, viewerId: number, key?: string) =>
  keyed('/api/channel/orders', { rewardId, viewerId, price: 10, said: ' A\u0000 song ' }, key)

test('a reward is added as usual where nothing else is said, changed in part, and removed', async () => {
  const made = await add()
  expect(made).toEqual({
    id: made.id,
    name: 'song',
    price: 10,
    stock: null,
    personSeconds: 0,
    everybodySeconds: 0,
    mostPerPerson: null,
    mostInAll: null,
    prefix: 'A',
    digits: 3,
    needsText: false,
    isOn: true,
  })
  const path = `/api/channel/rewards/${made.id}`
  const limited = await panel.write(rewardSchema.strict(), 'PATCH', path, { stock: 3, mostInAll: 2 })
  expect(limited).toEqual({ ...made, stock: 3, mostInAll: 2 })
  expect(await panel.write(rewardSchema.strict(), 'PATCH', path, { stock: null })).toEqual({ ...made, mostInAll: 2 })
  expect((await panel.ask('DELETE', path)).status).toBe(204)
  expect((await panel.refused('DELETE', path)).code).toBe('no-such-reward')
  expect((await panel.refused('PATCH', path, { price: 1 })).code).toBe('no-such-reward')
})

test('a reward that cannot be is refused, and so is a second one of the same name', async () => {
  await add()
  expect((await panel.refused('POST', '/api/channel/rewards', { name: 'SONG', price: 1 })).code).toBe('name-taken')
  expect((await panel.refused('POST', '/api/channel/rewards', { name: 'x', price: -1 })).code).toBe('bad-reward')
  expect((await panel.refused('POST', '/api/channel/rewards', { name: 'x' })).code).toBe('bad-request')
  expect((await panel.refused('POST', '/api/channel/rewards', { name: 'x', price: 1, id: 4 })).code).toBe('bad-request')
})

test('an order is made for a viewer once under its key, at the price that was seen', async () => {
  const { id } = await add()
  const viewerId = await arrive(1)
  const first = await read(redeemedSchema.strict(), order(id, viewerId, 'once'))
  expect(first).toMatchObject({ reward: 'song', paid: 10, balance: 90 })
  expect(await read(redeemedSchema.strict(), order(id, viewerId, 'once'))).toEqual(first)
  const { items } = await panel.get(pageOf(orderSchema.strict()), '/api/channel/orders?status=pending')
  expect(items).toMatchObject([{ ticket: first.ticket, said: 'A  song', viewerId, name: person(1).name, paid: 10 }])
  await panel.ask('PATCH', `/api/channel/rewards/${id}`, { price: 20 })
  expect((await readProblem(await order(id, viewerId))).code).toBe('price-changed')
  expect((await readProblem(await order(id, 999_999))).code).toBe('no-such-viewer')
  expect((await panel.refused('POST', '/api/channel/orders', { rewardId: id, viewerId, price: 20 })).code).toBe(
    'bad-request',
  )
})

test('the queue is served, ended and refunded, each step once under its key, and everybody sees where they stand', async () => {
  const { id } = await add()
  const viewers = [await arrive(11), await arrive(12), await arrive(13)]
  const made: z.infer<typeof redeemedSchema>[] = []
  for (const viewerId of viewers) made.push(await read(redeemedSchema.strict(), order(id, viewerId)))
  const [one, two, three] = made.map(({ ticket }) => ticket)
  expect(await panel.get(queueSchema.strict(), '/api/channel/queue')).toEqual({
    serving: null,
    next: [11, 12, 13].map((number, index) => ({ ticket: made[index]?.ticket, name: person(number).name })),
    waiting: 3,
  })
  const turn = await read(turnSchema.strict(), keyed('/api/channel/orders/next', undefined, 'next'))
  expect(turn).toMatchObject({ serving: { ticket: one }, waiting: 2 })
  expect(await read(turnSchema.strict(), keyed('/api/channel/orders/next', undefined, 'next'))).toEqual(turn)
  const path = (index: number, step: string) => `/api/channel/orders/${made[index]?.orderId}/${step}`
  expect(await read(turnSchema.strict(), keyed(path(2, 'serve')))).toMatchObject({ serving: { ticket: three } })
  const mine = await openPanel(api, await signInAs(api.engine, person(12)))
  expect(await mine.get(pageOf(ownOrderSchema.strict()), '/api/me/orders')).toMatchObject({
    items: [{ ticket: two, status: 'pending', ahead: 0 }],
  })
  expect((await mine.refused('GET', '/api/channel/orders')).code).toBe('not-for-you')
  expect(await read(doneSchema.strict(), keyed(path(2, 'done')))).toMatchObject({ order: { ticket: three } })
  const tooLong = { reason: 'x'.repeat(201) }
  expect((await readProblem(await keyed(path(1, 'refund'), tooLong))).code).toBe('bad-request')
  const why = { reason: 'sold out' }
  expect(await read(orderRefundSchema.strict(), keyed(path(1, 'refund'), why, 'back'))).toMatchObject({
    order: { ticket: two },
    refunded: 10,
  })
  expect((await keyed(path(1, 'refund'), why, 'back')).status).toBe(200)
  expect((await readProblem(await keyed(path(1, 'refund')))).code).toBe('ticket-refunded')
  expect((await readProblem(await keyed(path(2, 'refund')))).code).toBe('ticket-done')
  expect((await readProblem(await keyed('/api/channel/orders/999999/serve'))).code).toBe('no-such-ticket')
  expect((await readProblem(await keyed('/api/channel/orders/next'))).code).toBe('nobody-waits')
  expect(await api.engine.store.findBalance(api.streamerId, person(12))).toBe(100)
})

test('orders come page by page: those of one status the oldest first, all of them the newest first', async () => {
  const { id } = await add({ price: 10 })
  const viewerId = await arrive(21)
  for (let count = 0; count < 5; count++) await order(id, viewerId)
  const walk = async (query: string): Promise<number[]> => {
    const seen: number[] = []
    let after = ''
    for (;;) {
      const page = await panel.get(pageOf(orderSchema.strict()), `/api/channel/orders?limit=2${query}${after}`)
      seen.push(...page.items.map((item) => item.id))
      if (page.next === null) return seen
      after = `&after=${page.next}`
    }
  }
  const pending = await walk('&status=pending')
  expect(pending).toHaveLength(5)
  expect(pending).toEqual(pending.toSorted((a, b) => a - b))
  const all = await walk('')
  expect(all.slice(0, 5)).toEqual(pending.toReversed())
})
