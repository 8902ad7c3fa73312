/** Twitch on loopback: chat over IRC and WebSocket, sign-in, and Helix, all on one port. */
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { createFaults, type Faults } from './faults.ts'
import { createConsent, type Browser } from './twitch/consent.ts'
import { createDelivery, type Connection } from './twitch/delivery.ts'
import { createDevices } from './twitch/devices.ts'
import { createHearing, type Heard, type RefusedLine, type RequestLog } from './twitch/hearing.ts'
import { createHelix } from './twitch/helix.ts'
import { createAnswerer } from './twitch/http.ts'
import { createIrc } from './twitch/irc.ts'
import type { Tags } from './twitch/line.ts'
import { createOauth } from './twitch/oauth.ts'
import { createSpeech } from './twitch/speech.ts'
import { writeWhisper, type Message } from './twitch/tags.ts'
import type { Person, Room, World } from './world.ts'

export type { Heard, RefusedLine, RequestLog } from './twitch/hearing.ts'

export interface TwitchOptions {
  readonly world: World
  readonly faults?: Faults
  /** 0 takes any free port. */
  readonly port?: number
  /** The clock of limits, tokens and sent times. The world's when absent. */
  readonly now?: () => number
  /** Milliseconds between the server's own PINGs. */
  readonly pingEvery?: number
}

export interface SayOptions {
  readonly id?: string
  /** The platform's time in milliseconds; now when absent. */
  readonly sentAt?: number
  readonly bits?: number
  readonly firstMessage?: boolean
  readonly action?: boolean
  /** The id of the message that this one answers. */
  readonly replyTo?: string
  /** The id of the room it was really typed in: what arrives is a shared-chat copy. */
  readonly sharedFrom?: string
  readonly tags?: Tags
}

export interface LoadLine {
  readonly person: Person
  readonly text: string
  readonly id?: string
  readonly sentAt?: number
}

export interface TwitchSimulator {
  readonly port: number
  /** The base of sign-in (`/oauth2/...`) and Helix (`/helix/...`). */
  readonly url: string
  /** Where the chat listens: the same port. */
  readonly ircPort: number
  readonly world: World
  readonly faults: Faults
  /** Who agrees when an app asks; without somebody a page asks who one is. */
  signedIn: Person | undefined
  readonly heard: readonly Heard[]
  readonly refused: readonly RefusedLine[]
  readonly requests: readonly RequestLog[]
  /** Open chat connections. */
  readonly connections: number
  /** Somebody of the world speaks; everybody in the room gets it. Gives the message's id. */
  say(room: Room | string, person: Person | string, text: string, options?: SayOptions): string
  /** Many lines, several in a frame, as fast as the sockets take them. Gives their ids. */
  sayMany(room: Room | string, lines: Iterable<LoadLine>, perFrame?: number): Promise<string[]>
  /** A private message to whoever is logged in as that person. */
  whisper(from: Person | string, to: Person | string, text: string): string
  onHeard(listener: (line: Heard) => void): () => void
  /** The first line heard, from the start or from that place on, that fits. */
  waitFor(fits: (line: Heard) => boolean, milliseconds?: number, from?: number): Promise<Heard>
  /** Resolves once so many connections are in the room. */
  waitForJoin(room: Room | string, milliseconds?: number, count?: number): Promise<void>
  /** Resolves with what `check` gives, looked at after each change: lines, joins, connections, requests. */
  waitUntil<T>(check: () => T | undefined | false, milliseconds?: number): Promise<T>
  /** A person agrees on a device's code. */
  approveDevice(userCode: string, person: Person): boolean
  denyDevice(userCode: string): boolean
  /** The server's PING to all, at once. */
  ping(): void
  stop(): Promise<void>
}

