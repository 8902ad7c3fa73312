/** `/api/live`: news as it happens, over WebSocket. Only pages of this server may connect. */
import { liveAfterSchema } from '@streambot/shared/contract/live.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Feed, Member } from './feed.ts'
import { becomesSocket } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { connect, type Connection, keepSockets } from './sockets.ts'

interface LiveRequest {
  Querystring: { after?: string }
}

type Listener = Connection & Member

export function addLiveRoute(app: FastifyInstance, api: Api, feed: Feed): void {
  const sockets = keepSockets<Listener>(api)

  app.addHook('preClose', async () => sockets.stop())
  const preValidation = async (request: FastifyRequest<LiveRequest>, reply: FastifyReply) => {
    if (!request.ws) return undefined
    const isPlace = liveAfterSchema.safeParse(request.query.after).success
    const code = sockets.whyRefused(request) ?? (isPlace ? undefined : 'bad-after')
    return code && sendProblem(reply, code)
  }
  app.get<LiveRequest>(
    '/api/live',
    { websocket: true, preValidation, schema: { response: becomesSocket } },
    (socket, request) => {
      const listener: Listener = Object.assign(connect(api, socket, request.ip), { position: 0 })
      sockets.add(listener)
      socket.on('close', () => feed.leave(listener))
      feed.join(listener, liveAfterSchema.parse(request.query.after)).catch((error: unknown) => {
        request.log.error({ err: error }, 'A page could not be greeted; it is asked to connect again.')
        socket.close(1013, 'The database cannot be reached at the moment.')
      })
    },
  )
}
