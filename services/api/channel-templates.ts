/** `/api/channel/templates`: settings of giveaways under a name. */
import { templateAskSchema, templateListSchema, templateSchema } from '@streambot/shared/contract/channel.ts'
import { deleteTemplate, saveTemplate } from '@streambot/shared/engine/template.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { causeOf } from './auth.ts'
import { findOwn } from './channel-giveaways.ts'
import { toTemplate } from './channel-views.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

const byName = z.object({ name: z.string() })

export function addChannelTemplateRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  app.get('/api/channel/templates', { schema: { response: { 200: templateListSchema } } }, async () => ({
    templates: (await store.findTemplates(streamerId)).map(toTemplate),
  }))

  const save = { params: byName, body: templateAskSchema, response: { 200: templateSchema } }
  app.put('/api/channel/templates/:name', { schema: save }, async (request, reply) => {
    const { giveawayId } = request.body
    if (!(await findOwn(api, giveawayId))) return sendProblem(reply, 'no-such-giveaway')
    const saved = await saveTemplate(api, giveawayId, request.params.name, causeOf(request))
    return saved.ok ? toTemplate(saved.value) : sendProblem(reply, saved.code)
  })

  app.delete(
    '/api/channel/templates/:name',
    { schema: { params: byName, response: nothingSaid } },
    async (request, reply) => {
      const gone = await deleteTemplate(api, streamerId, request.params.name, causeOf(request))
      return gone.ok ? reply.code(204).send() : sendProblem(reply, gone.code)
    },
  )
}
