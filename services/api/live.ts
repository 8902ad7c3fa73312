/** `/api/live`: news as it happens, over WebSocket. Only pages of this server may connect. */
import type { WebSocket } from '@fastify/websocket'
import { liveAfterSchema, type PingMessage } from '@streambot/shared/contract/live.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Feed, type Member } from './feed.ts'
import { isOurOrigin } from './hosts.ts'
import type { Api } from './options.ts'
import { type ProblemCode, sendProblem } from './problems.ts'

interface LiveRequest {
  Querystring: { after?: string }
}

/** One connected page, as the network sees it. */
interface Connection extends Member {
  readonly socket: WebSocket
  readonly address: string
  /** Whether it answered the last ping. */
  alive: boolean
}

const ping = JSON.stringify({ type: 'ping' } satisfies PingMessage)

export function addLiveRoute(app: FastifyInstance, api: Api): void {
  const feed = new Feed(api)
  const connections = new Set<Connection>()
  const pinging = setInterval(() => pingAll(connections), api.limits.pingEvery)

  app.addHook('preClose', async () => {
    clearInterval(pinging)
    feed.stop()
  })
  const preValidation = async (request: FastifyRequest<LiveRequest>, reply: FastifyReply) => {
    const code = request.ws ? whyRefused(api, connections, request) : undefined
    if (code) return sendProblem(reply, code)
  }
  app.get<LiveRequest>('/api/live', { websocket: true, preValidation }, (socket, request) => {
    const connection = connect(api, socket, request.ip)
    connections.add(connection)
    socket.on('close', () => {
      connections.delete(connection)
      feed.leave(connection)
    })
    socket.on('pong', () => (connection.alive = true))
    feed.join(connection, liveAfterSchema.parse(request.query.after)).catch((error: unknown) => {
      request.log.error({ err: error }, 'A page could not be greeted; it is asked to connect again.')
      socket.close(1013, 'The database cannot be reached at the moment.')
    })
  })
}

function whyRefused(
  { limits, publicHost }: Api,
  connections: ReadonlySet<Connection>,
  { headers, query, ip }: FastifyRequest<LiveRequest>,
): ProblemCode | undefined {
  if (!isOurOrigin(headers.origin, headers.host, publicHost)) return 'wrong-origin'
  if (!liveAfterSchema.safeParse(query.after).success) return 'bad-after'
  if (connections.size >= limits.connections) return 'too-many-connections'
  const same = [...connections].filter(({ address }) => address === ip).length
  return same >= limits.connectionsOfAddress ? 'too-many-connections' : undefined
}

function connect({ limits }: Api, socket: WebSocket, address: string): Connection {
  // A message larger than the limit may take its time: only what piles up behind it counts.
  let allowed = limits.waitingBytes
  return {
    socket,
    address,
    alive: true,
    position: 0,
    get open() {
      return socket.readyState === socket.OPEN
    },
    send(text) {
      if (socket.readyState !== socket.OPEN) return
      // A client that reads too slowly is cut off before it fills the memory; it connects again and goes on where it was.
      if (socket.bufferedAmount > allowed) return socket.terminate()
      allowed = Math.max(allowed, text.length * 2)
      socket.send(text)
    },
  }
}

/** Asks every page for a sign of life, and cuts off those that gave none since the last time. */
function pingAll(connections: Iterable<Connection>): void {
  for (const connection of connections) {
    if (!connection.alive) connection.socket.terminate()
    connection.alive = false
    if (connection.open) connection.socket.ping()
    connection.send(ping)
  }
}
