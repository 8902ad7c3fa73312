/** Prize keys over HTTP: pools, lists in which they are masked, and the answers that show one. */
import { channelGiveawaySchema, pageOf, auditRowSchema } from '@streambot/shared/contract/channel.ts'
import {
  giveawayKeysSchema,
  type ImportLine,
  importLineSchema,
  maskedKeySchema,
  ownKeySchema,
  poolListSchema,
  poolSchema,
  removedKeysSchema,
  shownKeySchema,
  tokenListSchema,
  tokenSchema,
} from '@streambot/shared/contract/prize-keys.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draw, enter, open, startApi, type TestApi } from '../support/api.ts'
import { person } from '../support/engine.ts'
import { accountOn, signInAs } from '../support/people.ts'
import { keysFrom } from '../support/prizes.ts'
import { openPanel, type Panel } from '../support/streamer.ts'
import { readProblem } from '../support/visitor.ts'

const path = '/api/channel/pools'
const keyPage = pageOf(maskedKeySchema.strict())
const ownKeys = pageOf(ownKeySchema.strict())

let api: TestApi
let panel: Panel
let count = 0
beforeAll(async () => {
  api = await startApi({ revealSeconds: 600, limits: { requests: 100_000, writes: 100_000 } })
  panel = await openPanel(api)
})
afterAll(() => api.close())

const make = () => panel.write(poolSchema.strict(), 'POST', path, { name: `Pool ${++count}` })

/** Sends a text of keys as it stands. */
function send(poolId: number, text: string, on = panel, type = 'text/plain'): Promise<Response> {
  const headers = { cookie: on.cookie, origin: api.address, 'content-type': type }
  return fetch(new URL(`${path}/${poolId}/keys`, api.address), { method: 'POST', body: text, headers })
}

async function add(poolId: number, text: string, type?: string): Promise<ImportLine[]> {
  const response = await send(poolId, text, panel, type)
  if (!response.ok) throw new Error((await readProblem(response)).detail)
  return (await response.text())
    .trim()
    .split('\n')
    .map((line) => importLineSchema.strict().parse(JSON.parse(line)))
}

/** A giveaway that was won out of this pool, and its winner at the page. */
async function win(poolId: number): Promise<{ mine: Panel; giveawayId: string }> {
  const account = accountOn('twitch', 10_000 + ++count)
  const giveaway = await open(api, { word: `!w${count}`, title: 'Doom', poolId })
  await enter(api, giveaway, account)
  await draw(api, giveaway)
  return { mine: await openPanel(api, await signInAs(api.engine, account)), giveawayId: giveaway.id }
}

const faultsIn = (line: ImportLine | undefined) => line?.report?.faults.map(({ line: at, fault }) => `${at} ${fault}`)

describe('a pool', () => {
  test('is made, renamed, and listed with how many keys it has', async () => {
    const pool = await make()
    expect(pool).toMatchObject({ prizeClass: null, available: 0, assigned: 0, revealed: 0 })
    const changed = await panel.write(poolSchema, 'PATCH', `${path}/${pool.id}`, {
      name: ` Games ${count} `,
      prizeClass: 'steam',
    })
    expect(changed).toMatchObject({ id: pool.id, name: `Games ${count}`, prizeClass: 'steam' })
    await add(pool.id, keysFrom(1, 3).join('\n'))
    const { mine, giveawayId } = await win(pool.id)
    await mine.write(tokenSchema, 'POST', '/api/token', { giveawayId })
    const { pools } = await panel.get(poolListSchema, path)
    expect(pools.find(({ id }) => id === pool.id)).toMatchObject({ available: 2, assigned: 1, revealed: 1 })
  })

  test('has a name of its own that people can read', async () => {
    const { name } = await make()
    expect((await panel.refused('POST', path, { name })).code).toBe('pool-name-taken')
    for (const bad of ['', '   ', 'x'.repeat(61), 'a\nb', 'a\0b', 7])
      expect((await panel.refused('POST', path, { name: bad })).code).toBe('bad-request')
    expect((await panel.refused('POST', path, { name: 'x', prizeClass: 'two words' })).code).toBe('bad-request')
    expect((await panel.refused('PATCH', `${path}/4711`, { name: 'x' })).code).toBe('no-such-pool')
  })
})

