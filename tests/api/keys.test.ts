/** Keys for the streamer's own tools: shown once, held to their scopes, revoked at once. */
import { roles } from '@streambot/api/auth.ts'
import { hashSecret } from '@streambot/api/secrets.ts'
import { auditRowSchema, channelGiveawaySchema, pageOf } from '@streambot/shared/contract/channel.ts'
import { keyListSchema, madeKeySchema } from '@streambot/shared/contract/keys.ts'
import { scopes, type Scope } from '@streambot/shared/giveaway/access.ts'
import { problemSchema } from '@streambot/shared/contract/http.ts'
import { platforms } from '@streambot/shared/giveaway/words.ts'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { pay, person, vault } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'

const path = '/api/channel/keys'
const one = '/api/channel/giveaways/:id'

/** Which scope opens which route. */
const table: Readonly<Record<Scope, readonly string[]>> = {
  'giveaways:read': [
    'GET /api/channel/giveaways/:id/refund',
    'GET /api/channel/giveaways',
    `GET ${one}`,
    `GET ${one}/entries`,
    `GET ${one}/winners`,
    `GET ${one}/winners/:pick/messages`,
    `GET ${one}/keys`,
    'GET /api/channel/templates',
  ],
  'giveaways:run': [
    'POST /api/channel/giveaways',
    `PATCH ${one}`,
    `POST ${one}/open`,
    `POST ${one}/pause`,
    `POST ${one}/resume`,
    `POST ${one}/close`,
    `POST ${one}/reopen`,
    `POST ${one}/schedule`,
    `POST ${one}/extend`,
    `POST ${one}/draw`,
    `POST ${one}/draw-without-beacon`,
    `POST ${one}/redraw`,
    `POST ${one}/cancel`,
    `POST ${one}/remove`,
    'PUT /api/channel/templates/:name',
    'DELETE /api/channel/templates/:name',
  ],
  'viewers:read': ['GET /api/channel/viewers', 'GET /api/channel/viewers/:id', 'GET /api/channel/exclusions'],
  'viewers:write': ['PUT /api/channel/exclusions/:id', 'DELETE /api/channel/exclusions/:id'],
  'points:read': ['GET /api/channel/viewers/:id/ledger', 'GET /api/channel/leaderboard', 'GET /api/channel/imports'],
  'points:write': [
    'POST /api/channel/viewers/:id/points',
    'POST /api/channel/points/undo',
    'POST /api/channel/imports',
    'POST /api/channel/imports/preview',
    'POST /api/channel/imports/:id/undo',
  ],
  'rewards:read': ['GET /api/channel/rewards', 'GET /api/channel/orders', 'GET /api/channel/queue'],
  'rewards:write': ['POST /api/channel/rewards', 'PATCH /api/channel/rewards/:id', 'DELETE /api/channel/rewards/:id'],
  'rewards:run': [
    'POST /api/channel/orders',
    'POST /api/channel/orders/next',
    'POST /api/channel/orders/:id/serve',
    'POST /api/channel/orders/:id/done',
    'POST /api/channel/orders/:id/refund',
  ],
  'settings:read': [
    'GET /api/channel/settings',
    'GET /api/channel/sentences',
    'GET /api/channel/commands',
    'GET /api/channel/own-commands',
    'GET /api/channel/timers',
  ],
  'settings:write': [
    'PATCH /api/channel/settings',
    'PUT /api/channel/commands/:name',
    'DELETE /api/channel/commands/:name',
    'POST /api/channel/own-commands',
    'PUT /api/channel/own-commands/:id',
    'DELETE /api/channel/own-commands/:id',
    'POST /api/channel/timers',
    'PUT /api/channel/timers/:id',
    'DELETE /api/channel/timers/:id',
    'PUT /api/channel/sentences/:key',
    'DELETE /api/channel/sentences/:key',
  ],
  'platforms:read': ['GET /api/channel/platforms'],
  'audit:read': ['GET /api/channel/audit', `GET ${one}/audit`],
}

let api: TestApi
let panel: Panel
beforeAll(async () => {
  api = await startApi({ limits: { requests: 100_000, writes: 100_000, keyRequests: 100_000, signIns: 100_000 } })
  panel = await openPanel(api)
})
afterAll(() => api.close())

