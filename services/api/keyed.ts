/** Requests with an idempotency key: what moves points counts once, however often a browser or a proxy sends it. */
import { createHash, randomUUID } from 'node:crypto'
import type { keyedHeadersSchema } from '@streambot/shared/contract/points.ts'
import type { Cause, Counted } from '@streambot/shared/engine/ports.ts'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { causeOf, whoAsks } from './auth.ts'

/** What whoever is signed in asks for under a key. The same is the same method, address and body. */
export function keyedCauseOf(
  request: FastifyRequest,
  headers: z.infer<typeof keyedHeadersSchema>,
): Cause & Pick<Extract<Counted, { request: object }>, 'request'> {
  const { method, url, body } = request
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([method, url, body]))
    .digest('hex')
  const { userId } = whoAsks(request)
  return { ...causeOf(request), request: { id: randomUUID(), userId, key: headers['idempotency-key'], fingerprint } }
}