describe('an import', () => {
  test('of a paste says which lines gave no key, and names none of the keys', async () => {
    const { id } = await make()
    const text = `${keysFrom(100, 2).join('\n')}\n\n${'x'.repeat(10_000)}\nA\0B\nA\u202eB\n${keysFrom(100, 1)}\nמפתח-100`
    const lines = await add(id, text)
    expect(lines).toEqual([
      {
        lines: 8,
        done: 8,
        added: 3,
        report: {
          counts: { blank: 1, 'no-cell': 0, 'too-long': 1, unreadable: 2, repeated: 1, known: 0 },
          faults: expect.any(Array),
        },
      },
    ])
    expect(faultsIn(lines[0])).toEqual(['3 blank', '4 too-long', '5 unreadable', '6 unreadable', '7 repeated'])
    expect(faultsIn((await add(id, keysFrom(100, 3).join('\r\n')))[0])).toEqual(['1 known', '2 known'])
  })

  test('takes a file of CSV, and nothing at all', async () => {
    const { id } = await make()
    expect((await add(id, '"Game";"Key"\nDoom;AAA-1\nQuake;\n', 'text/csv'))[0]).toMatchObject({ added: 1, lines: 2 })
    expect(await add(id, '')).toMatchObject([{ lines: 0, added: 0 }])
  })

  test('of a hundred thousand keys says how far it is all the while', async () => {
    const { id } = await make()
    const lines = await add(id, keysFrom(1_000_000, 100_000).join('\n'))
    const done = lines.map((line) => line.done)
    expect(done).toEqual(done.toSorted((one, other) => one - other))
    expect(done.length).toBeGreaterThanOrEqual(50)
    expect(lines.at(-1)).toMatchObject({ lines: 100_000, done: 100_000, added: 100_000 })
    const more = `${keysFrom(2_000_000, 100_001).join('\n')}\n`
    expect((await readProblem(await send(id, more))).code).toBe('too-many-keys-at-once')
    const pool = (await panel.get(poolListSchema, path)).pools.find((one) => one.id === id)
    expect(pool).toMatchObject({ available: 100_000 })
    const removed = await panel.write(removedKeysSchema, 'DELETE', `${path}/${id}/keys`)
    expect(removed).toEqual({ removed: 100_000 })
  }, 120_000)

  test('into a pool that is not there, or by who is not the streamer, adds nothing', async () => {
    expect((await readProblem(await send(4_711, 'X-1'))).code).toBe('no-such-pool')
    const { id } = await make()
    const { mine } = await win(id)
    expect((await readProblem(await send(id, 'X-1', mine))).code).toBe('not-for-you')
  })
})

