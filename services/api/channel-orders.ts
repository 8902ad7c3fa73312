/** `/api/channel/orders` and `/api/channel/queue`: what viewers had for their points, and whose turn it is. Whatever changes something counts once under its key. */
import { pageOf } from '@streambot/shared/contract/channel.ts'
import { keyedHeadersSchema as headers } from '@streambot/shared/contract/points.ts'
import {
  doneSchema,
  orderAskSchema,
  orderRefundAskSchema,
  orderRefundSchema,
  orderSchema,
  queueSchema,
  redeemedSchema,
  turnSchema,
} from '@streambot/shared/contract/rewards.ts'
import { redeemFor } from '@streambot/shared/engine/redeem.ts'
import { finishOrder, refundOrder, serveNext, serveOrder } from '@streambot/shared/engine/serve.ts'
import { cleanText } from '@streambot/shared/giveaway/text.ts'
import { longestText } from '@streambot/shared/giveaway/rewards.ts'
import { orderStatuses } from '@streambot/shared/giveaway/words.ts'
import { toPublicOrder, toPublicQueue } from '@streambot/shared/views/queue.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byNumber } from './ids.ts'
import { keyedCauseOf } from './keyed.ts'
import type { Api } from './options.ts'
import { byIdSchema, readPage } from './pages.ts'
import { sendProblem } from './problems.ts'

/** Those of one status the oldest first, as they are served; without one all of them, the newest first. */
const listed = byIdSchema.extend({ status: z.enum(orderStatuses).optional() })
const nextShown = 5

export function addChannelOrderRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  const list = { querystring: listed, response: { 200: pageOf(orderSchema) } }
  app.get('/api/channel/orders', { schema: list }, ({ query }) =>
    readPage(
      query,
      (page) => store.listOrders(streamerId, query.status, page),
      toPublicOrder,
      ({ id }) => id,
    ),
  )

  app.get('/api/channel/queue', { schema: { response: { 200: queueSchema } } }, async () =>
    toPublicQueue(await store.findQueue(streamerId, nextShown)),
  )

  const make = { headers, body: orderAskSchema, response: { 201: redeemedSchema } }
  app.post('/api/channel/orders', { schema: make }, async (request, reply) => {
    const { rewardId, viewerId, said, price } = request.body
    const [account] = await store.findAccountsOf(streamerId, viewerId)
    if (!account) return sendProblem(reply, 'no-such-viewer')
    const ask = { streamerId, rewardId, account, said: cleanText(said, longestText), price }
    const made = await redeemFor(api, ask, keyedCauseOf(request, request.headers))
    return made.ok ? reply.code(201).send(made.value) : sendProblem(reply, made.code)
  })

  const next = { headers, response: { 200: turnSchema } }
  app.post('/api/channel/orders/next', { schema: next }, async (request, reply) => {
    const served = await serveNext(api, streamerId, keyedCauseOf(request, request.headers))
    return served.ok ? served.value : sendProblem(reply, served.code)
  })

  const serve = { params: byNumber, headers, response: { 200: turnSchema } }
  app.post('/api/channel/orders/:id/serve', { schema: serve }, async (request, reply) => {
    const served = await serveOrder(api, streamerId, request.params, keyedCauseOf(request, request.headers))
    return served.ok ? served.value : sendProblem(reply, served.code)
  })

  const finish = { params: byNumber, headers, response: { 200: doneSchema } }
  app.post('/api/channel/orders/:id/done', { schema: finish }, async (request, reply) => {
    const done = await finishOrder(api, streamerId, request.params, keyedCauseOf(request, request.headers))
    return done.ok ? { order: done.value } : sendProblem(reply, done.code)
  })

  const refund = {
    params: byNumber,
    headers,
    body: orderRefundAskSchema.nullish(),
    response: { 200: orderRefundSchema },
  }
  app.post('/api/channel/orders/:id/refund', { schema: refund }, async (request, reply) => {
    const cause = keyedCauseOf(request, request.headers)
    const refunded = await refundOrder(api, streamerId, request.params, cause, request.body?.reason)
    return refunded.ok ? refunded.value : sendProblem(reply, refunded.code)
  })
}
