/** The port: HTTP and the chat's sockets behind one address. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Connection, Delivery } from './delivery.ts'
import type { Hearing } from './hearing.ts'
import type { Irc } from './irc.ts'

export interface ServerParts {
  readonly delivery: Delivery
  readonly hearing: Hearing
  readonly irc: Irc
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

export interface Doors {
  readonly port: number
  close(): Promise<void>
}

/** Opens the port on 127.0.0.1; 0 takes any that is free. */
export async function openDoors(parts: ServerParts, port: number): Promise<Doors> {
  const server = createServer((request, response) => {
    parts
      .answer(request, response)
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (request.url === '/') sockets.handleUpgrade(request, socket, head, (client) => accept(client, parts))
    else socket.end('HTTP/1.1 501 Not Implemented\r\nconnection: close\r\n\r\n')
  })
  return {
    port: await listen(server, port),
    async close() {
      for (const one of parts.delivery.connections) one.socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
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

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return (server.address() as AddressInfo).port // a server that listens on a port has such an address
}
