/** `/api/invitation/TOKEN`: what an invitation to the panel says, and taking it. Whoever takes it has signed in. */
import { type PublicInvitation, publicInvitationSchema } from '@streambot/shared/contract/access.ts'
import { acceptInvitation } from '@streambot/shared/engine/share.ts'
import { toTime } from '@streambot/shared/views/public.ts'
import type { FastifyInstance } from 'fastify'
import { whoAsks } from './auth.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { hashSecret } from './secrets.ts'

interface ByToken {
  Params: { token: string }
}

export function addInvitationRoutes(app: FastifyInstance, api: Api): void {
  const { store, clock, streamerId, limits } = api
  const config = { rateLimit: { max: limits.signIns, timeWindow: '1 minute' } }
  const path = '/api/invitation/:token'

  const told = { response: { 200: publicInvitationSchema } }
  app.get<ByToken>(
    path,
    { config, schema: told },
    async ({ params }, reply): Promise<PublicInvitation | typeof reply> => {
      const invitation = await store.findInvitation(streamerId, hashSecret(params.token), clock.now())
      if (!invitation) return sendProblem(reply, 'no-such-invitation')
      const { streamer, role, invitedUntil, expiresAt } = invitation
      return { streamer, role, invitedUntil: invitedUntil.toISOString(), expiresAt: toTime(expiresAt) }
    },
  )

  app.post<ByToken>(path, { config, schema: { response: nothingSaid } }, async (request, reply) => {
    const { userId } = whoAsks(request)
    const tokenHash = hashSecret(request.params.token)
    const taken = await acceptInvitation(api, { streamerId, tokenHash, userId })
    return taken.ok ? reply.code(204).send() : sendProblem(reply, taken.code)
  })
}
