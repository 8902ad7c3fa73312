/** `/api/channel/viewers` and who is kept out: the people of the channel, what they have, and what moved it. */
import { pageOf } from '@streambot/shared/contract/channel.ts'
import {
  excludeAskSchema,
  exclusionSchema,
  leaderboardSchema,
  listedViewerSchema,
  movementSchema,
  viewerSchema,
} from '@streambot/shared/contract/points.ts'
import { excludeViewer, includeViewer } from '@streambot/shared/engine/exclude.ts'
import type { ListedExclusion, ListedMovement, RichPlace } from '@streambot/shared/engine/ports/channel.ts'
import { platforms } from '@streambot/shared/giveaway/words.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { causeOf } from './auth.ts'
import { byNumber } from './ids.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { byIdSchema, pageAskOf, readPage } from './pages.ts'
import { sendProblem } from './problems.ts'

const byLogin = z.tuple([z.string(), z.string(), z.string()])
const byPoints = z.tuple([z.int().nonnegative(), z.int().positive()])

const isRich = (place: z.infer<typeof byLogin> | RichPlace): place is RichPlace => typeof place[0] === 'number'

const listed = pageAskOf(z.union([byLogin, byPoints]))
  .extend({
    order: z.enum(['login', 'points']).default('login'),
    /** What stands anywhere in the login or the name. */
    search: z.string().max(100).trim().default(''),
    platform: z.enum(platforms).optional(),
  })
  .refine(({ order, after }) => after === undefined || isRich(after) === (order === 'points'), {
    path: ['after'],
    error: 'This is what the page before said in "next" of another order.',
  })

export function addChannelViewerRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  const list = { querystring: listed, response: { 200: pageOf(listedViewerSchema) } }
  app.get('/api/channel/viewers', { schema: list }, ({ query }) => {
    const { order, after, limit, search: text, platform } = query
    const search = { text, platform }
    if (order === 'points')
      return readPage(
        { limit, after: after && isRich(after) ? after : undefined },
        (page) => store.listRichViewers(streamerId, search, page),
        (row) => row,
        ({ balance, viewerId }): RichPlace => [balance, viewerId],
      )
    return readPage(
      { limit, after: after && !isRich(after) ? after : undefined },
      (page) => store.listViewers(streamerId, search, page),
      (row) => row,
      ({ login, platform, userId }): z.infer<typeof byLogin> => [login, platform, userId],
    )
  })

  app.get(
    '/api/channel/viewers/:id',
    { schema: { params: byNumber, response: { 200: viewerSchema } } },
    async (request, reply) => {
      const viewerId = request.params.id
      const [face, accounts] = await Promise.all([
        store.findViewerFace(streamerId, viewerId),
        store.findAccountsOf(streamerId, viewerId),
      ])
      return face ? { viewerId, accounts, ...face } : sendProblem(reply, 'no-such-viewer')
    },
  )

  const ledger = { params: byNumber, querystring: byIdSchema, response: { 200: pageOf(movementSchema) } }
  app.get('/api/channel/viewers/:id/ledger', { schema: ledger }, async (request, reply) => {
    const { id } = request.params
    if (!(await store.findViewerFace(streamerId, id))) return sendProblem(reply, 'no-such-viewer')
    const read = (page: Parameters<typeof store.listLedger>[2]) => store.listLedger(streamerId, id, page)
    return readPage(request.query, read, toMovement, (row) => row.id)
  })

  const top = {
    querystring: z.object({ limit: z.coerce.number().int().min(1).max(100).default(10) }),
    response: { 200: leaderboardSchema },
  }
  app.get('/api/channel/leaderboard', { schema: top }, async ({ query }) => ({
    viewers: await store.findRichest(streamerId, query.limit),
  }))

  addExclusionRoutes(app, api)
}

function addExclusionRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  const list = { querystring: byIdSchema, response: { 200: pageOf(exclusionSchema) } }
  app.get('/api/channel/exclusions', { schema: list }, ({ query }) =>
    readPage(
      query,
      (page) => store.listExcluded(streamerId, page),
      toExclusion,
      ({ viewerId }) => viewerId,
    ),
  )

  app.put(
    '/api/channel/exclusions/:id',
    { schema: { params: byNumber, body: excludeAskSchema, response: nothingSaid } },
    async (request, reply) => {
      const [account] = await store.findAccountsOf(streamerId, request.params.id)
      if (!account) return sendProblem(reply, 'no-such-viewer')
      const done = await excludeViewer(api, { streamerId, account, reason: request.body.reason }, causeOf(request))
      return done.ok ? reply.code(204).send() : sendProblem(reply, done.code)
    },
  )

  app.delete(
    '/api/channel/exclusions/:id',
    { schema: { params: byNumber, response: nothingSaid } },
    async (request, reply) => {
      const [account] = await store.findAccountsOf(streamerId, request.params.id)
      if (!account) return sendProblem(reply, 'no-such-viewer')
      const done = await includeViewer(api, { streamerId, account }, causeOf(request))
      return done.ok ? reply.code(204).send() : sendProblem(reply, done.code)
    },
  )
}

function toMovement({ at, giveawayId, actor, ...movement }: ListedMovement): z.infer<typeof movementSchema> {
  return { ...movement, at: at.toISOString(), giveawayId: giveawayId ?? null, actor: actor ?? null }
}

function toExclusion({ at, ...exclusion }: ListedExclusion): z.infer<typeof exclusionSchema> {
  return { ...exclusion, at: at.toISOString() }
}
