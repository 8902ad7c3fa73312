/** `/api/channel/overlays`: pages for OBS. Their addresses are secrets, and only the streamer is told them. */
import { randomUUID } from 'node:crypto'
import {
  newOverlaySchema,
  overlayChangeSchema,
  overlayListSchema,
  overlaySchema,
  type PublicOverlay,
} from '@streambot/shared/contract/overlay.ts'
import { addOverlay, changeOverlay, moveOverlay, revokeOverlay } from '@streambot/shared/engine/overlays.ts'
import type { Overlay, OverlayAddress } from '@streambot/shared/engine/ports/overlays.ts'
import { toTime } from '@streambot/shared/views/public.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { causeOf } from './auth.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { readOptions } from './overlay.ts'
import { sendProblem } from './problems.ts'
import { hashSecret, makeSecret } from './secrets.ts'

const params = z.object({ id: z.uuid() })

/** `tell` tells the pages of overlays what changed. */
export function addChannelOverlayRoutes(server: FastifyInstance, api: Api, tell: () => Promise<void>): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  app.get('/api/channel/overlays', { schema: { response: { 200: overlayListSchema } } }, async () => ({
    overlays: (await store.findOverlays(streamerId)).map((overlay) => toPublicOverlay(api, overlay)),
  }))

  const add = { body: newOverlaySchema, response: { 201: overlaySchema } }
  app.post('/api/channel/overlays', { schema: add }, async (request, reply) => {
    const id = randomUUID()
    const overlay = { ...request.body, id, streamerId, ...makeAddress(api, id) }
    const added = await addOverlay(api, overlay, causeOf(request))
    return added ? reply.code(201).send(toPublicOverlay(api, added)) : sendProblem(reply, 'too-many-overlays')
  })

  const one = { params, response: { 200: overlaySchema } }
  app.patch('/api/channel/overlays/:id', { schema: { ...one, body: overlayChangeSchema } }, async (request, reply) => {
    const { name, options, css } = request.body
    const change = {
      ...(name !== undefined && { name }),
      ...(options && { options }),
      ...(css !== undefined && { css }),
    }
    const changed = await changeOverlay(api, { streamerId, id: request.params.id, change }, causeOf(request))
    await tell()
    return changed ? toPublicOverlay(api, changed) : sendProblem(reply, 'no-such-overlay')
  })

  app.post('/api/channel/overlays/:id/new-address', { schema: one }, async (request, reply) => {
    const { id } = request.params
    const moved = await moveOverlay(api, { streamerId, id, address: makeAddress(api, id) }, causeOf(request))
    await tell()
    return moved ? toPublicOverlay(api, moved) : sendProblem(reply, 'no-such-overlay')
  })

  app.delete('/api/channel/overlays/:id', { schema: { params, response: nothingSaid } }, async (request, reply) => {
    const revoked = await revokeOverlay(api, { streamerId, id: request.params.id }, causeOf(request))
    await tell()
    return revoked ? reply.code(204).send() : sendProblem(reply, 'no-such-overlay')
  })
}

function makeAddress({ overlaySeals }: Api, id: string): OverlayAddress {
  const token = makeSecret()
  return { tokenHash: hashSecret(token), sealedToken: overlaySeals.seal(id, token) }
}

function toPublicOverlay({ overlaySeals, publicUrl }: Api, overlay: Overlay): PublicOverlay {
  const { id, name, sealedToken, css, createdAt, lastUsedAt } = overlay
  const token = overlaySeals.open(id, sealedToken)
  const address = token === undefined ? null : `${publicUrl()}/overlay/${token}`
  const times = { createdAt: createdAt.toISOString(), lastUsedAt: toTime(lastUsedAt) }
  return { id, name, address, options: readOptions(overlay), css, ...times }
}
