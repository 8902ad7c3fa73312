/** `/api/channel/settings`: what the streamer set for the bot. */
import { type PublicSettings, settingsChangeSchema, settingsSchema } from '@streambot/shared/contract/settings.ts'
import type { BotSettings } from '@streambot/shared/engine/ports/rows.ts'
import { changeSettings, type SettingsChange } from '@streambot/shared/engine/settings.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { causeOf } from './auth.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

export function addChannelSettingsRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api
  const response = { 200: settingsSchema }

  app.get('/api/channel/settings', { schema: { response } }, async () => toView(await store.findSettings(streamerId)))

  app.patch('/api/channel/settings', { schema: { body: settingsChangeSchema, response } }, async (request, reply) => {
    const changed = await changeSettings(api, streamerId, toChange(request.body), causeOf(request))
    return changed.ok ? toView(changed.value) : sendProblem(reply, changed.code)
  })
}

function toView(held: BotSettings): PublicSettings {
  const { streamerId: _, excluded, ...settings } = held
  return { ...settings, excludedLogins: [...excluded] }
}

function toChange({ excludedLogins, ...said }: z.infer<typeof settingsChangeSchema>): SettingsChange {
  return { ...said, excluded: excludedLogins && new Set(excludedLogins) }
}