describe('lists of keys', () => {
  test('show whose each is and never the key, page by page, and those that are asked for', async () => {
    const { id, name } = await make()
    await add(id, keysFrom(200, 5).join('\n'))
    const { giveawayId } = await win(id)
    const first = await panel.get(keyPage, `${path}/${id}/keys?limit=3`)
    const rest = await panel.get(keyPage, `${path}/${id}/keys?limit=3&after=${first.next}`)
    expect([...first.items, ...rest.items]).toHaveLength(5)
    expect(rest.next).toBeNull()
    expect(first.items[0]).toMatchObject({
      pool: name,
      masked: '••••••••200',
      assigned: { giveawayId, revealedAt: null },
    })
    const filtered = async (filter: string) =>
      (await panel.get(keyPage, `${path}/${id}/keys?filter=${filter}`)).items.length
    expect([await filtered('available'), await filtered('assigned')]).toEqual([4, 1])
    expect((await panel.refused('GET', `${path}/${id}/keys?filter=all`)).code).toBe('bad-request')
  })

  test('of all pools come with statistics', async () => {
    const { pools } = await panel.get(poolListSchema, path)
    const sum = (part: 'available' | 'assigned' | 'revealed') => pools.reduce((all, pool) => all + pool[part], 0)
    const listed = await panel.get(tokenListSchema.strict(), '/api/admin/tokens?filter=available&limit=2')
    expect(listed.statistics).toEqual({
      total: sum('available') + sum('assigned'),
      available: sum('available'),
      assigned: sum('assigned'),
      revealed: sum('revealed'),
    })
    expect(listed.items.map(({ assigned }) => assigned)).toEqual([null, null])
    const assigned = await panel.get(tokenListSchema, '/api/admin/tokens?filter=assigned')
    expect(assigned.items.every((key) => key.assigned !== null)).toBe(true)
  })

  test('lose a key that is removed, but none that is somebody’s', async () => {
    const { id } = await make()
    await add(id, keysFrom(300, 2).join('\n'))
    await win(id)
    const { items } = await panel.get(keyPage, `${path}/${id}/keys`)
    const [assigned, free] = [items.find((key) => key.assigned), items.find((key) => !key.assigned)]
    expect((await panel.refused('DELETE', `${path}/${id}/keys/${assigned?.id}`)).code).toBe('no-such-key')
    expect((await panel.ask('DELETE', `${path}/${id}/keys/${free?.id}`)).status).toBe(204)
    expect((await panel.refused('DELETE', `${path}/${id}/keys/${free?.id}`)).code).toBe('no-such-key')
    expect(await panel.write(removedKeysSchema, 'DELETE', `${path}/${id}/keys`)).toEqual({ removed: 0 })
    expect((await panel.refused('DELETE', `${path}/4711/keys`)).code).toBe('no-such-pool')
  })
})

test('the streamer sees a key on request, and the audit log says so without it', async () => {
  const { id } = await make()
  await add(id, 'AUDITED-KEY-0001')
  const { items } = await panel.get(keyPage, `${path}/${id}/keys`)
  const shown = await panel.write(shownKeySchema.strict(), 'POST', `${path}/${id}/keys/${items[0]?.id}/reveal`)
  expect(shown).toEqual({ key: 'AUDITED-KEY-0001' })
  const audit = await panel.get(pageOf(auditRowSchema), '/api/channel/audit')
  expect(audit.items[0]).toMatchObject({
    actor: `user:${api.streamerId}`,
    action: 'key shown',
    details: { poolId: id },
  })
  expect(JSON.stringify(audit)).not.toContain('AUDITED')
})

describe('a winner', () => {
  test('finds the key masked, and sees it whole on request, the same one each time', async () => {
    const { id } = await make()
    await add(id, keysFrom(400, 3).join('\n'))
    const { mine, giveawayId } = await win(id)
    expect((await mine.get(ownKeys, '/api/me/keys')).items).toEqual([
      {
        giveawayId,
        title: 'Doom',
        status: 'drawn',
        state: 'confirmed',
        masked: '••••••••400',
        revealedAt: null,
        isTheirs: true,
      },
    ])
    const clicks = await Promise.all(
      [1, 2, 3].map(() => mine.write(tokenSchema.strict(), 'POST', '/api/token', { giveawayId })),
    )
    expect(new Set(clicks.map(({ token }) => token))).toEqual(new Set(['KEY-00000400']))
    expect((await mine.get(ownKeys, '/api/me/keys')).items[0]?.revealedAt).not.toBeNull()
  })

  test('is told why there is no key', async () => {
    const { id } = await make()
    const { mine, giveawayId } = await win(id)
    expect((await mine.refused('POST', '/api/token', { giveawayId })).code).toBe('no-key-left')
    expect((await mine.get(ownKeys, '/api/me/keys')).items).toMatchObject([{ masked: null, isTheirs: true }])
    expect((await mine.refused('POST', '/api/token', { giveawayId: crypto.randomUUID() })).code).toBe(
      'no-such-giveaway',
    )
    expect((await panel.refused('POST', '/api/token', { giveawayId })).code).toBe('not-won')
    const other = await open(api, { word: `!w${++count}` })
    expect((await mine.refused('POST', '/api/token', { giveawayId: other.id })).code).toBe('no-keys-here')
    for (const body of [{}, { giveawayId: 'x' }, { giveawayId, viewerId: 1 }])
      expect((await mine.refused('POST', '/api/token', body)).code).toBe('bad-request')
  })
})

