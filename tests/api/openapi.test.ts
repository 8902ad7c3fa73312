/** The description of the API, held against its routes and its real answers. */
import { randomUUID } from 'node:crypto'
import { roles } from '@streambot/api/auth.ts'
import { createTwitchSignIn } from '@streambot/shared/platforms/twitch/sign-in.ts'
import { chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { draw, enter, open, people, startApi, type TestApi } from '../support/api.ts'
import { type Method, openPanel, type Panel } from '../support/streamer.ts'

const content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }))
const operation = z.object({
  security: z.array(z.unknown()).optional(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).optional(),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
})
const documentSchema = z.object({
  openapi: z.string().startsWith('3.1'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
})

/** Nobody is asked there: only where a browser is sent to is looked at. */
const nowhere = 'http://localhost:1'
const twitch = createTwitchSignIn({ idUrl: nowhere, apiUrl: nowhere, clientId: 'app', clientSecret: 'secret' })

let api: TestApi
let panel: Panel
let described: z.infer<typeof documentSchema>
beforeAll(async () => {
  const webhooks = Object.fromEntries(platforms.map((one) => [one, async () => 'taken' as const]))
  api = await startApi({ webhooks, signIns: [twitch] })
  // Signing in works under this name only.
  panel = await openPanel({ ...api, address: `http://localhost:${api.port}` })
  described = await panel.get(documentSchema, '/api/openapi.json')
})
afterAll(() => api.close())

test('it has every route of the API and no other, open where everybody may ask', () => {
  const listed = Object.entries(described.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security }]) => [
      `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      security === undefined ? 'open' : 'signed in',
    ]),
  )
  const routes = Object.entries(roles)
    .filter(([route]) => route.includes(' /api/'))
    .map(([route, role]) => [route, role === 'anybody' ? 'open' : 'signed in'])
  expect(listed.toSorted()).toEqual(routes.toSorted())
})

test('every key of an address is described, and every request that moves points names its key', () => {
  for (const [path, operations] of Object.entries(described.paths))
    for (const { parameters = [] } of Object.values(operations)) {
      const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => name)
      expect(inPath.toSorted()).toEqual(Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name).toSorted())
    }
  const giveaways = ['/giveaways/{id}/cancel', '/giveaways/{id}/remove']
  const orders = ['/orders', '/orders/next', ...['serve', 'done', 'refund'].map((step) => `/orders/{id}/${step}`)]
  for (const path of ['/viewers/{id}/points', '/points/undo', ...giveaways, ...orders])
    expect(described.paths[`/api/channel${path}`]?.post?.parameters).toContainEqual(
      expect.objectContaining({ name: 'idempotency-key', in: 'header', required: true }),
    )
})

test('every good answer is described, and every body that a route reads', () => {
  const bodiless =
    /\/(sign-out|everywhere|open|pause|resume|close|reopen|cancel|test|new-address|reveal|next|serve|done|heartbeat|claim|invitation\/\{token\})$/
  for (const [path, operations] of Object.entries(described.paths))
    for (const [method, { requestBody, responses }] of Object.entries(operations)) {
      const good = Object.entries(responses).filter(([status]) => /^[12]/.test(status))
      expect(good, `${method} ${path}`).toHaveLength(1)
      const isEmpty = good.every(([status]) => status === '204' || status === '101')
      expect(good[0]?.[1].content === undefined, `${method} ${path}`).toBe(isEmpty)
      const reads = ['post', 'put', 'patch'].includes(method) && !bodiless.test(path)
      expect(requestBody !== undefined, `${method} ${path}`).toBe(reads)
    }
})

test('what is asked for and done is answered exactly as described', async () => {
  const { id } = await open(api, { word: '!bodies' })
  await enter(api, await open(api, { word: '!others' }), ...people(11, 12))
  const [viewer] = await api.engine.store.listViewers(
    api.streamerId,
    { text: '', platform: undefined },
    { after: undefined, count: 1 },
  )
  const viewerId = String(viewer?.viewerId)
  const done: [method: Method, path: string, id: string, status: number, body?: object][] = [
    ['POST', '/api/sign-in/{platform}', 'twitch', 200],
    ['POST', '/api/sign-in/{platform}', 'twitch', 200, { returnTo: '/me' }],
    ['POST', '/api/connections/{platform}', 'twitch', 200, { access: 'bot' }],
    ['POST', '/api/channel/giveaways', '', 201, { word: '!made', title: 'Made', draft: true }],
    ['POST', '/api/channel/giveaways/{id}/pause', id, 200],
    ['POST', '/api/channel/giveaways/{id}/resume', id, 200],
    ['POST', '/api/channel/giveaways/{id}/extend', id, 200, { minutes: 5 }],
    ['POST', '/api/channel/giveaways/{id}/cancel', id, 200],
    ['PUT', '/api/channel/templates/{name}', 'kept', 200, { giveawayId: id }],
    ['DELETE', '/api/channel/templates/{name}', 'kept', 204],
    ['POST', '/api/channel/viewers/{id}/points', viewerId, 200, { change: 'add', amount: 1, reason: 'because' }],
    ['PUT', '/api/channel/exclusions/{id}', viewerId, 204, { reason: 'because' }],
    ['DELETE', '/api/channel/exclusions/{id}', viewerId, 204],
    ['POST', '/api/channel/rewards', '', 201, { name: 'song', price: 0 }],
    ['PATCH', '/api/channel/rewards/{id}', '1', 200, { stock: 5 }],
    ['POST', '/api/channel/orders', '', 201, { rewardId: 1, viewerId: Number(viewerId), price: 0 }],
    ['POST', '/api/channel/orders/next', '', 200],
    ['POST', '/api/channel/orders/{id}/serve', '1', 200],
    ['POST', '/api/channel/orders/{id}/refund', '1', 200],
    ['POST', '/api/channel/orders/{id}/done', '1', 409],
    ['DELETE', '/api/channel/rewards/{id}', '1', 204],
    ['PATCH', '/api/channel/settings', '', 200, { pointsName: 'gold' }],
    ['PUT', '/api/channel/commands/{name}', 'points', 204, { words: ['gems'] }],
    ['DELETE', '/api/channel/commands/{name}', 'points', 204],
    ['POST', '/api/channel/own-commands', '', 201, { words: ['hi'], answer: 'hello {name}' }],
    ['PUT', '/api/channel/own-commands/{id}', '1', 200, { words: ['hi'], answer: 'hello' }],
    ['DELETE', '/api/channel/own-commands/{id}', '1', 204],
    ['POST', '/api/channel/timers', '', 201, { message: 'hello', minutes: 5, isOn: true }],
    ['PUT', '/api/channel/timers/{id}', '1', 200, { message: 'hello', minutes: 5, isOn: false }],
    ['DELETE', '/api/channel/timers/{id}', '1', 204],
    ['PUT', '/api/channel/sentences/{key}', 'points.mine', 204, { template: 'you own {points}.' }],
    ['DELETE', '/api/channel/sentences/{key}', 'points.mine', 204],
    ['POST', '/api/channel/keys', '', 201, { name: 'tool', scopes: ['points:read'] }],
    ['DELETE', '/api/channel/keys/{id}', '1', 204],
    ['POST', '/api/channel/access', '', 201, { role: 'editor' }],
    ['DELETE', '/api/channel/access/{id}', '1', 204],
    ['POST', '/api/channel/pools', '', 201, { name: 'Games', prizeClass: 'steam' }],
    ['PATCH', '/api/channel/pools/{id}', '1', 200, { prizeClass: null }],
    ['DELETE', '/api/channel/pools/{id}/keys', '1', 200],
    ['DELETE', '/api/connections/{id}', '1', 404],
    ['POST', '/api/sign-out', '', 204],
  ]
  for (const [method, path, value, status, body] of done) {
    const where = `${method} ${path}`
    const response = await panel.ask(method, path.replace(/\{\w+\}/, value), body, { 'idempotency-key': path })
    expect(response.status, where).toBe(status)
    const text = await response.text()
    if (status === 204) expect(text, where).toBe('')
    else expect(shapeFor(path, method, status).safeParse(JSON.parse(text)), where).toMatchObject({ success: true })
    if (body === undefined) continue
    const asked = described.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema ?? {}
    expect(z.fromJSONSchema(asked).safeParse(body), where).toMatchObject({ success: true })
  }
  panel = await openPanel({ ...api, address: `http://localhost:${api.port}` })
})

