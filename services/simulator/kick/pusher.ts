/** Pusher's protocol, version 7 (https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol), which Kick's site used before. */
import type { WebSocket } from 'ws'
import { asFields, parseFields, type Fields } from '../fields.ts'
import type { KickFaults } from './faults.ts'
import { wrap, type Listener } from './listener.ts'

/** What the site tells a client that wants Pusher. */
export const pusherCredentials = { app_key: '32cbd69e4b950bf97679', cluster: 'us2' }

export interface PusherParts {
  readonly faults: KickFaults
  readonly now: () => number
}

/** Seconds of silence after which either side asks whether the other is there. */
const activitySeconds = 120
/** How long the answer may take, in milliseconds. */
const pongPatience = 30_000

/** The server's side of one socket; `url` is the one it was opened with. */
export function acceptPusher(socket: WebSocket, url: URL, { faults, now }: PusherParts): Listener {
  const channels = new Set<string>()
  let heardAt = now()
  let askedAt: number | undefined
  const write = (frame: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
  }

  const events: Readonly<Record<string, (data: Fields) => void>> = {
    'pusher:subscribe'({ channel }) {
      if (typeof channel !== 'string') return
      if (channels.has(channel)) return write(complain(null, `Existing subscription to channel ${channel}`))
      channels.add(channel)
      write({ event: 'pusher_internal:subscription_succeeded', data: '{}', channel })
    },
    'pusher:unsubscribe': ({ channel }) => void channels.delete(String(channel)),
    'pusher:ping'() {
      if (!faults.withoutPings) write({ event: 'pusher:pong', data: '{}' })
    },
  }

  greet(socket, url, write)
  return {
    socket,
    isIn: (channel) => channels.has(channel),
    hear(text) {
      heardAt = now()
      askedAt = undefined
      const frame = parseFields(text)
      if (!frame) return write(complain(4200, 'Invalid JSON in data'))
      events[String(frame['event'])]?.(asFields(frame['data']) ?? {})
    },
    publish: (channel, event) => write({ ...wrap(event, faults), channel }),
    dismiss: () => write(complain(4200, 'Please reconnect immediately')),
    close: (code) => socket.close(code),
    tick() {
      if (askedAt !== undefined && now() - askedAt >= pongPatience) return socket.close(4201, 'Pong reply not received')
      if (askedAt !== undefined || faults.withoutPings || now() - heardAt < activitySeconds * 1000) return
      askedAt = now()
      write({ event: 'pusher:ping', data: '{}' })
    },
  }
}

function greet(socket: WebSocket, url: URL, write: (frame: object) => void): void {
  const wrong = whyWrong(url)
  if (wrong) {
    write(complain(wrong.code, wrong.message))
    return socket.close(wrong.code, wrong.message)
  }
  const socketId = `${Math.floor(Math.random() * 1e6)}.${Math.floor(Math.random() * 1e6)}`
  const data = JSON.stringify({ socket_id: socketId, activity_timeout: activitySeconds })
  write({ event: 'pusher:connection_established', data })
}

function whyWrong({ pathname, searchParams }: URL): { readonly code: number; readonly message: string } | undefined {
  const key = pathname.slice('/app/'.length)
  const protocol = searchParams.get('protocol')
  if (key !== pusherCredentials.app_key) return { code: 4001, message: `App key ${key} not in this cluster` }
  if (protocol === null) return { code: 4008, message: 'No protocol version supplied' }
  return Number(protocol) >= 5 && Number(protocol) <= 7
    ? undefined
    : { code: 4007, message: 'Unsupported protocol version' }
}

function complain(code: number | null, message: string): object {
  return { event: 'pusher:error', data: { code, message } }
}
