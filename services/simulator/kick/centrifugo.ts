/**
 * Centrifugo's JSON protocol (https://centrifugal.dev/docs/transports/client_protocol) as Kick's site uses it: guests with a token listen to
 * chats. A frame holds one or more objects, each on a line of its own; an empty object is a ping, and its answer.
 */
import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import { asFields, parseFields, type Fields } from '../fields.ts'
import type { KickFaults } from './faults.ts'
import type { Guest, Guests } from './guests.ts'
import { wrap, type Listener } from './listener.ts'

export interface CentrifugoParts {
  readonly faults: KickFaults
  readonly guests: Guests
  readonly now: () => number
  /** Seconds between pings. */
  readonly pingSeconds: number
  /** Whether there is such a channel. */
  isChannel(channel: string): boolean
}

/** How long the answer to a ping may take, in milliseconds. */
const pongPatience = 8000
/** How long after the end of its token a client is still heard. */
const expiryPatience = 25_000
/** How long a client may be there without a word. */
const stalePatience = 15_000

/** The server's side of one socket. */
export function acceptCentrifugo(socket: WebSocket, parts: CentrifugoParts): Listener {
  const { faults, guests, now, pingSeconds, isChannel } = parts
  const openedAt = now()
  const client = randomUUID()
  const channels = new Set<string>()
  const write = createWriter(socket)
  let guest: Guest | undefined
  let pingedAt = openedAt
  let isAnswered = true

  function close(code: number): void {
    write.flush()
    if (guest && isFinal(code)) guests.bar(guest.sub)
    socket.close(code, reasons[code] ?? '')
  }

  const fail = (id: number, code: number) => write({ id, error: { code, message: errors[code] ?? '' } })

  /** The guest behind a token that is good now. */
  function readGuest(id: number, { token }: Fields): Guest | undefined {
    const found = guests.read(token)
    if (!found || (guest && found.sub !== guest.sub)) close(3500)
    else if (guests.isBarred(found.sub)) close(3503)
    else if (found.expiresAt > now()) return found
    else fail(id, 109)
    return undefined
  }

  function describe({ expiresAt }: Guest): Fields {
    const ttl = Math.floor((expiresAt - now()) / 1000)
    return { client, version: '6.9.0 PRO', expires: true, ttl }
  }

  const commands: Readonly<Record<string, (id: number, asked: Fields) => void>> = {
    connect(id, asked) {
      if (guest) return close(3501)
      guest = readGuest(id, asked)
      pingedAt = now()
      if (guest) write({ id, connect: { ...describe(guest), ping: pingSeconds } })
    },
    refresh(id, asked) {
      const renewed = readGuest(id, asked)
      if (!renewed) return
      guest = renewed
      write({ id, refresh: describe(guest) })
    },
    subscribe(id, { channel }) {
      if (typeof channel !== 'string' || !isChannel(channel)) return fail(id, 102)
      if (channels.has(channel)) return fail(id, 105)
      channels.add(channel)
      write({ id, subscribe: {} })
    },
    unsubscribe(id, { channel }) {
      channels.delete(String(channel))
      write({ id, unsubscribe: {} })
    },
  }

  function obey(text: string): void {
    const command = parseFields(text)
    if (!command) return close(3501)
    if (Object.keys(command).length === 0) return void (isAnswered = true)
    const [name] = Object.keys(command).filter((key) => key !== 'id')
    const asked = asFields(command[name ?? ''])
    const { id } = command
    if (typeof id !== 'number' || !asked || (!guest && name !== 'connect')) return close(3501)
    const run = commands[name ?? '']
    if (run) run(id, asked)
    else fail(id, 104)
  }

  function ping(): void {
    pingedAt = now()
    isAnswered = false
    write({})
  }

  return {
    socket,
    close,
    isIn: (channel) => channels.has(channel),
    hear(text) {
      for (const line of text.split('\n')) if (line !== '' && socket.readyState === socket.OPEN) obey(line)
    },
    publish: (channel, event) => write({ push: { channel, pub: { data: wrap(event, faults) } } }),
    dismiss() {
      write({ push: { disconnect: { code: 3011, reason: reasons[3011] } } })
      write.flush()
    },
    tick() {
      if (!guest) return now() - openedAt >= stalePatience ? close(3502) : undefined
      if (now() >= guest.expiresAt + expiryPatience) return close(3005)
      if (!isAnswered && now() - pingedAt >= pongPatience) return close(3012)
      if (isAnswered && now() - pingedAt >= pingSeconds * 1000 && !faults.withoutPings) ping()
    },
  }
}

/** Whether a client sent away with this code may not come again under its name. */
function isFinal(code: number): boolean {
  return (code >= 3500 && code < 4000) || (code >= 4500 && code < 5000)
}

const errors: Readonly<Record<number, string>> = {
  102: 'unknown channel',
  104: 'method not found',
  105: 'already subscribed',
  109: 'token expired',
}

const reasons: Readonly<Record<number, string>> = {
  3005: 'connection expired',
  3011: 'force reconnect',
  3012: 'no pong',
  3500: 'invalid token',
  3501: 'bad request',
  3502: 'stale',
  3503: 'force disconnect',
}

interface Writer {
  (object: Fields): void
  /** Sends what waits, at once. */
  flush(): void
}

/** What is written in one turn of the loop goes out in one frame, as from a server with much to say. */
function createWriter(socket: WebSocket): Writer {
  let lines: string[] = []
  const flush = () => {
    const frame = lines.join('\n')
    lines = []
    if (frame !== '' && socket.readyState === socket.OPEN) socket.send(frame)
  }
  const write = (object: Fields) => {
    if (lines.length === 0) setImmediate(flush)
    lines.push(JSON.stringify(object))
  }
  return Object.assign(write, { flush })
}
