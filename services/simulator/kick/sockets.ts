/** The sockets behind the port, and the rooms they listen to. */
import type { IncomingMessage, Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Target } from '../faults.ts'
import type { Hearing } from '../hearing.ts'
import type { Room, World } from '../world.ts'
import { acceptCentrifugo, type CentrifugoParts } from './centrifugo.ts'
import type { Listener } from './listener.ts'
import type { Outlets } from './outlets.ts'
import { siteIdsOf } from './people.ts'
import { acceptPusher } from './pusher.ts'

export interface Sockets extends Pick<Outlets, 'tellChat' | 'tellChannel'>, Omit<Target, 'tokens'> {
  readonly listeners: ReadonlySet<Listener>
  /** How many listen to the chat of a room. */
  count(room: Room): number
  /** The bytes that wait in the sockets. */
  readonly backlog: number
  /** Takes the sockets of this server. */
  attach(server: Server): void
  tick(): void
  stop(): void
}

export interface SocketsParts extends Omit<CentrifugoParts, 'isChannel'> {
  readonly world: World
  readonly hearing: Pick<Hearing, 'poke'>
}

/** No sockets yet. */
export function createSockets(parts: SocketsParts): Sockets {
  const { world, hearing } = parts
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const listeners = new Set<Listener>()
  const timers = new Set<NodeJS.Timeout>()
  const isChannel = (channel: string) =>
    world.rooms.values().some((room) => room.owner.kick && listChannels(room).includes(channel))
  const terminate = () => listeners.forEach(({ socket }) => socket.terminate())

  function tell(channel: string, event: Parameters<Outlets['tellChat']>[1]): void {
    for (const one of listeners) if (one.isIn(channel)) one.publish(channel, event)
  }

  function accept(socket: WebSocket, request: IncomingMessage): void {
    const url = readUrl(request)
    const isPusher = url.pathname.startsWith('/app/')
    const listener = isPusher ? acceptPusher(socket, url, parts) : acceptCentrifugo(socket, { ...parts, isChannel })
    listeners.add(listener)
    socket.on('message', (data) => {
      listener.hear(String(data))
      hearing.poke()
    })
    socket.on('close', () => {
      listeners.delete(listener)
      hearing.poke()
    })
    socket.on('error', () => socket.terminate())
    hearing.poke()
  }

  return {
    listeners,
    count: (room) => [...listeners].filter((one) => one.isIn(chatOf(room))).length,
    get backlog() {
      return Math.max(0, ...[...listeners].map(({ socket }) => socket.bufferedAmount))
    },
    attach(http) {
      http.on('upgrade', (request, socket, head) => {
        socket.on('error', () => socket.destroy())
        const refusal = whyNot(request)
        if (refusal) socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\n\r\n`)
        else server.handleUpgrade(request, socket, head, (client) => accept(client, request))
      })
    },
    tellChat: (room, event) => tell(chatOf(room), event),
    tellChannel: (room, event) => tell(`channel.${siteIdsOf(room).channel}`, event),
    tick: () => listeners.forEach((one) => one.tick()),
    terminate,
    close: (code) => listeners.forEach((one) => one.close(code)),
    reconnect(seconds) {
      const doomed = [...listeners]
      for (const one of doomed) one.dismiss()
      timers.add(setTimeout(() => doomed.forEach(({ socket }) => socket.close(1000)), seconds * 1000))
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
      terminate()
    },
  }
}

function chatOf(room: Room): string {
  return `chatrooms.${siteIdsOf(room).chatroom}.v2`
}

/** The channels that the site's own pages listen to. */
function listChannels(room: Room): string[] {
  const { channel, chatroom } = siteIdsOf(room)
  return [chatOf(room), `chatrooms.${chatroom}`, `chatroom_${chatroom}`, `channel.${channel}`, `channel_${channel}`]
}

function readUrl({ url = '/' }: IncomingMessage): URL {
  return new URL(url, 'http://simulator')
}

/** Centrifugo is for Kick's own pages; Pusher asked nobody where they came from. */
function whyNot(request: IncomingMessage): string | undefined {
  const { pathname } = readUrl(request)
  if (pathname.startsWith('/app/')) return undefined
  if (pathname !== '/connection/websocket') return '404 Not Found'
  return request.headers.origin === 'https://kick.com' ? undefined : '403 Forbidden'
}
