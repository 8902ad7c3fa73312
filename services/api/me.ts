/** `/api/me` and signing out. */
import { type Me, meSchema, type PublicConnection } from '@streambot/shared/contract/people.ts'
import type { Connection } from '@streambot/shared/engine/ports/people.ts'
import { powersOf } from '@streambot/shared/giveaway/access.ts'
import { toTime } from '@streambot/shared/views/public.ts'
import type { FastifyInstance } from 'fastify'
import { whoAsks } from './auth.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { hashSecret } from './secrets.ts'
import { findStanding } from './standing.ts'

export function addMeRoutes(app: FastifyInstance, api: Api): void {
  const { store, streamerId, cookies } = api
  app.get('/api/me', { schema: { response: { 200: meSchema } } }, async (request): Promise<Me> => {
    const { userId, name } = whoAsks(request)
    const [connections, standing, { pointsName }] = await Promise.all([
      store.findConnections(userId),
      findStanding(api, userId),
      store.findSettings(streamerId),
    ])
    const { role, share } = standing ?? {}
    return {
      name,
      role: role ?? 'user',
      may: role ? [...powersOf(role)] : [],
      helps: share ? { streamer: share.streamer, until: toTime(share.expiresAt) } : null,
      connections: connections.map(toPublicConnection),
      pointsName,
    }
  })

  app.post('/api/sign-out', { schema: { response: nothingSaid } }, async (request, reply) => {
    const token = cookies.session.read(request)
    if (token !== undefined) await store.removeSession(hashSecret(token))
    cookies.session.clear(reply)
    return reply.code(204).send()
  })

  app.post('/api/sign-out/everywhere', { schema: { response: nothingSaid } }, async (request, reply) => {
    await store.removeSessions(whoAsks(request).userId)
    cookies.session.clear(reply)
    return reply.code(204).send()
  })
}

export function toPublicConnection({ id, purpose, account, status }: Connection): PublicConnection {
  const { platform, userId, login, name } = account
  return { id, platform, purpose, userId, login, name, status: status === 'connected' ? status : 'reconnect-account' }
}