test('real answers are exactly as described, and so are problems', async () => {
  const giveaway = await open(api, { word: '!described', winners: 2 })
  await enter(api, giveaway, ...people(1, 4))
  await draw(api, giveaway)
  const code = randomUUID()
  const account = { platform: 'twitch', userId: '1', name: 'Anna' } as const
  const link = { code, streamerId: api.streamerId, account, expiresAt: new Date(Date.now() + 60_000) }
  await api.engine.store.transact(async (tx) => tx.addLinkCode(link))
  const asked: string[] = [
    '/api/sign-in',
    '/api/link/{code}',
    '/api/giveaways/{id}/proof',
    '/api/giveaways',
    '/api/giveaways/{id}',
    '/api/channel/pools',
    '/api/admin/tokens',
    '/api/channel/giveaways/{id}/keys',
    '/api/me/keys',
    '/api/me',
    '/api/me/points',
    '/api/me/entries',
    '/api/me/wins',
    '/api/me/giveaways/{id}',
    '/api/me/orders',
    '/api/channel/rewards',
    '/api/channel/orders',
    '/api/channel/queue',
    '/api/channel/giveaways',
    '/api/channel/giveaways/{id}',
    '/api/channel/giveaways/{id}/entries',
    '/api/channel/giveaways/{id}/winners',
    '/api/channel/giveaways/{id}/audit',
    '/api/channel/audit',
    '/api/channel/viewers',
    '/api/channel/platforms',
    '/api/channel/keys',
    '/api/channel/settings',
    '/api/channel/sentences',
    '/api/channel/commands',
    '/api/channel/own-commands',
    '/api/channel/timers',
    '/api/channel/leaderboard',
    '/api/channel/exclusions',
    '/api/channel/templates',
  ]
  for (const path of asked) {
    const response = await panel.ask('GET', path.replace('{id}', giveaway.id).replace('{code}', code))
    expect(response.status, path).toBe(200)
    const shape = shapeOf(path, 'get', '200', 'application/json')
    expect(shape.safeParse(await response.json()), path).toMatchObject({ success: true })
    expect(shape.safeParse({ surprise: true }).success, path).toBe(false)
  }
  const problem = await panel.ask('GET', '/api/channel/giveaways/x')
  expect(problem.headers.get('content-type')).toContain('application/problem+json')
  const shape = shapeOf('/api/channel/giveaways/{id}', 'get', 'default', 'application/problem+json')
  expect(shape.safeParse(await problem.json())).toMatchObject({ success: true })
})

function shapeFor(path: string, method: Method, status: number): z.ZodType {
  const isGood = status < 400
  const type = isGood ? 'application/json' : 'application/problem+json'
  return shapeOf(path, method.toLowerCase(), isGood ? String(status) : 'default', type)
}

function shapeOf(path: string, method: string, status: string, type: string): z.ZodType {
  const schema = described.paths[path]?.[method]?.responses[status]?.content?.[type]?.schema
  if (!schema) throw new Error(`${method} ${path} has no description of its answer ${status}.`)
  return z.fromJSONSchema(schema)
}
