/** The web server on a real database and a real port, and a live client to listen with. */
import { fileURLToPath } from 'node:url'
import { createApi } from '@streambot/api/app.ts'
import type { ApiOptions } from '@streambot/api/options.ts'
import { type LiveMessage, liveMessageSchema } from '@streambot/shared/contract/live.ts'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { openGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import type { Account, Giveaway, GiveawayRules, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { makeLogTo } from '@streambot/shared/runtime/log.ts'
import { WebSocket } from 'ws'
import { makeDatabase } from './database.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import { createOverlaySeals } from '@streambot/shared/runtime/overlay-tokens.ts'
import { createKeySeals } from '@streambot/shared/runtime/key-seals.ts'
import { createWebhookSecrets } from '@streambot/shared/runtime/webhook-secrets.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { askOf, openEngine, person, type TestClock, type TestEngine, vault } from './engine.ts'

export interface TestApi {
  readonly engine: TestEngine
  readonly streamerId: StreamerId
  /** Where the database is. */
  readonly databaseUrl: string
  /** `http://127.0.0.1:PORT`. */
  readonly address: string
  readonly port: number
  /** What was logged. */
  readonly logged: string[]
  /** Live connections that the server holds. */
  countConnections(): number
  /** Ends the server and leaves the database. */
  stop(): Promise<void>
  close(): Promise<void>
}

/** What webhooks are posted with, also to this computer, and what is sealed. */
export const post = {
  overlaySeals: createOverlaySeals(vault),
  courier: createCourier({ allowsPrivate: true }),
  secrets: createWebhookSecrets(vault),
  keySeals: createKeySeals(vault),
}

/** Real time, for pages that count down. */
const realClock: TestClock = { now: () => new Date(), turn: () => undefined }

export interface ServeOptions extends Partial<ApiOptions> {
  readonly port?: number
}

/** `revealSeconds`: how long a drawn giveaway waits before it completes; without it, it does at once. */
export async function startApi({ revealSeconds = 0, ...options }: ServeOptions & { revealSeconds?: number } = {}) {
  const database = await makeDatabase()
  const engine = openEngine(database.url, realClock)
  const streamerId = await engine.store.addStreamer('Mira', { graceSeconds: 0, revealSeconds })
  const server = await serve(engine, streamerId, options)
  const api: TestApi = {
    ...server,
    engine,
    streamerId,
    databaseUrl: database.url,
    close: async () => {
      await server.stop()
      await engine.close()
      await database.drop()
    },
  }
  return api
}

/** A server on an engine that runs already, such as another one after the first was stopped. */
export async function serve(
  engine: TestEngine,
  streamerId: StreamerId,
  { port = 0, ...options }: ServeOptions = {},
): Promise<Pick<TestApi, 'address' | 'port' | 'logged' | 'stop' | 'countConnections'>> {
  const logged: string[] = []
  const log = makeLogTo('warn', { write: (line) => void logged.push(line) })
  const pageFolder = fileURLToPath(new URL('no-page', import.meta.url))
  const tokens = createTokenSeals(vault)
  const app = await createApi({
    ...engine.ports,
    ...post,
    clock: realClock,
    streamerId,
    tokens,
    log,
    pageFolder,
    overlayFolder: pageFolder,
    ...options,
  })
  const address = await app.listen({ port, host: '127.0.0.1' })
  return {
    address,
    port: Number(new URL(address).port),
    logged,
    countConnections: () => app.websocketServer.clients.size,
    stop: () => app.close(),
  }
}

export interface LiveClient {
  readonly socket: WebSocket
  /** All messages so far but pings, checked against the contract. */
  readonly messages: Exclude<LiveMessage, { type: 'ping' }>[]
  readonly pings: number
  /** Resolves with the first message, past or coming, that fits. Throws when the connection ends before. */
  find<Found extends LiveMessage>(fits: (message: LiveMessage) => message is Found): Promise<Found>
  find(fits: (message: LiveMessage) => boolean): Promise<LiveMessage>
  /** The id of the last message. */
  reached(): number
  /** Resolves with the code of the close. */
  closed: Promise<number>
  close(): Promise<void>
}

/** Connects like a page of the server would. */
export async function listen(
  { address, port }: Pick<TestApi, 'address' | 'port'>,
  after?: number,
): Promise<LiveClient> {
  const query = after === undefined ? '' : `?after=${after}`
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live${query}`, { origin: address })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const messages: LiveClient['messages'] = []
  const waiting = new Set<() => void>()
  let pings = 0
  socket.on('message', (data) => {
    const message = liveMessageSchema.parse(JSON.parse(String(data)))
    if (message.type === 'ping') pings++
    else messages.push(message)
    for (const look of waiting) look()
  })
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  return {
    socket,
    messages,
    get pings() {
      return pings
    },
    find: (fits: (message: LiveMessage) => boolean) =>
      new Promise<never>((resolve, reject) => {
        void closed.then((code) => reject(new Error(`The connection ended with ${code}, and this did not come.`)))
        const look = (): void => {
          const found = messages.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found as never) // the overload says what it is
        }
        waiting.add(look)
        look()
      }),
    reached: () => messages.at(-1)?.id ?? 0,
    closed,
    close: async () => {
      socket.close()
      await closed
    },
  }
}

/** Opens a giveaway, or throws with the refusal. */
export async function open(
  { engine, streamerId }: Pick<TestApi, 'engine' | 'streamerId'>,
  { title = 'Steam key', word = '!enter', ...rules }: Partial<GiveawayRules> & { title?: string; word?: string } = {},
): Promise<Giveaway> {
  const ask = { streamerId, title, word, rules: { ...usualRules, ...rules } }
  const opened = await openGiveaway(engine.ports, ask, { actor: 'test' })
  if (!opened.ok) throw new Error(`The giveaway did not open: ${opened.code}`)
  return opened.value
}

export function enter({ engine }: Pick<TestApi, 'engine'>, { id }: Giveaway, ...people: Account[]): Promise<unknown> {
  return Promise.all(people.map((account) => engine.entering.enter(id, askOf(account, realClock))))
}

/** People number `from` to `to`, both included. */
export function people(from: number, to: number): Account[] {
  return Array.from({ length: to - from + 1 }, (_, index) => person(from + index))
}

/** Closes and draws; without a time between draw and reveal the giveaway completes at once. */
export async function draw({ engine }: Pick<TestApi, 'engine'>, { id }: Giveaway): Promise<void> {
  const asked = await requestDraw(engine.ports, id, undefined, { actor: 'test' })
  if (!asked.ok) throw new Error(`The draw was refused: ${asked.code}`)
  await advanceGiveaway(engine.ports, id)
}
