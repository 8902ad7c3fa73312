/** `/api/token` and `/api/me/keys`: the keys that whoever is signed in won. Nobody can ask for somebody else. */
import { pageOf } from '@streambot/shared/contract/channel.ts'
import { type OwnKeyView, ownKeySchema, tokenAskSchema, tokenSchema } from '@streambot/shared/contract/prize-keys.ts'
import { claimKey } from '@streambot/shared/engine/keys.ts'
import type { OwnKey } from '@streambot/shared/engine/ports/keys.ts'
import { maskKey, whyNotTheirs } from '@streambot/shared/giveaway/keys.ts'
import { toTime } from '@streambot/shared/views/public.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { causeOf, whoAsks } from './auth.ts'
import { byWinSchema } from './mine.ts'
import type { Api } from './options.ts'
import { readPage } from './pages.ts'
import { sendProblem } from './problems.ts'

export function addTokenRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  const claim = { body: tokenAskSchema, response: { 200: tokenSchema } }
  app.post('/api/token', { schema: claim }, async (request, reply) => {
    const { giveawayId } = request.body
    const { userId } = whoAsks(request)
    const claimed = await claimKey(api, { streamerId, userId, giveawayId }, causeOf(request))
    if (!claimed.ok) return sendProblem(reply, claimed.code)
    const { key, revealedAt } = claimed.value
    return { giveawayId, token: key, revealedAt: revealedAt.toISOString() }
  })

  const list = { querystring: byWinSchema, response: { 200: pageOf(ownKeySchema) } }
  app.get('/api/me/keys', { schema: list }, async (request) =>
    readPage(
      request.query,
      (page) => store.listOwnKeys(streamerId, whoAsks(request).userId, page),
      toOwnKey,
      ({ place }) => place,
    ),
  )
}

function toOwnKey({ giveawayId, title, status, state, key }: OwnKey): OwnKeyView {
  const isTheirs = key?.revealedAt !== undefined || whyNotTheirs(status, { state }) === undefined
  const shown = { masked: key ? maskKey(key.ending) : null, revealedAt: toTime(key?.revealedAt) }
  return { giveawayId, title, status, state, ...shown, isTheirs }
}
