/** The web server on a real database and a real port, and a live client to listen with. */
import { type LiveMessage, liveMessageSchema } from '@streambot/shared/contract/live.ts'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { openGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import type { Account, Giveaway, GiveawayRules, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { WebSocket } from 'ws'
import { makeDatabase } from './database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { askOf, openEngine, person, type TestEngine } from './engine.ts'
import { realClock, serve, type Served, type ServeOptions } from './serve.ts'

export interface TestApi extends Served {
  readonly engine: TestEngine
  readonly streamerId: StreamerId
  /** Where the database is. */
  readonly databaseUrl: string
  close(): Promise<void>
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
