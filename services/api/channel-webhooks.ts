/** `/api/channel/webhooks`: where events are sent, and what came of it. */
import { randomUUID } from 'node:crypto'
import { pageOf } from '@streambot/shared/contract/channel.ts'
import {
  addedWebhookSchema,
  deliverySchema,
  newWebhookSchema,
  testedSchema,
  webhookChangeSchema,
  webhookListSchema,
  webhookSchema,
  type WebhookTestBody,
} from '@streambot/shared/contract/webhooks.ts'
import { addWebhook, changeWebhook, removeWebhook, testWebhook } from '@streambot/shared/engine/webhooks.ts'
import type { EventWebhook } from '@streambot/shared/engine/ports/webhooks.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { causeOf } from './auth.ts'
import { toDelivery, toPosted, toWebhook } from './channel-views.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { byIdSchema, readPage } from './pages.ts'
import { sendProblem } from './problems.ts'

const params = z.object({ id: z.uuid() })

export function addChannelWebhookRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  app.get('/api/channel/webhooks', { schema: { response: { 200: webhookListSchema } } }, async () => {
    const found = await store.findWebhooks(streamerId)
    return { webhooks: found.map((webhook) => ({ ...toWebhook(webhook), waiting: webhook.waiting })) }
  })

  const create = { body: newWebhookSchema, response: { 201: addedWebhookSchema } }
  app.post('/api/channel/webhooks', { schema: create }, async (request, reply) => {
    const { url, events } = request.body
    const added = await addWebhook(api, { streamerId, url, events: unique(events) }, causeOf(request))
    if (!added.ok) return sendProblem(reply, added.code)
    return reply.code(201).send({ ...toWebhook(added.value.webhook), secret: added.value.secret })
  })

  const one = { params, response: { 200: webhookSchema } }
  app.get('/api/channel/webhooks/:id', { schema: one }, async (request, reply) => {
    const webhook = await findOne(api, request.params.id)
    return webhook ? toWebhook(webhook) : sendProblem(reply, 'no-such-webhook')
  })

  app.patch('/api/channel/webhooks/:id', { schema: { ...one, body: webhookChangeSchema } }, async (request, reply) => {
    const { events, ...others } = request.body
    const change = { ...others, ...(events && { events: unique(events) }) }
    const changed = await changeWebhook(api, { streamerId, id: request.params.id, change }, causeOf(request))
    return changed.ok ? toWebhook(changed.value) : sendProblem(reply, changed.code)
  })

  app.delete('/api/channel/webhooks/:id', { schema: { params, response: nothingSaid } }, async (request, reply) => {
    const removed = await removeWebhook(api, { streamerId, id: request.params.id }, causeOf(request))
    return removed.ok ? reply.code(204).send() : sendProblem(reply, removed.code)
  })

  addDeliveryRoutes(app, api)
}

function addDeliveryRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId, clock } = api

  const test = { params, response: { 200: testedSchema } }
  app.post('/api/channel/webhooks/:id/test', { schema: test }, async (request, reply) => {
    const body: WebhookTestBody = { type: 'test', timestamp: clock.now().toISOString(), data: {} }
    const ask = { streamerId, id: request.params.id, test: { id: randomUUID(), body: JSON.stringify(body) } }
    const tested = await testWebhook(api, ask, causeOf(request))
    return tested.ok ? toPosted(tested.value) : sendProblem(reply, tested.code)
  })

  const list = { params, querystring: byIdSchema, response: { 200: pageOf(deliverySchema) } }
  app.get('/api/channel/webhooks/:id/deliveries', { schema: list }, async (request, reply) => {
    const { id } = request.params
    if (!(await findOne(api, id))) return sendProblem(reply, 'no-such-webhook')
    const read = (page: Parameters<typeof store.listDeliveries>[1]) => store.listDeliveries(id, page)
    return readPage(request.query, read, toDelivery, ({ number }) => number)
  })
}

async function findOne({ store, streamerId }: Api, id: string): Promise<EventWebhook | undefined> {
  return (await store.findWebhooks(streamerId)).find((webhook) => webhook.id === id)
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)]
}
