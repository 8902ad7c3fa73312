/** Live connections: who may have one, signs of life, and an end for those that read too slowly. */
import type { WebSocket } from '@fastify/websocket'
import type { PingMessage } from '@streambot/shared/contract/live.ts'
import type { FastifyRequest } from 'fastify'
import { isOurOrigin } from './hosts.ts'
import type { Api } from './options.ts'
import type { ProblemCode } from './problems.ts'

/** One connected page, as the network sees it. */
export interface Connection {
  readonly socket: WebSocket
  readonly address: string
  /** Whether it answered the last ping. */
  alive: boolean
  readonly open: boolean
  send(text: string): void
}

export interface Sockets<Kind extends Connection> extends Iterable<Kind> {
  /** Only pages of this server may connect, and not too many of them. */
  whyRefused(request: FastifyRequest): ProblemCode | undefined
  add(connection: Kind): void
  stop(): void
}

const ping = JSON.stringify({ type: 'ping' } satisfies PingMessage)

/** Keeps the connections of one route. `pinged` is told when all were asked for a sign of life. */
export function keepSockets<Kind extends Connection>(
  { limits, publicHost }: Pick<Api, 'limits' | 'publicHost'>,
  pinged: () => void = () => undefined,
): Sockets<Kind> {
  const connections = new Set<Kind>()
  const pinging = setInterval(() => {
    pingAll(connections)
    pinged()
  }, limits.pingEvery)
  return {
    [Symbol.iterator]: () => connections.values(),
    whyRefused({ headers, ip }) {
      if (!isOurOrigin(headers.origin, headers.host, publicHost)) return 'wrong-origin'
      if (connections.size >= limits.connections) return 'too-many-connections'
      const same = [...connections].filter(({ address }) => address === ip).length
      return same >= limits.connectionsOfAddress ? 'too-many-connections' : undefined
    },
    add(connection) {
      connections.add(connection)
      connection.socket.on('close', () => connections.delete(connection))
      connection.socket.on('pong', () => (connection.alive = true))
    },
    stop: () => clearInterval(pinging),
  }
}

export function connect({ limits }: Pick<Api, 'limits'>, socket: WebSocket, address: string): Connection {
  // A message larger than the limit may take its time: only what piles up behind it counts.
  let allowed = limits.waitingBytes
  return {
    socket,
    address,
    alive: true,
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
