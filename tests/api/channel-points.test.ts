/** Viewers and points over HTTP: lists, changes that count once under their key, and who is kept out. */
import { pageOf } from '@streambot/shared/contract/channel.ts'
import {
  balanceSchema,
  exclusionSchema,
  leaderboardSchema,
  listedViewerSchema,
  movementSchema,
  refundSchema,
  removedSchema,
  undoneSchema,
  viewerSchema,
} from '@streambot/shared/contract/points.ts'
import { forgetSome } from '@streambot/shared/engine/forget.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { enter, open, startApi, type TestApi } from '../support/api.ts'
import { costedTickets, pay, person } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

let api: TestApi
let panel: Panel
let keys = 0
beforeAll(async () => {
  api = await startApi({ limits: { requests: 10_000, writes: 10_000 } })
  panel = await openPanel(api)
})
afterAll(async () => {
  expect((await examine(api.engine.store.pool.options.connectionString ?? '')).flatMap(({ broken }) => broken)).toEqual(
    [],
  )
  await api.close()
})

const newKey = (): string => `key-${++keys}`
const keyed = (path: string, body?: object, key = newKey()) => panel.ask('POST', path, body, { 'idempotency-key': key })

async function answer<Shape extends z.ZodType>(shape: Shape, response: Response): Promise<z.infer<Shape>> {
  return shape.parse(await response.json())
}

/** The viewer behind a person's account. */
async function viewerOf(login: string): Promise<number> {
  const { items } = await panel.get(pageOf(listedViewerSchema.strict()), `/api/channel/viewers?search=${login}`)
  const found = items.find((item) => item.login === login)
  if (!found) throw new Error(`Nobody is called ${login}.`)
  return found.viewerId
}

/** Somebody with points. */
async function someone(number: number, points = 100): Promise<number> {
  await pay(api.engine, api.streamerId, [person(number)], points)
  return viewerOf(person(number).login)
}

const balanceOf = async (id: number) => (await panel.get(viewerSchema.strict(), `/api/channel/viewers/${id}`)).balance

