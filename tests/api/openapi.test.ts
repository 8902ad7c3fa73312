/** The description of the API, held against its routes and its real answers. */
import { roles } from '@streambot/api/auth.ts'
import { platforms } from '@streambot/shared/giveaway/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { draw, enter, open, people, startApi, type TestApi } from '../support/api.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }))
const operation = z.object({
  security: z.array(z.unknown()).optional(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
})
const documentSchema = z.object({
  openapi: z.string().startsWith('3.1'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
})

let api: TestApi
let panel: Panel
let described: z.infer<typeof documentSchema>
beforeAll(async () => {
  api = await startApi({ webhooks: Object.fromEntries(platforms.map((one) => [one, async () => 'taken' as const])) })
  panel = await openPanel(api)
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
  for (const path of ['/viewers/{id}/points', '/points/undo', '/giveaways/{id}/cancel', '/giveaways/{id}/remove'])
    expect(described.paths[`/api/channel${path}`]?.post?.parameters).toContainEqual(
      expect.objectContaining({ name: 'idempotency-key', in: 'header', required: true }),
    )
})

test('real answers are exactly as described, and so are problems', async () => {
  const giveaway = await open(api, { word: '!described', winners: 2 })
  await enter(api, giveaway, ...people(1, 4))
  await draw(api, giveaway)
  const asked: [path: string, values?: Record<string, string>][] = [
    ['/api/giveaways'],
    ['/api/giveaways/{id}'],
    ['/api/me'],
    ['/api/me/points'],
    ['/api/me/entries'],
    ['/api/me/wins'],
    ['/api/channel/giveaways'],
    ['/api/channel/giveaways/{id}'],
    ['/api/channel/giveaways/{id}/entries'],
    ['/api/channel/giveaways/{id}/winners'],
    ['/api/channel/giveaways/{id}/audit'],
    ['/api/channel/audit'],
    ['/api/channel/viewers'],
    ['/api/channel/platforms'],
    ['/api/channel/keys'],
    ['/api/channel/settings'],
    ['/api/channel/leaderboard'],
    ['/api/channel/exclusions'],
    ['/api/channel/templates'],
  ]
  for (const [path] of asked) {
    const response = await panel.ask('GET', path.replace('{id}', giveaway.id))
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

function shapeOf(path: string, method: string, status: string, type: string): z.ZodType {
  const schema = described.paths[path]?.[method]?.responses[status]?.content?.[type]?.schema
  if (!schema) throw new Error(`${method} ${path} has no description of its answer ${status}.`)
  return z.fromJSONSchema(schema)
}
