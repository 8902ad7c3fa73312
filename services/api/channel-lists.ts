/** What belongs to one giveaway of the channel: its entries, winners, what they said, and the audit of it; and the audit of the channel. */
import {
  auditRowSchema,
  channelEntrySchema,
  channelWinnerSchema,
  pageOf,
  winnerMessagesSchema,
} from '@streambot/shared/contract/channel.ts'
import { actorKinds, auditTopicNames } from '@streambot/shared/giveaway/audit.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findOwn, ofGiveaway } from './channel-giveaways.ts'
import { toAuditRow, toChannelEntry, toChannelWinner } from './channel-views.ts'
import type { Api } from './options.ts'
import { byIdSchema, namePlace, readPage } from './pages.ts'
import { sendProblem } from './problems.ts'

/** What of the audit log is asked for. */
const filtered = byIdSchema.extend({
  topic: z.enum(auditTopicNames).optional(),
  by: z.enum(actorKinds).optional(),
  actor: z.string().max(200).optional(),
})

const ofWinner = ofGiveaway.extend({ pick: z.coerce.number().int().positive() })

export function addChannelListRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api
  const askOf = <Item extends z.ZodType>(item: Item) => ({
    params: ofGiveaway,
    querystring: byIdSchema,
    response: { 200: pageOf(item) },
  })

  app.get('/api/channel/giveaways/:id/entries', { schema: askOf(channelEntrySchema) }, async (request, reply) => {
    const { id } = request.params
    if (!(await findOwn(api, id))) return sendProblem(reply, 'no-such-giveaway')
    const read = (page: Parameters<typeof store.listEntries>[1]) => store.listEntries(id, page)
    return readPage(request.query, read, toChannelEntry, ({ viewerId }) => viewerId)
  })

  app.get('/api/channel/giveaways/:id/winners', { schema: askOf(channelWinnerSchema) }, async (request, reply) => {
    const { id } = request.params
    if (!(await findOwn(api, id))) return sendProblem(reply, 'no-such-giveaway')
    const read = (page: Parameters<typeof store.listWinners>[1]) => store.listWinners(id, page)
    return readPage(request.query, read, toChannelWinner, ({ pick }) => pick)
  })

  const said = { params: ofWinner, response: { 200: winnerMessagesSchema } }
  app.get('/api/channel/giveaways/:id/winners/:pick/messages', { schema: said }, async (request, reply) => {
    const { id, pick } = request.params
    if (!(await findOwn(api, id))) return sendProblem(reply, 'no-such-giveaway')
    const messages = await store.findWinnerMessages(id, pick)
    return { messages: messages.map(({ text, sentAt }) => ({ text, sentAt: sentAt.toISOString() })) }
  })

  app.get('/api/channel/giveaways/:id/audit', { schema: askOf(auditRowSchema) }, async (request, reply) => {
    const { id } = request.params
    if (!(await findOwn(api, id))) return sendProblem(reply, 'no-such-giveaway')
    const read = (page: Parameters<typeof store.listAudit>[2]) => store.listAudit(streamerId, { giveawayId: id }, page)
    return readPage(request.query, read, toAuditRow, (row) => row.id)
  })

  const audit = { querystring: filtered, response: { 200: pageOf(auditRowSchema) } }
  app.get('/api/channel/audit', { schema: audit }, async ({ query: { topic, by, actor, ...ask } }) => {
    const read = (page: Parameters<typeof store.listAudit>[2]) =>
      store.listAudit(streamerId, { topic, by, actor }, page)
    const page = await readPage(ask, read, toAuditRow, (row) => row.id)
    if (page.next !== null || (!topic && !by && !actor)) return page
    const reach = await store.findAuditReach(streamerId, ask.after)
    return { ...page, next: reach === undefined ? null : namePlace(reach) }
  })
}
