/** Who may do what: every route, asked by everybody. */
import { createApi } from '@streambot/api/app.ts'
import { roles } from '@streambot/api/auth.ts'
import { panelPaths } from '@streambot/api/panel-paths.ts'
import { hashSecret } from '@streambot/api/secrets.ts'
import { chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import { makeLogTo } from '@streambot/shared/runtime/log.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { post } from '../support/serve.ts'
import { vault } from '../support/engine.ts'
import { addHelper } from '../support/access.ts'
import { openPanel } from '../support/streamer.ts'
import { readProblem } from '../support/visitor.ts'

type Asked = 'in' | 401 | 403

/** What each route answers to whom: 401 to who is not signed in, 403 to who may not; all else lets them in. The streamer is let in by all. */
const table: [route: string, path: string, nobody: Asked, user: Asked, moderator?: Asked, editor?: Asked][] = [
  ['GET /', '/', 'in', 'in'],
  ['GET /g/:id', '/g/1', 'in', 'in'],
  ['GET /assets/*', '/assets/x.css', 'in', 'in'],
  ['GET /favicon.svg', '/favicon.svg', 'in', 'in'],
  ['GET /health', '/health', 'in', 'in'],
  ['GET /api/openapi.json', '/api/openapi.json', 'in', 'in'],
  ['GET /api/giveaways', '/api/giveaways', 'in', 'in'],
  ['GET /api/giveaways/:id', '/api/giveaways/1', 'in', 'in'],
  ['GET /api/giveaways/:id/proof', '/api/giveaways/1/proof', 'in', 'in'],
  ['GET /api/live', '/api/live', 'in', 'in'],
  ['GET /overlay/assets/*', '/overlay/assets/x.js', 'in', 'in'],
  ['GET /overlay/:token', '/overlay/x', 'in', 'in'],
  ['GET /api/overlay/:token', '/api/overlay/x', 'in', 'in'],
  ['GET /api/overlay/:token/style.css', '/api/overlay/x/style.css', 'in', 'in'],
  ['GET /api/overlay/:token/sample/:id', '/api/overlay/x/sample/1', 'in', 'in'],
  ['GET /api/overlay/:token/live', '/api/overlay/x/live', 'in', 'in'],
  ...platforms.map((platform): [string, string, 'in', 'in'] => [
    `POST /webhooks/${platform}`,
    `/webhooks/${platform}`,
    'in',
    'in',
  ]),
  ['GET /api/sign-in', '/api/sign-in', 'in', 'in'],
  ['POST /api/sign-in/:platform', '/api/sign-in/twitch', 'in', 'in'],
  ['GET /auth/:platform/callback', '/auth/twitch/callback', 'in', 'in'],
  ['GET /api/link/:code', '/api/link/1', 'in', 'in'],
  ['GET /link/:code', '/link/1', 'in', 'in'],
  ['GET /api/invitation/:token', '/api/invitation/x', 'in', 'in'],
  ['POST /api/invitation/:token', '/api/invitation/x', 401, 'in'],
  ['GET /invitation/:token', '/invitation/x', 'in', 'in'],
  ['GET /join/:code', '/join/1', 'in', 'in'],
  ['GET /api/join/:code', '/api/join/1', 'in', 'in'],
  ['POST /api/join/:code', '/api/join/1', 'in', 'in'],
  ['GET /api/join/state', '/api/join/state', 'in', 'in'],
  ['POST /api/join/heartbeat', '/api/join/heartbeat', 'in', 'in'],
  ['POST /api/join/claim', '/api/join/claim', 'in', 'in'],
  ['GET /sign-in', '/sign-in', 'in', 'in'],
  ['GET /me', '/me', 'in', 'in'],
  ['GET /enter/:token', '/enter/x', 'in', 'in'],
  ...panelPaths.map((path): [string, string, 'in', 'in'] => [`GET ${path}`, path, 'in', 'in']),
  ['GET /api/me', '/api/me', 401, 'in'],
  ['GET /api/me/points', '/api/me/points', 401, 'in'],
  ['GET /api/me/entries', '/api/me/entries', 401, 'in'],
  ['GET /api/me/wins', '/api/me/wins', 401, 'in'],
  ['GET /api/me/giveaways/:id', '/api/me/giveaways/1', 401, 'in'],
  ['GET /api/me/keys', '/api/me/keys', 401, 'in'],
  ['POST /api/token', '/api/token', 401, 'in'],
  ['GET /api/me/orders', '/api/me/orders', 401, 'in'],
  ['POST /api/connections/:platform', '/api/connections/twitch', 401, 'in'],
  ['DELETE /api/connections/:id', '/api/connections/1', 401, 'in'],
  ...channel('in', 'in', [
    'GET /api/channel/giveaways',
    'POST /api/channel/giveaways',
    'GET /api/channel/giveaways/:id',
    'PATCH /api/channel/giveaways/:id',
    'POST /api/channel/giveaways/:id/open',
    'POST /api/channel/giveaways/:id/pause',
    'POST /api/channel/giveaways/:id/resume',
    'POST /api/channel/giveaways/:id/close',
    'POST /api/channel/giveaways/:id/reopen',
    'POST /api/channel/giveaways/:id/schedule',
    'POST /api/channel/giveaways/:id/extend',
    'POST /api/channel/giveaways/:id/draw',
    'POST /api/channel/giveaways/:id/draw-without-beacon',
    'POST /api/channel/giveaways/:id/redraw',
    'GET /api/channel/giveaways/:id/entries',
    'GET /api/channel/giveaways/:id/winners',
    'GET /api/channel/giveaways/:id/winners/:pick/messages',
    'GET /api/channel/giveaways/:id/keys',
    'GET /api/channel/giveaways/:id/audit',
    'GET /api/channel/audit',
    'GET /api/channel/giveaways/:id/refund',
    'POST /api/channel/giveaways/:id/cancel',
    'POST /api/channel/giveaways/:id/remove',
    'GET /api/channel/viewers',
    'GET /api/channel/viewers/:id',
    'GET /api/channel/viewers/:id/ledger',
    'GET /api/channel/settings',
    'GET /api/channel/commands',
    'GET /api/channel/own-commands',
    'GET /api/channel/timers',
    'GET /api/channel/sentences',
    'GET /api/channel/pools',
    'GET /api/channel/platforms',
    'GET /api/channel/live',
    'GET /api/channel/imports',
    'GET /api/channel/leaderboard',
    'GET /api/channel/exclusions',
    'PUT /api/channel/exclusions/:id',
    'DELETE /api/channel/exclusions/:id',
    'GET /api/channel/rewards',
    'GET /api/channel/orders',
    'GET /api/channel/queue',
    'POST /api/channel/orders',
    'POST /api/channel/orders/next',
    'POST /api/channel/orders/:id/serve',
    'POST /api/channel/orders/:id/done',
    'POST /api/channel/orders/:id/refund',
    'GET /api/channel/templates',
    'PUT /api/channel/templates/:name',
    'DELETE /api/channel/templates/:name',
  ]),
  ...channel(403, 'in', [
    'POST /api/channel/viewers/:id/points',
    'POST /api/channel/points/undo',
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
    'POST /api/channel/pools',
    'PATCH /api/channel/pools/:id',
    'GET /api/channel/pools/:id/keys',
    'POST /api/channel/pools/:id/keys',
    'GET /api/admin/tokens',
    'POST /api/channel/imports/preview',
    'POST /api/channel/imports',
    'POST /api/channel/imports/:id/undo',
    'POST /api/channel/rewards',
    'PATCH /api/channel/rewards/:id',
    'DELETE /api/channel/rewards/:id',
    'GET /api/channel/overlays',
    'POST /api/channel/overlays',
    'PATCH /api/channel/overlays/:id',
    'POST /api/channel/overlays/:id/new-address',
    'DELETE /api/channel/overlays/:id',
  ]),
  ...channel(403, 403, [
    'GET /api/channel/keys',
    'POST /api/channel/keys',
    'DELETE /api/channel/keys/:id',
    'DELETE /api/channel/pools/:id/keys',
    'DELETE /api/channel/pools/:id/keys/:key',
    'POST /api/channel/pools/:id/keys/:key/reveal',
    'GET /api/channel/export/:what',
    'GET /api/channel/webhooks',
    'POST /api/channel/webhooks',
    'GET /api/channel/webhooks/:id',
    'PATCH /api/channel/webhooks/:id',
    'DELETE /api/channel/webhooks/:id',
    'POST /api/channel/webhooks/:id/test',
    'GET /api/channel/webhooks/:id/deliveries',
    'GET /api/channel/access',
    'POST /api/channel/access',
    'DELETE /api/channel/access/:id',
  ]),
  ['POST /api/sign-out', '/api/sign-out', 401, 'in'],
  ['POST /api/sign-out/everywhere', '/api/sign-out/everywhere', 401, 'in'],
]

/** What takes a role in the panel, and what it answers to a moderator and to an editor; `:id` and the like stand for anything. */
function channel(moderator: Asked, editor: Asked, routes: readonly string[]): (typeof table)[number][] {
  return routes.map((route) => {
    const path = route.slice(route.indexOf('/')).replaceAll(/:\w+/g, '1')
    return [route, path, 401, 403, moderator, editor]
  })
}

let api: TestApi
let helpers: { readonly moderator: number; readonly editor: number }
beforeAll(async () => {
  const webhooks = Object.fromEntries(platforms.map((platform) => [platform, async () => 'taken' as const]))
  api = await startApi({ webhooks, limits: { requests: 10_000, writes: 10_000, signIns: 10_000 } })
  helpers = { moderator: await addHelper(api, 'moderator'), editor: await addHelper(api, 'editor') }
})
afterAll(() => api.close())

/** A session of this user. */
async function sessionOf(userId: number): Promise<string> {
  const token = `token ${userId} ${Math.random()}`
  const expiresAt = new Date(Date.now() + 60_000)
  await api.engine.store.transact(async (tx) => tx.addSession({ tokenHash: hashSecret(token), userId, expiresAt }))
  return `streambot=${encodeURIComponent(token)}`
}

async function ask(route: string, path: string, cookie = '', headers: Record<string, string> = {}): Promise<Response> {
  const [method = ''] = route.split(' ')
  return fetch(new URL(path, api.address), {
    method,
    redirect: 'manual',
    headers: { ...(cookie && { cookie }), ...(method !== 'GET' && { origin: api.address }), ...headers },
  })
}

test('every route that there is stands in the table', () => {
  expect(table.map(([route]) => route).toSorted()).toEqual(Object.keys(roles).toSorted())
})

test('a route without a role cannot be added', async () => {
  const log = makeLogTo('warn', { write: () => undefined })
  const tokens = createTokenSeals(vault)
  const app = await createApi({
    ...api.engine.ports,
    ...post,
    tokens,
    log,
    streamerId: api.streamerId,
    pageFolder: import.meta.dirname,
    overlayFolder: import.meta.dirname,
  })
  expect(() => app.get('/api/secrets', async () => 'all of them')).toThrow('GET /api/secrets has no role')
  await app.close()
})

describe.each(table)('%s', (route, path, nobody, user, moderator = 'in', editor = 'in') => {
  test(`answers nobody with ${nobody}, a user with ${user}, a moderator with ${moderator}, an editor with ${editor}, and lets the streamer in`, async () => {
    const stranger = await api.engine.store.transact((tx) => tx.addUser('Anna'))
    const answered = async (cookie?: string): Promise<'in' | number> => {
      const response = await ask(route, path, cookie)
      if (response.status !== 401 && response.status !== 403) return 'in'
      return (await readProblem(response)).status
    }
    expect(await answered()).toBe(nobody)
    expect(await answered('streambot=forged')).toBe(nobody)
    expect(await answered(await sessionOf(stranger))).toBe(user)
    expect(await answered(await sessionOf(helpers.moderator))).toBe(moderator)
    expect(await answered(await sessionOf(helpers.editor))).toBe(editor)
    expect(await answered(await sessionOf(api.streamerId))).toBe('in')
  })

  // What only reads, and what platforms post, comes from anywhere.
  if (route.startsWith('GET') || route.includes('/webhooks/')) return

  test('takes nothing from a page elsewhere', async () => {
    const cookie = await sessionOf(api.streamerId)
    for (const origin of ['https://evil.example', 'null', `${api.address}.evil.example`, 'http://localhost:1']) {
      const response = await ask(route, path, cookie, { origin })
      expect(await readProblem(response)).toMatchObject({ status: 403, code: 'wrong-origin' })
    }
    const [method = ''] = route.split(' ')
    const bare = await fetch(new URL(path, api.address), { method, headers: { cookie } })
    expect((await readProblem(bare)).code).toBe('wrong-origin')
  })
})

test('a page elsewhere gives itself away by Sec-Fetch-Site, too', async () => {
  const cookie = await sessionOf(api.streamerId)
  for (const site of ['cross-site', 'same-site', 'none']) {
    const response = await ask('POST', '/api/channel/giveaways', cookie, { 'sec-fetch-site': site })
    expect((await readProblem(response)).code).toBe('wrong-origin')
  }
  const ours = await ask('POST', '/api/channel/giveaways', cookie, { 'sec-fetch-site': 'same-origin' })
  expect((await readProblem(ours)).code).toBe('bad-request')
})

test('changes of one user are limited over all sessions, those of others are not, and reading goes on', async () => {
  const limited = await startApi({ limits: { writes: 3 } })
  const first = await openPanel(limited)
  const second = await openPanel(limited)
  const other = await openPanel(limited, await limited.engine.store.transact((tx) => tx.addUser('Carla')))
  const path = '/api/channel/giveaways'
  const answers = []
  for (const panel of [first, second, first, second]) answers.push((await panel.refused('POST', path, {})).code)
  expect(answers).toEqual(['bad-request', 'bad-request', 'bad-request', 'too-many-requests'])
  expect((await other.refused('POST', path, {})).code).toBe('not-for-you')
  expect((await first.ask('GET', path)).status).toBe(200)
  await limited.close()
})

test('for the channel and for the bot only the streamer may link', async () => {
  const stranger = await sessionOf(await api.engine.store.transact((tx) => tx.addUser('Ben')))
  const editor = await sessionOf(helpers.editor)
  const tries = [stranger, editor].flatMap((cookie) => ['channel', 'bot'].map((access) => ({ cookie, access })))
  for (const { cookie, access } of tries) {
    const response = await fetch(new URL('/api/connections/twitch', api.address), {
      method: 'POST',
      headers: { cookie, origin: api.address, 'content-type': 'application/json' },
      body: JSON.stringify({ access }),
    })
    expect(await readProblem(response)).toMatchObject({ status: 403, code: 'not-for-you' })
  }
})