interface NewKey {
  readonly id: number
  readonly secret: string
}

let made = 0
async function makeKey(which: readonly Scope[] = scopes, on: Panel = panel): Promise<NewKey> {
  const body = { name: `tool ${++made}`, scopes: which }
  const { key, secret } = await on.write(madeKeySchema, 'POST', path, body)
  return { id: key.id, secret }
}

/** Asks as a tool does: with the key, without cookie and origin. */
function ask(route: string, secret: string, { address } = api, init: RequestInit = {}): Promise<Response> {
  const [method = '', to = ''] = route.split(' ')
  const url = new URL(to.replaceAll(/:\w+/g, '1'), address)
  return fetch(url, { ...init, method, headers: { authorization: `Bearer ${secret}`, ...init.headers } })
}

async function codeOf(answer: Promise<Response>): Promise<string> {
  const response = await answer
  const text = await response.text()
  return response.ok || text === '' ? 'in' : problemSchema.parse(JSON.parse(text)).code
}

const refusals = ['bad-key', 'not-in-scope', 'not-for-keys', 'not-for-you', 'not-signed-in', 'wrong-origin']

describe('each scope opens its routes and no other', () => {
  test('every route of the channel stands with one scope, or is for no key', () => {
    const open = Object.values(table).flat()
    const closed = Object.keys(roles).filter((route) => roles[route] !== 'anybody' && !open.includes(route))
    expect(new Set(open).size).toBe(open.length)
    expect(open.filter((route) => roles[route] === 'anybody' || roles[route] === 'user')).toEqual([])
    expect(
      closed.filter(
        (route) =>
          !/\/(access|export|invitation|keys|live|me|overlays|pools|sign-out|connections|tokens?|webhooks)\b/.test(
            route,
          ),
      ),
    ).toEqual([])
  })

  test.each(Object.entries(table))('%s', async (scope, routes) => {
    const { secret: with_ } = await makeKey([scope as Scope]) // the table's own keys
    const { secret: without } = await makeKey(scopes.filter((other) => other !== scope))
    for (const route of routes) {
      expect(refusals, route).not.toContain(await codeOf(ask(route, with_)))
      expect(await codeOf(ask(route, without)), route).toBe('not-in-scope')
    }
  })

  test('no key makes or revokes keys, links accounts, signs out, or says who somebody is', async () => {
    const { secret } = await makeKey()
    const open = Object.values(table).flat()
    for (const [route, role] of Object.entries(roles))
      if (role !== 'anybody' && !open.includes(route))
        expect(await codeOf(ask(route, secret)), route).toBe('not-for-keys')
    expect(await codeOf(panel.ask('GET', '/api/me'))).toBe('in')
  })
})

