/** The list of viewers by points. */
import { pageOf } from '@streambot/shared/contract/channel.ts'
import { listedViewerSchema, movementSchema } from '@streambot/shared/contract/points.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { pay, person } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const pageSchema = pageOf(listedViewerSchema.strict())
const people = 25

let api: TestApi
let panel: Panel
beforeAll(async () => {
  api = await startApi({ limits: { requests: 10_000 } })
  panel = await openPanel(api)
  // Several have as many points as others.
  for (let number = 1; number <= people; number++)
    await pay(api.engine, api.streamerId, [person(number)], 10 + (number % 7))
  await api.engine.store.transact(async (tx) => {
    await tx.ensureViewers(api.streamerId, [person(people + 1)])
  })
})
afterAll(() => api.close())

/** All pages of so many, one behind the other. */
async function readAll(limit: number, search = '') {
  const items = []
  for (let after = ''; ;) {
    const path = `/api/channel/viewers?order=points&limit=${limit}&search=${search}${after && `&after=${after}`}`
    const page = await panel.get(pageSchema, path)
    expect(page.items.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    if (page.next === null) return items
    after = page.next
  }
}

test.each([1, 2, 7, 25, 100])('in pages of %i everybody who has points comes once, the most first', async (limit) => {
  const all = await readAll(limit)
  expect(all).toHaveLength(people)
  expect(new Set(all.map(({ viewerId }) => viewerId)).size).toBe(people)
  const sorted = all.toSorted((a, b) => b.balance - a.balance || a.viewerId - b.viewerId)
  expect(all).toEqual(sorted)
  expect(all[0]?.balance).toBe(16)
})

test('a search keeps the order', async () => {
  const found = await readAll(3, 'VIEWER1')
  expect(found.map(({ login }) => login).toSorted()).toEqual(
    Array.from({ length: people }, (_, index) => person(index + 1).login)
      .filter((login) => login.startsWith('viewer1'))
      .toSorted(),
  )
  expect(found).toEqual(found.toSorted((a, b) => b.balance - a.balance || a.viewerId - b.viewerId))
})

test('the place of one order is refused in the other, and so is what is no place', async () => {
  const rich = await panel.get(pageSchema, '/api/channel/viewers?order=points&limit=1')
  const named = await panel.get(pageSchema, '/api/channel/viewers?limit=1')
  const forged = Buffer.from('[1e400,1]').toString('base64url')
  for (const query of [
    `order=login&after=${rich.next}`,
    `after=${rich.next}`,
    `order=points&after=${named.next}`,
    `order=points&after=${forged}`,
    'order=balance',
  ]) {
    const problem = await panel.refused('GET', `/api/channel/viewers?${query}`)
    expect(problem).toMatchObject({ status: 400, code: 'bad-request' })
  }
})

test('people of another channel are not listed', async () => {
  const other = await api.engine.store.addStreamer('Other')
  await pay(api.engine, other, [person(1)], 1_000_000)
  expect((await readAll(100))[0]?.balance).toBe(16)
})

test('whoever linked accounts comes once, with the account seen last', async () => {
  const [first] = await readAll(100)
  await api.engine.store.pool.query(
    `INSERT INTO chat_identities (streamer_id, viewer_id, platform, platform_user_id, login, display_name, seen_at)
     VALUES ($1, $2, 'kick', '77', 'elsewhere', 'Elsewhere', now() + interval '1 hour')`,
    [api.streamerId, first?.viewerId],
  )
  const all = await readAll(100)
  expect(all).toHaveLength(people)
  expect(all[0]).toMatchObject({ viewerId: first?.viewerId, platform: 'kick', login: 'elsewhere' })
})

describe('a search', () => {
  const accounts = [
    { ...person(900), platform: 'youtube', userId: 'UC1', login: 'uc1', name: 'Über den Wolken' },
    { ...person(901), platform: 'youtube', userId: 'UC2', login: 'uc2', name: 'ニーナ 100%_sicher' },
    { ...person(902), platform: 'kick', userId: '902', login: 'wolke7', name: 'Wolke7' },
    { ...person(903), login: 'the_wolke', name: 'The_Wolke' },
  ] as const
  beforeAll(() => pay(api.engine, api.streamerId, accounts, 3))

  const find = async (query: string) => {
    const items = []
    for (let after = ''; ;) {
      const page = await panel.get(pageSchema, `/api/channel/viewers?limit=1&${query}${after && `&after=${after}`}`)
      items.push(...page.items.map(({ login }) => login))
      if (page.next === null) return items
      after = page.next
    }
  }

  test.each([
    ['wolke', ['the_wolke', 'uc1', 'wolke7']],
    ['WOLKE', ['the_wolke', 'uc1', 'wolke7']],
    ['den wol', ['uc1']],
    ['Über', ['uc1']],
    ['ーナ', ['uc2']],
    ['100%_', ['uc2']],
    ["' or 1=1 --", []],
    ['nobody', []],
  ])('for %s finds it anywhere in login or name, on all platforms, page by page', async (text, logins) => {
    const search = `search=${encodeURIComponent(text)}`
    expect(await find(search)).toEqual(logins)
    expect((await find(`${search}&order=points`)).toSorted()).toEqual(logins)
  })

  test('is of one platform where that is asked for, also without a text', async () => {
    expect(await find('search=wolke&platform=kick')).toEqual(['wolke7'])
    expect(await find('platform=youtube')).toEqual(['uc1', 'uc2'])
    expect((await find('platform=youtube&order=points')).toSorted()).toEqual(['uc1', 'uc2'])
    expect(await panel.refused('GET', '/api/channel/viewers?platform=myspace')).toMatchObject({ code: 'bad-request' })
  })
})

test('of somebody who was here long ago the latest movements come first', async () => {
  const who = person(950)
  for (const points of [1, 2, 3]) await pay(api.engine, api.streamerId, [who], points)
  const [found] = (await panel.get(pageSchema, `/api/channel/viewers?search=${who.login}`)).items
  const { items } = await panel.get(pageOf(movementSchema), `/api/channel/viewers/${found?.viewerId}/ledger?limit=1`)
  expect(items.map(({ amount }) => amount)).toEqual([3])
})
