/** A demo world with its Kick, a clock to turn, and an app whose webhook and sockets end with the test. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDemoWorld, type DemoWorld, type KickCast } from '@streambot/simulator/demo.ts'
import { startKick, type KickOptions, type KickSimulator } from '@streambot/simulator/kick.ts'
import { siteIdsOf, userIdOf } from '@streambot/simulator/kick/people.ts'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'

export interface KickStage extends Omit<DemoWorld, keyof KickCast | 'kick'>, KickCast {
  readonly kick: KickSimulator
  /** The `user_id` of the streamer. */
  readonly streamerId: number
  /** The channels of the room on the sockets. */
  readonly channels: { readonly id: number; readonly chat: string; readonly channel: string }
  readonly inbox: Inbox
  /** Turns the simulator's clock on, and lets it do what is due. */
  turn(seconds: number): void
}

/** What came to the webhook, byte for byte. */
export interface Post {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Inbox {
  readonly url: string
  readonly posts: Post[]
  /** What the webhook answers from now on. */
  status: number
}

export const redirect = 'http://localhost:3000/auth/kick/callback'

/** Starts the simulator with its clock at one moment. */
export async function setKickStage(options: Omit<KickOptions, 'world'> = {}): Promise<KickStage> {
  let now = Date.UTC(2026, 10, 21, 12)
  const demo = createDemoWorld({ people: 8, seed: 'tests', now: () => now, redirects: [redirect] })
  const [kick, inbox] = await Promise.all([startKick({ world: demo.world, ...options }), openInbox()])
  onTestFinished(() => kick.stop())
  kick.setUp(demo.kick.app, { webhookUrl: inbox.url, bot: demo.bot })
  const { channel, chatroom } = siteIdsOf(demo.room)
  return {
    ...demo,
    ...demo.kick,
    kick,
    inbox,
    streamerId: userIdOf(demo.streamer),
    channels: { id: channel, chat: `chatrooms.${chatroom}.v2`, channel: `channel.${channel}` },
    turn(seconds) {
      now += seconds * 1000
      kick.tick()
    },
  }
}

async function openInbox(): Promise<Inbox> {
  const inbox = { url: '', posts: [] as Post[], status: 200 }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      inbox.posts.push({ headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(inbox.status).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  inbox.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook` // it listens on a port
  return inbox
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; an empty object when it is none. */
  readonly body: Record<string, unknown>
}

/** A call of the API, with a token. */
export function call(stage: KickStage, token: string, route: string, body?: object): Promise<Answer> {
  const [method = 'GET', path = ''] = route.split(' ')
  return ask(`${stage.kick.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
}

/** A form posted to sign-in, with the app's secret. */
export function postForm(stage: KickStage, path: string, form: Record<string, string>): Promise<Answer> {
  const { id, secret = '' } = stage.app
  const body = new URLSearchParams({ client_id: id, client_secret: secret, ...form })
  return ask(`${stage.kick.url}${path}`, { method: 'POST', body })
}

/** Asks the site as a browser on its pages does. */
export function askSite(stage: KickStage, path: string, body: object, headers: object = {}): Promise<Answer> {
  const usual = { 'user-agent': 'Mozilla/5.0', referer: 'https://kick.com/', 'x-app-platform': 'web' }
  return ask(`${stage.kick.url}${path}`, {
    method: 'POST',
    headers: { ...usual, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

async function ask(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: readJson(text) }
}

function readJson(text: string): Record<string, unknown> {
  return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} // an object, as its first letter says
}

export const verifier = 'a-verifier-of-at-least-forty-three-characters'

/** The query with which the streamer's app asks for leave. */
export function authorizeQuery(stage: KickStage, change: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    client_id: stage.app.id,
    response_type: 'code',
    redirect_uri: redirect,
    state: 'a state',
    scope: 'user:read chat:write',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  })
}

/** An app's own token. */
export async function getAppToken(stage: KickStage): Promise<string> {
  const { body } = await postForm(stage, '/oauth/token', { grant_type: 'client_credentials' })
  return String(body['access_token'])
}

/** Subscribes the streamer's app to events of the streamer's channel. */
export async function subscribe(stage: KickStage, ...names: string[]): Promise<Answer> {
  const events = names.map((name) => ({ name, version: 1 }))
  return call(stage, stage.streamerToken.access, 'POST /public/v1/events/subscriptions', { events, method: 'webhook' })
}

/** A bare socket: the frames that came, as they are. */
export interface Line {
  readonly frames: readonly string[]
  send(...objects: object[]): void
  sendText(text: string): void
  /** The first object from here on that fits, frames taken apart; each is given once. */
  read(fits: (object: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
}

/** Opens a bare socket. */
export async function openLine(url: string, origin: string | undefined = 'https://kick.com'): Promise<Line> {
  const socket = new WebSocket(url, { ...(origin !== '' && { origin }) })
  onTestFinished(() => socket.terminate())
  const frames: string[] = []
  const objects: Record<string, unknown>[] = []
  const waiting = new Set<() => void>()
  let read = 0
  socket.on('message', (data) => {
    frames.push(String(data))
    for (const line of String(data).split('\n')) objects.push(JSON.parse(line) as Record<string, unknown>) // both protocols speak objects
    for (const look of waiting) look()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  await once(socket, 'open')
  return {
    frames,
    closed,
    send: (...sent) => socket.send(sent.map((one) => JSON.stringify(one)).join('\n')),
    sendText: (text) => socket.send(text),
    read: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const at = objects.findIndex((object, index) => index >= read && fits(object))
          const found = objects[at]
          if (!found) return
          read = at + 1
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}