describe('a secret', () => {
  test('is shown once, and only its hash is kept', async () => {
    const { id, secret } = await makeKey(['points:read'])
    expect(secret).toMatch(/^sb_[\w-]{43}$/)
    const listed = await (await panel.ask('GET', path)).text()
    expect(keyListSchema.strict().parse(JSON.parse(listed)).keys).toContainEqual(expect.objectContaining({ id }))
    const { rows } = await api.engine.store.pool.query('SELECT * FROM api_keys WHERE id = $1', [id])
    expect(rows[0].secret_hash).toBe(hashSecret(secret))
    const audit = await (await panel.ask('GET', '/api/channel/audit?limit=100')).text()
    for (const text of [listed, JSON.stringify(rows), audit]) expect(text).not.toContain(secret)
    for (const text of [listed, audit]) expect(text).not.toContain(hashSecret(secret))
  })

  test.each(['', 'sb_', 'x', `sb_${'A'.repeat(43)}`, `sb_${'A'.repeat(8_000)}`, "sb_' OR 1=1 --", 'sb_%00', '..//..'])(
    'that is not known opens nothing: %j',
    async (secret) => {
      const code = await codeOf(ask('GET /api/channel/giveaways', secret))
      expect(['bad-key', 'not-signed-in']).toContain(code)
    },
  )

  test('that is cut, in other letters, its own hash, or in the address opens nothing', async () => {
    const { secret } = await makeKey()
    const route = 'GET /api/channel/giveaways'
    for (const other of [secret.slice(0, -1), secret.slice(3), secret.toUpperCase(), hashSecret(secret)])
      expect(await codeOf(ask(route, other))).toBe('bad-key')
    const inAddress = await fetch(new URL(`/api/channel/giveaways?key=${secret}`, api.address))
    expect(problemSchema.parse(await inAddress.json()).code).toBe('not-signed-in')
  })

  test('that was revoked, or whose time is over, opens nothing from then on', async () => {
    const revoked = await makeKey()
    const over = await makeKey()
    const route = 'GET /api/channel/giveaways'
    expect(await codeOf(ask(route, revoked.secret))).toBe('in')
    expect((await panel.ask('DELETE', `${path}/${revoked.id}`)).status).toBe(204)
    expect(await codeOf(ask(route, revoked.secret))).toBe('bad-key')
    expect(await codeOf(ask(route, over.secret))).toBe('in')
    await api.engine.store.pool.query(`UPDATE api_keys SET expires_at = now() WHERE id = $1`, [over.id])
    expect(await codeOf(ask(route, over.secret))).toBe('bad-key')
    const { keys } = await panel.get(keyListSchema, path)
    expect(keys.some(({ id }) => id === revoked.id)).toBe(false)
  })

  test('of another streamer opens nothing here', async () => {
    const other = await api.engine.store.addStreamer('Other')
    const secret = 'sb_of-another-streamer'
    const key = { streamerId: other, name: 'x', scopes, expiresAt: undefined, secretHash: hashSecret(secret) }
    await api.engine.store.transact((tx) => tx.addApiKey(key))
    expect(await codeOf(ask('GET /api/channel/giveaways', secret))).toBe('not-for-you')
  })
})

describe('a request with a key', () => {
  test('needs no origin, and a cookie beside it does not count', async () => {
    const { secret } = await makeKey(['giveaways:read'])
    const foreign = { headers: { origin: 'https://evil.example', cookie: panel.cookie } }
    expect(await codeOf(ask('GET /api/channel/giveaways', secret, api, foreign))).toBe('in')
    expect(await codeOf(ask('POST /api/channel/giveaways', secret, api, foreign))).toBe('not-in-scope')
    expect(await codeOf(ask('POST /api/channel/giveaways', 'sb_wrong', api, foreign))).toBe('bad-key')
    expect(await codeOf(ask(`DELETE ${path}/1`, secret, api, foreign))).toBe('not-for-keys')
  })

  test('is written into the audit log under the key, and when it was used last stands in the list', async () => {
    const { id, secret } = await makeKey(['giveaways:run', 'points:write'])
    const json = { 'content-type': 'application/json' }
    const opening = { headers: json, body: JSON.stringify({ word: '!bykey', title: 'By key' }) }
    const response = await ask('POST /api/channel/giveaways', secret, api, opening)
    const { id: giveawayId } = channelGiveawaySchema.parse(await response.json())
    await pay(api.engine, api.streamerId, [person(1)], 5)
    const points = {
      headers: { ...json, 'idempotency-key': 'once' },
      body: JSON.stringify({ change: 'add', amount: 3, reason: 'a tool' }),
    }
    const [viewer] = await api.engine.store.listViewers(
      api.streamerId,
      { text: '', platform: undefined },
      { after: undefined, count: 1 },
    )
    const route = `POST /api/channel/viewers/${viewer?.viewerId}/points`
    const answers = [await ask(route, secret, api, points), await ask(route, secret, api, points)]
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([{ balance: 8 }, { balance: 8 }])
    const { items } = await panel.get(pageOf(auditRowSchema), '/api/channel/audit?limit=100')
    const byKey = items.filter(({ actor }) => actor === `key:${id}`)
    expect(byKey.some((row) => row.giveawayId === giveawayId)).toBe(true)
    expect(byKey.length).toBeGreaterThanOrEqual(2)
    const { keys } = await panel.get(keyListSchema, path)
    const used = keys.find((key) => key.id === id)?.lastUsedAt ?? ''
    expect(Math.abs(Date.parse(used) - Date.now())).toBeLessThan(60_000)
  })

  test('is one of so many in a minute, whatever other keys and the streamer do', async () => {
    const limited = await startApi({ limits: { keyRequests: 3 } })
    onTestFinished(() => limited.close())
    const own = await openPanel(limited)
    const [first, second] = [await makeKey(scopes, own), await makeKey(scopes, own)]
    const codes = []
    for (const { secret } of [first, first, first, first, second])
      codes.push(await codeOf(ask('GET /api/channel/giveaways', secret, limited)))
    expect(codes).toEqual(['in', 'in', 'in', 'too-many-requests', 'in'])
    expect((await own.ask('GET', '/api/channel/giveaways')).status).toBe(200)
  })
})

