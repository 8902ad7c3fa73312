/** `/api/channel/access`: whom the streamer lets into the panel. The token is in one answer and nowhere else. */
import {
  grantListSchema,
  madeInvitationSchema,
  newInvitationSchema,
  type PublicGrant,
} from '@streambot/shared/contract/access.ts'
import type { ListedGrant } from '@streambot/shared/engine/ports/access.ts'
import { inviteHelper, revokeGrant } from '@streambot/shared/engine/share.ts'
import { toTime } from '@streambot/shared/views/public.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { causeOf, whoAsks } from './auth.ts'
import { byNumber } from './ids.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { hashSecret, makeSecret } from './secrets.ts'

export function addChannelAccessRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, clock, streamerId } = api

  app.get('/api/channel/access', { schema: { response: { 200: grantListSchema } } }, async () => ({
    grants: (await store.listGrants(streamerId, clock.now())).map(toPublicGrant),
  }))

  const invite = { body: newInvitationSchema, response: { 201: madeInvitationSchema } }
  app.post('/api/channel/access', { schema: invite }, async (request, reply) => {
    const { role, expiresAt: until } = request.body
    const token = makeSecret()
    const expiresAt = until === undefined ? undefined : new Date(until)
    const ask = { streamerId, by: whoAsks(request).userId, role, expiresAt, tokenHash: hashSecret(token) }
    const made = await inviteHelper(api, ask, causeOf(request))
    if (!made.ok) return sendProblem(reply, made.code)
    const grant = toPublicGrant({ ...made.value, helperName: undefined })
    return reply.code(201).send({ grant, url: `${api.publicUrl()}/invitation/${token}` })
  })

  const revoke = { params: byNumber, response: nothingSaid }
  app.delete('/api/channel/access/:id', { schema: revoke }, async (request, reply) => {
    const ended = await revokeGrant(api, { streamerId, grantId: request.params.id }, causeOf(request))
    return ended.ok ? reply.code(204).send() : sendProblem(reply, ended.code)
  })
}

function toPublicGrant({ id, role, status, helperName, createdAt, invitedUntil, ...times }: ListedGrant): PublicGrant {
  return {
    id,
    role,
    status: status === 'invited' ? status : 'active',
    helper: helperName ?? null,
    createdAt: createdAt.toISOString(),
    invitedUntil: invitedUntil.toISOString(),
    acceptedAt: toTime(times.acceptedAt),
    expiresAt: toTime(times.expiresAt),
    lastUsedAt: toTime(times.lastUsedAt),
  }
}
