/** The port: HTTP and the chat's sockets behind one address. */
import { WebSocketServer, type WebSocket } from 'ws'
import { openDoors, type Doors } from '../doors.ts'
import type { Hearing } from '../hearing.ts'
import type { Answerer } from '../http.ts'
import type { Connection, Delivery } from './delivery.ts'
import type { Irc } from './irc.ts'

export interface ServerParts {
  readonly delivery: Delivery
  readonly hearing: Hearing
  readonly irc: Irc
  readonly answer: Answerer
}

/** Opens the port on 127.0.0.1; 0 takes any that is free. */
export async function openServer(parts: ServerParts, port: number): Promise<Pick<Doors, 'port' | 'close'>> {
  const doors = await openDoors(parts.answer, port)
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  doors.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (request.url === '/') sockets.handleUpgrade(request, socket, head, (client) => accept(client, parts))
    else socket.end('HTTP/1.1 501 Not Implemented\r\nconnection: close\r\n\r\n')
  })
  return {
    port: doors.port,
    async close() {
      for (const one of parts.delivery.connections) one.socket.terminate()
      await doors.close()
    },
  }
}

function accept(socket: WebSocket, { delivery, hearing, irc }: ServerParts): void {
  const connection = makeConnection(socket)
  delivery.connections.add(connection)
  socket.on('message', (data) => {
    for (const line of String(data).split(/\r?\n/)) if (line !== '') irc.answer(connection, line)
  })
  socket.on('close', () => irc.leave(connection))
  socket.on('error', () => socket.terminate())
  hearing.poke()
}

function makeConnection(socket: WebSocket): Connection {
  return {
    socket,
    caps: new Set(),
    rooms: new Set(),
    password: undefined,
    nick: undefined,
    person: undefined,
    scopes: [],
    unanswered: false,
  }
}
