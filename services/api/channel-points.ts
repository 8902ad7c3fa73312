/** What moves points, once under its key: changes by whoever runs the channel, their undoing, and what goes back from a giveaway. */
import {
  balanceSchema,
  keyedHeadersSchema,
  pointsAskSchema,
  refundQuerySchema,
  refundSchema,
  removeAskSchema,
  removedSchema,
  undoAskSchema,
  undoneSchema,
} from '@streambot/shared/contract/points.ts'
import { cancelGiveaway, previewCancel } from '@streambot/shared/engine/manage.ts'
import { changePoints, undoChange } from '@streambot/shared/engine/points.ts'
import { previewRemoval, removeEntrant } from '@streambot/shared/engine/remove-entrant.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { findOwn, ofGiveaway } from './channel-giveaways.ts'
import { byNumber } from './ids.ts'
import { keyedCauseOf } from './keyed.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

const headers = keyedHeadersSchema

export function addChannelPointRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  const change = { params: byNumber, headers, body: pointsAskSchema, response: { 200: balanceSchema } }
  app.post('/api/channel/viewers/:id/points', { schema: change }, async (request, reply) => {
    const [to] = await store.findAccountsOf(streamerId, request.params.id)
    if (!to) return sendProblem(reply, 'no-such-viewer')
    const { change: how, amount, reason: note } = request.body
    const ask = { streamerId, to, change: how, amount: { kind: 'points', points: amount }, note } as const
    const changed = await changePoints(api, ask, keyedCauseOf(request, request.headers))
    return changed.ok ? changed.value : sendProblem(reply, changed.code)
  })

  const undo = { headers, body: undoAskSchema, response: { 200: undoneSchema } }
  app.post('/api/channel/points/undo', { schema: undo }, async (request, reply) => {
    const ask = { streamerId, ...request.body }
    const undone = await undoChange(api, ask, keyedCauseOf(request, request.headers))
    return undone.ok ? undone.value : sendProblem(reply, undone.code)
  })

  const cancel = { params: ofGiveaway, headers, response: { 200: refundSchema } }
  app.post('/api/channel/giveaways/:id/cancel', { schema: cancel }, async (request, reply) => {
    const { id } = request.params
    if (!(await findOwn(api, id))) return sendProblem(reply, 'no-such-giveaway')
    const cancelled = await cancelGiveaway(api, id, keyedCauseOf(request, request.headers))
    return cancelled.ok ? cancelled.value : sendProblem(reply, cancelled.code)
  })

  const preview = { params: ofGiveaway, querystring: refundQuerySchema, response: { 200: refundSchema } }
  app.get('/api/channel/giveaways/:id/refund', { schema: preview }, async (request, reply) => {
    const { viewerId } = request.query
    const giveaway = await findOwn(api, request.params.id)
    if (!giveaway) return sendProblem(reply, 'no-such-giveaway')
    const answer = await (viewerId === undefined
      ? previewCancel(api, giveaway)
      : previewRemoval(api, giveaway, viewerId))
    return answer.ok ? answer.value : sendProblem(reply, answer.code)
  })

  const remove = { params: ofGiveaway, headers, body: removeAskSchema, response: { 200: removedSchema } }
  app.post('/api/channel/giveaways/:id/remove', { schema: remove }, async (request, reply) => {
    const { id } = request.params
    if (!(await findOwn(api, id))) return sendProblem(reply, 'no-such-giveaway')
    const { viewerId, reason } = request.body
    const [account] = await store.findAccountsOf(streamerId, viewerId)
    if (!account) return sendProblem(reply, 'not-entered')
    const removed = await removeEntrant(api, id, account, reason, keyedCauseOf(request, request.headers))
    return removed.ok ? removed.value : sendProblem(reply, removed.code)
  })
}