describe('a change of points', () => {
  test('is made with a reason, stands in ledger and audit, and is undone once', async () => {
    const id = await someone(1)
    const path = `/api/channel/viewers/${id}/points`
    const added = await keyed(path, { change: 'add', amount: 50, reason: 'won a round' })
    expect(await answer(balanceSchema.strict(), added)).toEqual({ balance: 150 })
    expect(await answer(balanceSchema, await keyed(path, { change: 'set', amount: 0, reason: 'reset' }))).toEqual({
      balance: 0,
    })
    const undone = await answer(undoneSchema.strict(), await keyed('/api/channel/points/undo', {}))
    expect(undone).toEqual({ name: person(1).name, amount: 150, balance: 150 })
    expect(await (await keyed('/api/channel/points/undo', {})).json()).toMatchObject({
      status: 409,
      code: 'already-undone',
    })
    const { items } = await panel.get(pageOf(movementSchema.strict()), `/api/channel/viewers/${id}/ledger?limit=3`)
    expect(items).toMatchObject([
      { amount: 150, reason: 'undo' },
      { amount: -150, reason: 'set' },
      { amount: 50, reason: 'add', actor: `user:${api.streamerId}` },
    ])
    const audit = await (await panel.ask('GET', '/api/channel/audit?limit=5')).text()
    expect(audit).toContain('won a round')
  })

  test('that is sent again under its key changes nothing more, and is answered the same, a no too', async () => {
    const id = await someone(2)
    const path = `/api/channel/viewers/${id}/points`
    const [key, other] = [newKey(), newKey()]
    const ask = { change: 'remove', amount: 60, reason: 'once' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => keyed(path, ask, key)))
    for (const response of answers) expect(await answer(balanceSchema, response)).toEqual({ balance: 40 })
    expect(await (await keyed(path, ask, other)).json()).toMatchObject({ status: 409, code: 'insufficient-balance' })
    await keyed(path, { change: 'add', amount: 500, reason: 'more' })
    expect(await (await keyed(path, ask, other)).json()).toMatchObject({ status: 409, code: 'insufficient-balance' })
    expect(await answer(balanceSchema, await keyed(path, ask, key))).toEqual({ balance: 40 })
    expect(await balanceOf(id)).toBe(540)
  })

  test('is refused under the key of another body, of another address, and without a key', async () => {
    const id = await someone(3)
    const path = `/api/channel/viewers/${id}/points`
    const key = newKey()
    const ask = { change: 'add', amount: 5, reason: 'x' }
    await keyed(path, ask, key)
    for (const response of [
      await keyed(path, { ...ask, amount: 6 }, key),
      await keyed('/api/channel/points/undo', {}, key),
    ])
      expect(await response.json()).toMatchObject({ status: 422, code: 'key-reused' })
    expect(await panel.refused('POST', path, ask)).toMatchObject({
      status: 400,
      faults: [{ where: 'headers/idempotency-key' }],
    })
    expect(await balanceOf(id)).toBe(105)
  })

  test('is somebody else’s under the same key', async () => {
    const id = await someone(4)
    const key = newKey()
    await keyed(`/api/channel/viewers/${id}/points`, { change: 'add', amount: 5, reason: 'x' }, key)
    const streamerId = await api.engine.store.addStreamer('Second')
    const request = { id: 'r', userId: streamerId, key, fingerprint: 'f' }
    expect(await api.engine.store.transact((tx) => tx.claimRequest(request))).toBeUndefined()
  })

  test('counts again under a key that is older than a day, which is removed by then', async () => {
    const id = await someone(5)
    const path = `/api/channel/viewers/${id}/points`
    const ask = { change: 'add', amount: 5, reason: 'daily' }
    const [key, gone] = [newKey(), newKey()]
    await keyed(path, ask, key)
    await keyed(path, ask, gone)
    const age = (time: string) =>
      api.engine.store.pool.query(
        `UPDATE idempotency_keys SET created_at = now() - $1::interval WHERE key = ANY ($2)`,
        [time, [key, gone]],
      )
    await age('23 hours')
    await keyed(path, ask, key)
    expect(await balanceOf(id)).toBe(110)
    await age('25 hours')
    await keyed(path, ask, key)
    expect(await balanceOf(id)).toBe(115)
    await forgetSome(api.engine.ports, 30)
    await forgetSome({ ...api.engine.ports, clock: { now: () => new Date() } }, 30)
    const { rows } = await api.engine.store.pool.query('SELECT key FROM idempotency_keys WHERE key = ANY ($1)', [
      [key, gone],
    ])
    expect(rows).toEqual([{ key }])
  })

  test.each([
    ['no viewer', 999_999, { change: 'add', amount: 5, reason: 'x' }, 'no-such-viewer'],
    ['less than nothing', undefined, { change: 'add', amount: -5, reason: 'x' }, 'bad-request'],
    ['half a point', undefined, { change: 'add', amount: 0.5, reason: 'x' }, 'bad-request'],
    ['no reason', undefined, { change: 'add', amount: 5, reason: ' ' }, 'bad-request'],
    ['more than anybody may have', undefined, { change: 'set', amount: 1_000_000_000_001, reason: 'x' }, 'bad-request'],
  ])('of %s is refused', async (_, viewer, body, code) => {
    const id = viewer ?? (await someone(6))
    expect(await (await keyed(`/api/channel/viewers/${id}/points`, body)).json()).toMatchObject({ code })
  })
})

