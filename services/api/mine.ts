/**
 * `/api/me/points`, `/entries`, `/wins`, `/orders`, `/giveaways/ID`: what whoever is signed in has in this channel. Nobody can ask for
 * somebody else.
 */
import { pageOf } from '@streambot/shared/contract/channel.ts'
import {
  type OwnEntryView,
  ownEntrySchema,
  type OwnHolding,
  ownHoldingSchema,
  ownPointsSchema,
  type OwnWinView,
  ownWinSchema,
} from '@streambot/shared/contract/mine.ts'
import { ownOrderSchema } from '@streambot/shared/contract/rewards.ts'
import type { PageAsk } from '@streambot/shared/engine/ports/channel.ts'
import type { Holding, OwnEntry, OwnWin, WinPlace } from '@streambot/shared/engine/ports/mine.ts'
import { toTime } from '@streambot/shared/views/public.ts'
import { toOwnOrder } from '@streambot/shared/views/queue.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { whoAsks } from './auth.ts'
import { findAsked } from './giveaways.ts'
import type { Api } from './options.ts'
import { byIdSchema, pageAskOf, readPage } from './pages.ts'
import { sendProblem } from './problems.ts'

/** Wins by when they were drawn. */
export const byWinSchema = pageAskOf(z.tuple([z.int().positive(), z.uuid()]))

export function addMineRoutes(server: FastifyInstance, api: Api): void {
  const { store, streamerId } = api
  const app = server.withTypeProvider<ZodTypeProvider>()
  const findViewer = (request: FastifyRequest) => store.findViewerOf(streamerId, whoAsks(request).userId)

  app.get('/api/me/points', { schema: { response: { 200: ownPointsSchema } } }, async (request) => {
    const [viewerId, { pointsName: name }] = await Promise.all([findViewer(request), store.findSettings(streamerId)])
    const face = viewerId === undefined ? undefined : await store.findViewerFace(streamerId, viewerId)
    return { name, balance: face?.balance ?? 0, earned: face?.earned ?? 0, spent: face?.spent ?? 0 }
  })

  const entries = { querystring: byIdSchema, response: { 200: pageOf(ownEntrySchema) } }
  app.get('/api/me/entries', { schema: entries }, async (request) => {
    const viewerId = await findViewer(request)
    const read = async (page: PageAsk<number>) =>
      viewerId === undefined ? [] : store.listOwnEntries(streamerId, viewerId, page)
    return readPage(request.query, read, toEntry, ({ id }) => id)
  })

  const wins = { querystring: byWinSchema, response: { 200: pageOf(ownWinSchema) } }
  app.get('/api/me/wins', { schema: wins }, async (request) => {
    const viewerId = await findViewer(request)
    const read = async (page: PageAsk<WinPlace>) =>
      viewerId === undefined ? [] : store.listOwnWins(streamerId, viewerId, page)
    return readPage(request.query, read, toWin, ({ place }) => place)
  })

  const orders = { querystring: byIdSchema, response: { 200: pageOf(ownOrderSchema) } }
  app.get('/api/me/orders', { schema: orders }, async (request) => {
    const viewerId = await findViewer(request)
    const read = async (page: PageAsk<number>) =>
      viewerId === undefined ? [] : store.listOwnOrders(streamerId, viewerId, page)
    return readPage(request.query, read, toOwnOrder, ({ id }) => id)
  })

  const holding = { params: z.object({ id: z.string() }), response: { 200: ownHoldingSchema } }
  app.get('/api/me/giveaways/:id', { schema: holding }, async (request, reply) => {
    const [giveaway, viewerId] = await Promise.all([findAsked(api, request.params.id), findViewer(request)])
    if (!giveaway) return sendProblem(reply, 'no-such-giveaway')
    return viewerId === undefined ? nothingHeld : toHolding(await store.findHolding(giveaway.id, viewerId))
  })
}

const nothingHeld: OwnHolding = { tickets: 0, bonus: 0, paid: 0, enteredAt: null, pick: null }

function toHolding({ tickets, bonus, paid, enteredAt, pick }: Holding): OwnHolding {
  return { tickets, bonus, paid, enteredAt: toTime(enteredAt), pick: pick ?? null }
}

function toEntry({ giveawayId, title, status, tickets, paid, enteredAt }: OwnEntry): OwnEntryView {
  return { giveawayId, title, status, tickets, paid, enteredAt: enteredAt.toISOString() }
}

function toWin({ giveawayId, title, status, platform, name, state, claimDeadline, drawnAt }: OwnWin): OwnWinView {
  const times = { claimDeadline: toTime(claimDeadline), drawnAt: drawnAt.toISOString() }
  return { giveawayId, title, status, platform, name, state, ...times }
}
