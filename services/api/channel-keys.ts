/** `/api/channel/keys`: keys for the streamer's own tools. The secret is in one answer and nowhere else. */
import {
  keyListSchema,
  keySchema,
  madeKeySchema,
  newKeySchema,
  type PublicKey,
} from '@streambot/shared/contract/keys.ts'
import { makeApiKey, revokeApiKey } from '@streambot/shared/engine/api-keys.ts'
import type { ApiKey } from '@streambot/shared/engine/ports/people.ts'
import { toTime } from '@streambot/shared/views/public.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { causeOf } from './auth.ts'
import { byNumber } from './ids.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { hashSecret, makeApiSecret } from './secrets.ts'

export function addChannelKeyRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, clock, streamerId } = api

  app.get('/api/channel/keys', { schema: { response: { 200: keyListSchema } } }, async () => ({
    keys: (await store.findApiKeys(streamerId)).map(toPublicKey),
  }))

  const make = { body: newKeySchema, response: { 201: madeKeySchema } }
  app.post('/api/channel/keys', { schema: make }, async (request, reply) => {
    const { name, scopes, expiresAt: until } = request.body
    const expiresAt = until === undefined ? undefined : new Date(until)
    if (expiresAt && expiresAt <= clock.now()) return sendProblem(reply, 'key-over')
    const secret = makeApiSecret()
    const ask = { streamerId, name, scopes: [...new Set(scopes)], expiresAt, secretHash: hashSecret(secret) }
    const made = await makeApiKey(api, ask, causeOf(request))
    return made ? reply.code(201).send({ key: toPublicKey(made), secret }) : sendProblem(reply, 'too-many-keys')
  })

  app.delete(
    '/api/channel/keys/:id',
    { schema: { params: byNumber, response: nothingSaid } },
    async (request, reply) => {
      const isGone = await revokeApiKey(api, { streamerId, keyId: request.params.id }, causeOf(request))
      return isGone ? reply.code(204).send() : sendProblem(reply, 'no-such-key')
    },
  )
}

/** Scopes that a newer version made are nothing to this one. */
function toPublicKey({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: ApiKey): PublicKey {
  const known = scopes.flatMap((scope) => keySchema.shape.scopes.element.safeParse(scope).data ?? [])
  const times = { createdAt: createdAt.toISOString(), expiresAt: toTime(expiresAt), lastUsedAt: toTime(lastUsedAt) }
  return { id, name, scopes: known, ...times }
}