describe('what a giveaway took', () => {
  test('goes back when an entrant is removed, and when it is cancelled, once each under its key', async () => {
    const [first, second] = [await someone(11), await someone(12)]
    const giveaway = await open(api, { ...costedTickets, word: '!paid' })
    await enter(api, giveaway, person(11), person(12))
    expect([await balanceOf(first), await balanceOf(second)]).toEqual([90, 90])
    const base = `/api/channel/giveaways/${giveaway.id}`
    const key = newKey()
    for (const _ of [1, 2]) {
      const removed = await keyed(`${base}/remove`, { viewerId: first, reason: 'a double' }, key)
      expect(await answer(removedSchema.strict(), removed)).toEqual({ refunded: 10 })
    }
    const again = newKey()
    for (const _ of [1, 2])
      expect(await answer(refundSchema.strict(), await keyed(`${base}/cancel`, undefined, again))).toEqual({
        refunded: 10,
        viewers: 1,
      })
    expect(await (await keyed(`${base}/cancel`)).json()).toMatchObject({ code: 'wrong-status' })
    expect([await balanceOf(first), await balanceOf(second)]).toEqual([100, 100])
  })

  test('is said before it is asked back: of everybody, or of one person', async () => {
    const [first, second] = [await someone(13), await someone(14)]
    const free = await someone(15)
    const giveaway = await open(api, { ...costedTickets, word: '!preview' })
    await enter(api, giveaway, person(13), person(14))
    const base = `/api/channel/giveaways/${giveaway.id}`
    const preview = (query = '') => panel.get(refundSchema.strict(), `${base}/refund${query}`)
    expect(await preview()).toEqual({ refunded: 20, viewers: 2 })
    expect(await preview(`?viewerId=${first}`)).toEqual({ refunded: 10, viewers: 1 })
    expect(await preview(`?viewerId=${free}`)).toEqual({ refunded: 0, viewers: 0 })
    expect([await balanceOf(first), await balanceOf(second)]).toEqual([90, 90])
    await keyed(`${base}/remove`, { viewerId: first, reason: 'a double' })
    const said = await preview()
    expect(await answer(refundSchema.strict(), await keyed(`${base}/cancel`))).toEqual(said)
    for (const query of ['', `?viewerId=${second}`])
      expect(await panel.refused('GET', `${base}/refund${query}`)).toMatchObject({ code: 'wrong-status' })
  })

  test('of another channel is nobody’s business here', async () => {
    const streamerId = await api.engine.store.addStreamer('Third')
    await pay(api.engine, streamerId, [person(900)], 5)
    const giveaway = await open({ engine: api.engine, streamerId }, { word: '!theirs' })
    for (const [path, body] of [['cancel'], ['remove', { viewerId: 1, reason: 'x' }]] as const)
      expect(await (await keyed(`/api/channel/giveaways/${giveaway.id}/${path}`, body)).json()).toMatchObject({
        code: 'no-such-giveaway',
      })
    expect(await panel.refused('GET', `/api/channel/giveaways/${giveaway.id}/refund`)).toMatchObject({
      code: 'no-such-giveaway',
    })
    const { rows } = await api.engine.store.pool.query<{ id: number }>(
      'SELECT max(id) AS id FROM viewers WHERE streamer_id = $1',
      [streamerId],
    )
    for (const path of ['', '/ledger'])
      expect(await panel.refused('GET', `/api/channel/viewers/${rows[0]?.id}${path}`)).toMatchObject({
        code: 'no-such-viewer',
      })
    expect(await panel.refused('PUT', `/api/channel/exclusions/${rows[0]?.id}`, { reason: 'x' })).toMatchObject({
      code: 'no-such-viewer',
    })
  })
})

describe('the list of viewers', () => {
  test('comes by login page by page, and finds those with the text in their login, whatever signs are in it', async () => {
    const accounts = ['list_a', 'list_ab', 'list%', 'listb', 'list_é', 'lis'].map((login, index) => ({
      ...person(500 + index),
      login,
    }))
    await pay(api.engine, api.streamerId, accounts, 7)
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const path: string = `/api/channel/viewers?search=LIST_&limit=2${after && `&after=${after}`}`
      const page: { items: z.infer<typeof listedViewerSchema>[]; next: string | null } = await panel.get(
        pageOf(listedViewerSchema.strict()),
        path,
      )
      seen.push(...page.items.map(({ login }) => login))
      after = page.next
    }
    expect(seen).toEqual(['list_a', 'list_ab', 'list_é'])
    const { items } = await panel.get(pageOf(listedViewerSchema), '/api/channel/viewers?search=list%25')
    expect(items).toMatchObject([{ login: 'list%', balance: 7, isExcluded: false }])
  })

  test('has its richest on the leaderboard', async () => {
    await pay(api.engine, api.streamerId, [person(700)], 1_000_000)
    const { viewers } = await panel.get(leaderboardSchema.strict(), '/api/channel/leaderboard?limit=1')
    expect(viewers).toEqual([{ name: person(700).name, balance: 1_000_000 }])
  })
})

test('somebody is kept out with a reason, listed, and let in again', async () => {
  const id = await someone(20)
  const path = `/api/channel/exclusions/${id}`
  expect((await panel.ask('PUT', path, { reason: 'a bot' })).status).toBe(204)
  const { items } = await panel.get(pageOf(exclusionSchema.strict()), '/api/channel/exclusions')
  expect(items).toMatchObject([
    { viewerId: id, name: person(20).name, reason: 'a bot', actor: `user:${api.streamerId}` },
  ])
  expect((await panel.get(viewerSchema, `/api/channel/viewers/${id}`)).isExcluded).toBe(true)
  expect((await panel.ask('DELETE', path)).status).toBe(204)
  expect(await panel.refused('DELETE', path)).toMatchObject({ status: 404, code: 'not-excluded' })
})