test('that a pool is too small is said before the opening, and before the draw', async () => {
  const { id, name } = await make()
  await add(id, keysFrom(500, 2).join('\n'))
  const rules = {
    kind: 'keyword',
    cost: 0,
    maxTickets: 1,
    winners: 3,
    audience: 'everyone',
    conditions: {},
    leaving: true,
    poolId: id,
  }
  const ask = { word: `!w${++count}`, title: 'Doom', rules, draft: true }
  const draft = await panel.write(channelGiveawaySchema, 'POST', '/api/channel/giveaways', ask)
  expect(draft.rules.poolId).toBe(id)
  const needed = () => panel.get(giveawayKeysSchema.strict(), `/api/channel/giveaways/${draft.id}/keys`)
  expect(await needed()).toEqual({ pool: { id, name }, winners: 3, handedOut: 0, available: 2, missing: 1 })
  await panel.write(channelGiveawaySchema, 'POST', `/api/channel/giveaways/${draft.id}/open`)
  const opened = await api.engine.store.findGiveaway(draft.id)
  if (opened) await enter(api, opened, person(20_001), person(20_002))
  if (opened) await draw(api, opened)
  expect(await needed()).toEqual({ pool: { id, name }, winners: 3, handedOut: 2, available: 0, missing: 1 })
  await add(id, keysFrom(510, 1).join('\n'))
  expect(await needed()).toMatchObject({ missing: 0 })
  const none = await open(api, { word: `!w${++count}` })
  expect(await panel.get(giveawayKeysSchema, `/api/channel/giveaways/${none.id}/keys`)).toMatchObject({
    pool: null,
    missing: 0,
  })
  expect(
    (await panel.refused('POST', '/api/channel/giveaways', { ...ask, rules: { ...rules, poolId: 4_711 } })).code,
  ).toBe('no-such-pool')
})

test('no list, page, feed or line of the log holds a key', async () => {
  const { id } = await make()
  await add(id, 'HUSH-HUSH-0001\nHUSH-HUSH-0002')
  const { mine, giveawayId } = await win(id)
  await mine.write(tokenSchema, 'POST', '/api/token', { giveawayId })
  const lists = ['/keys', '/winners', '/entries', '/audit', '']
  const ofStreamer = [
    ...lists.map((list) => `/api/channel/giveaways/${giveawayId}${list}`),
    path,
    `${path}/${id}/keys`,
    '/api/admin/tokens',
    '/api/channel/audit',
    `/api/giveaways/${giveawayId}`,
  ]
  const asked = [
    ...ofStreamer.map((to) => panel.ask('GET', to)),
    ...['/api/me/keys', '/api/me/wins', '/api/me'].map((to) => mine.ask('GET', to)),
  ]
  const answers = await Promise.all(asked)
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const seen = [...api.logged, ...(await Promise.all(answers.map((answer) => answer.text())))]
  const { rows } = await api.engine.store.pool.query('SELECT payload FROM outbox')
  seen.push(JSON.stringify(rows))
  expect(seen.filter((text) => text.includes('HUSH'))).toEqual([])
})