/** Starts Twitch on 127.0.0.1. */
export async function startTwitch(options: TwitchOptions): Promise<TwitchSimulator> {
  const { world, faults = createFaults(), now = world.now, pingEvery = 270_000 } = options
  const hearing = createHearing()
  const delivery = createDelivery(faults)
  const speech = createSpeech({ world, faults, hearing, delivery, now })
  const irc = createIrc({ world, faults, hearing, delivery, speech, now })
  const browser: Browser = { signedIn: undefined }
  const address = () => `http://127.0.0.1:${port}`
  const devices = createDevices(world, browser, address)
  const oauth = createOauth({ world, faults, devices, consent: createConsent(world, browser) })
  const helix = createHelix({ world, faults, speech, now, address })
  const answerer = createAnswerer({ ...oauth, ...helix }, hearing, now)
  const server = createServer((request, response) => void answerer(request, response))
  const sockets = acceptSockets(server, (connection) => {
    delivery.connections.add(connection)
    connection.socket.on('message', (data) => {
      for (const line of String(data).split(/\r?\n/)) if (line !== '') irc.answer(connection, line)
    })
    connection.socket.on('close', () => irc.leave(connection))
    connection.socket.on('error', () => connection.socket.terminate())
    hearing.poke()
  })
  const port = await listen(server, options.port ?? 0)
  const pings = setInterval(() => irc.ping(), pingEvery).unref()
  const later = new Set<NodeJS.Timeout>()

  faults.aim({
    tokens: world.tokens,
    terminate: () => delivery.connections.forEach((one) => one.socket.terminate()),
    close: (code) => delivery.connections.forEach((one) => one.socket.close(code)),
    reconnect(seconds) {
      const doomed = [...delivery.connections]
      for (const one of doomed) delivery.send(one, ':tmi.twitch.tv RECONNECT')
      later.add(setTimeout(() => doomed.forEach((one) => one.socket.close(1001)), seconds * 1000))
    },
  })

  const findRoom = (room: Room | string) => need(typeof room === 'string' ? world.findRoom(room) : room, 'room', room)
  const findPerson = (person: Person | string) =>
    need(typeof person === 'string' ? world.findPerson(person) : person, 'person', person)
  const waitUntil: TwitchSimulator['waitUntil'] = (check, milliseconds = 5000) =>
    hearing.waitUntil(check, milliseconds, 'what was waited for')

  return {
    port,
    url: address(),
    ircPort: port,
    world,
    faults,
    get signedIn() {
      return browser.signedIn
    },
    set signedIn(person) {
      browser.signedIn = person
    },
    heard: hearing.heard,
    refused: hearing.refused,
    requests: hearing.requests,
    get connections() {
      return delivery.connections.size
    },
    say(room, person, text, asked = {}) {
      const message = makeMessage(findPerson(person), text, asked, now())
      const reply = asked.replyTo ? speech.replyTags(asked.replyTo) : {}
      speech.tell(findRoom(room), [{ ...message, tags: { ...reply, ...message.tags } }])
      return message.id
    },
    async sayMany(where, lines, perFrame = 50) {
      const room = findRoom(where)
      const ids: string[] = []
      let frame: Message[] = []
      for (const { person, text, ...asked } of lines) {
        frame.push(makeMessage(person, text, asked, now()))
        if (frame.length < perFrame) continue
        speech.tell(room, frame)
        for (const message of frame) ids.push(message.id)
        frame = []
        do await new Promise((resolve) => setImmediate(resolve))
        while (delivery.backlog(room) > 4_000_000)
      }
      speech.tell(room, frame)
      for (const message of frame) ids.push(message.id)
      return ids
    },
    whisper(from, to, text) {
      const id = randomUUID()
      const [sender, receiver] = [findPerson(from), findPerson(to)]
      for (const one of delivery.connections) {
        if (one.person === receiver) delivery.send(one, writeWhisper(sender, receiver, id, text))
      }
      return id
    },
    onHeard: hearing.onHeard,
    waitFor: (fits, milliseconds = 5000, from = 0) =>
      hearing.waitUntil(() => hearing.heard.slice(from).find(fits), milliseconds, 'the line'),
    async waitForJoin(where, milliseconds = 5000, count = 1) {
      const room = findRoom(where)
      await waitUntil(
        () => [...delivery.connections].filter((one) => one.rooms.has(room)).length >= count,
        milliseconds,
      )
    },
    waitUntil,
    approveDevice: devices.approve,
    denyDevice: devices.deny,
    ping: irc.ping,
    async stop() {
      clearInterval(pings)
      for (const timer of later) clearTimeout(timer)
      for (const one of delivery.connections) one.socket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function makeMessage(person: Person, text: string, asked: SayOptions, now: number): Message {
  const { id = randomUUID(), sentAt = now, bits, sharedFrom, firstMessage = false, action = false } = asked
  const tags = {
    ...(bits !== undefined && { bits }),
    ...(sharedFrom !== undefined && { 'source-id': randomUUID(), 'source-room-id': sharedFrom, 'source-badges': '' }),
    ...asked.tags,
  }
  return { id, person, text, sentAt, firstMessage, action, tags }
}

/** Chat is at `/`. Other addresses have no sockets here. */
function acceptSockets(server: Server, accept: (connection: Connection) => void): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/') socket.end('HTTP/1.1 501 Not Implemented\r\nconnection: close\r\n\r\n')
    else sockets.handleUpgrade(request, socket, head, (client) => accept(makeConnection(client)))
  })
  return sockets
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

function need<T>(found: T | undefined, kind: string, asked: unknown): T {
  if (found === undefined) throw new Error(`there is no ${kind} ${String(asked)} in the world of the simulator`)
  return found
}
