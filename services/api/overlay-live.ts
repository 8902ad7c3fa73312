/** `/api/overlay/TOKEN/live`: the news of `/api/live` for overlays, and word of other options. It ends when the address does. */
import { addressGone } from '@streambot/shared/contract/closing.ts'
import { liveAfterSchema } from '@streambot/shared/contract/live.ts'
import type { OverlayMessage } from '@streambot/shared/contract/overlay.ts'
import type { Overlay } from '@streambot/shared/engine/ports/overlays.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Feed, Member } from './feed.ts'
import { becomesSocket } from './openapi.ts'
import type { Api } from './options.ts'
import { findOverlay, lookOf } from './overlay.ts'
import { sendProblem } from './problems.ts'
import { connect, type Connection, keepSockets } from './sockets.ts'

interface LiveRequest {
  Params: { token: string }
  Querystring: { after?: string }
}

/** The page of an overlay, and how it stood when the page was told. */
type Viewer = Connection & Member & { overlay: Overlay }

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose page connects. */
    overlay: Overlay | undefined
  }
}

/** Adds the route. Gives what has to be called when overlays were changed: it tells their pages at once. Changes of other processes are noticed with the next ping. */
export function addOverlayLiveRoute(app: FastifyInstance, api: Api, feed: Feed): () => Promise<void> {
  const look = (): Promise<void> =>
    lookAtAll(api, sockets).catch((error: unknown) =>
      api.log.error({ err: error }, 'Overlays were not told how they stand; they are with the next ping.'),
    )
  const sockets = keepSockets<Viewer>(api, () => void look())

  app.addHook('preClose', async () => sockets.stop())
  app.decorateRequest('overlay', undefined)
  const preValidation = async (request: FastifyRequest<LiveRequest>, reply: FastifyReply) => {
    const isPlace = liveAfterSchema.safeParse(request.query.after).success
    const refused = (request.ws ? sockets.whyRefused(request) : undefined) ?? (isPlace ? undefined : 'bad-after')
    if (refused) return sendProblem(reply, refused)
    request.overlay = await findOverlay(api, request.params.token)
    return request.overlay ? undefined : sendProblem(reply, 'overlay-gone')
  }
  app.get<LiveRequest>(
    '/api/overlay/:token/live',
    { websocket: true, preValidation, schema: { response: becomesSocket } },
    (socket, request) => {
      if (!request.overlay) throw new Error('A page without an overlay was let in.')
      const viewer: Viewer = Object.assign(connect(api, socket, request.ip), { position: 0, overlay: request.overlay })
      sockets.add(viewer)
      socket.on('close', () => feed.leave(viewer))
      feed.join(viewer, liveAfterSchema.parse(request.query.after)).catch((error: unknown) => {
        request.log.error({ err: error }, 'An overlay could not be greeted; it is asked to connect again.')
        socket.close(1013, 'The database cannot be reached at the moment.')
      })
    },
  )
  return look
}

const changed = JSON.stringify({ type: 'changed' } satisfies OverlayMessage)

/** Tells each page what is others now of its overlay, and ends those whose address opens nothing any more. */
async function lookAtAll({ store, streamerId }: Api, viewers: Iterable<Viewer>): Promise<void> {
  const present = [...viewers]
  if (present.length === 0) return
  const byToken = new Map((await store.findOverlays(streamerId)).map((overlay) => [overlay.tokenHash, overlay]))
  const looks = new Map<string, string>()
  for (const [hash, overlay] of byToken) looks.set(hash, lookOf(overlay))
  for (const viewer of present) {
    const now = byToken.get(viewer.overlay.tokenHash)
    if (!now) viewer.socket.close(addressGone, 'This address of an overlay was replaced.')
    else if (looks.get(now.tokenHash) !== lookOf(viewer.overlay)) viewer.send(changed)
    if (now) viewer.overlay = now
  }
}