describe('making keys', () => {
  test.each([
    { name: '', scopes: ['points:read'] },
    { name: 'a\nb', scopes: ['points:read'] },
    { name: 'x'.repeat(61), scopes: ['points:read'] },
    { name: 'x', scopes: [] },
    { name: 'x', scopes: ['keys:write'] },
    { name: 'x', scopes: ['*'] },
    { name: 'x', scopes: 'points:read' },
    { name: 'x', scopes: ['points:read'], expiresAt: 'never' },
    { name: 'x', scopes: ['points:read'], streamerId: 2 },
  ])('%j is refused', async (body) => {
    expect((await panel.refused('POST', path, body)).code).toBe('bad-request')
  })

  test('one that ends before it begins is refused', async () => {
    const body = { name: 'x', scopes: ['points:read'], expiresAt: '2020-01-01T00:00:00Z' }
    expect((await panel.refused('POST', path, body)).code).toBe('key-over')
  })

  test('of many at the same time there are fifty, and one is revoked once', async () => {
    const own = await startApi({ limits: { requests: 1_000, writes: 1_000 } })
    onTestFinished(() => own.close())
    const { ask: askOwn, get } = await openPanel(own)
    const body = { name: 'x', scopes: ['points:read'] }
    const answers = await Promise.all(Array.from({ length: 60 }, () => askOwn('POST', path, body)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(10)
    const [first] = (await get(keyListSchema, path)).keys
    const gone = await Promise.all(Array.from({ length: 5 }, () => askOwn('DELETE', `${path}/${first?.id}`)))
    expect(gone.map(({ status }) => status).toSorted()).toEqual([204, 404, 404, 404, 404])
  })
})

test('no answer, header or line of the log holds a key, a session, a token, or the hash of one', async () => {
  const { engine, streamerId, address } = api
  const { secret } = await makeKey()
  const account = { platform: 'twitch', userId: '4711', login: 'mira', name: 'Mira' } as const
  const tokens = { accessToken: 'hush-access', refreshToken: 'hush-refresh', expiresAt: undefined, scopes: [] }
  await engine.store.transact(async (tx) => {
    const connectionId = await tx.saveConnection(streamerId, 'streamer', account)
    tx.storeTokens(connectionId, createTokenSeals(vault).seal(connectionId, tokens))
  })
  const { rows } = await engine.store.pool.query('SELECT access_token, refresh_token FROM platform_connections')
  const session = decodeURIComponent(panel.cookie.split('=')[1] ?? '')
  const secrets = [secret, hashSecret(secret), session, hashSecret(session), 'hush-access', 'hush-refresh']
  secrets.push(rows[0].access_token, rows[0].refresh_token)
  const seen: string[] = []
  // A route that breaks is logged with its address.
  await engine.store.pool.query('ALTER TABLE giveaway_templates RENAME TO lost')
  for (const route of Object.keys(roles).filter((one) => one.startsWith('GET'))) {
    const [, to = ''] = route.split(' ')
    for (const headers of [{ cookie: panel.cookie }, { authorization: `Bearer ${secret}` }]) {
      const url = new URL(
        `${to.replaceAll(/:platform/g, platforms[0]).replaceAll(/:\w+/g, '1')}?key=${secret}`,
        address,
      )
      const response = await fetch(url, { headers, redirect: 'manual' })
      seen.push(JSON.stringify([...response.headers]), await response.text())
    }
  }
  await engine.store.pool.query('ALTER TABLE lost RENAME TO giveaway_templates')
  seen.push(...api.logged)
  expect(api.logged.join()).toContain('/api/channel/templates')
  for (const hidden of secrets) expect(seen.filter((text) => text.includes(hidden))).toEqual([])
})
