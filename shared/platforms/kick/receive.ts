/** Kick's chat: by the official webhook, over the site's socket, or both, whichever brings a message first. */
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Chat, ChatReach, ChatState, Webhook } from '../../engine/ports/chat.ts'
import { checkAddress, type TokenSource } from '../ask.ts'
import { createListeners } from '../listeners.ts'
import { type Connection, type End, keepConnected, type Reconnecting, type ReconnectWaits } from '../reconnect.ts'
import { createAppTokens, isTokenTaken, type KickApi } from './api.ts'
import { openCourse } from './course.ts'
import { createAccountFinder } from './find.ts'
import { createRealtime, type RealtimeOptions } from './realtime.ts'
import { createSender, maxLength } from './send.ts'
import { createKeyring } from './signature.ts'
import { keepSubscribed } from './subscription.ts'
import { translateLine } from './translate.ts'
import { createWebhook } from './webhook.ts'
import type { KickLine } from './wire.ts'

export interface KickChatOptions {
  /** `slug` is how the channel's address spells its name. */
  readonly channel: { readonly id: string; readonly slug: string }
  readonly bot: { readonly userId: string }
  /** `https://api.kick.com`. */
  readonly apiUrl: string
  /** `https://id.kick.com`. */
  readonly idUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** Access tokens of the bot's account. */
  readonly tokens: TokenSource
  /** Whether Kick posts the chat to us. */
  readonly webhook: boolean
  /** For the socket of Kick's site: undocumented, so only where it is asked for. */
  readonly realtime?: RealtimeOptions | undefined
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly waits?: Partial<KickWaits>
}

/** All in milliseconds. */
export interface KickWaits extends ReconnectWaits {
  /** From opening the socket to being in the room. */
  readonly join: number
  /** How often it is looked whether Kick still delivers. */
  readonly check: number
  /** How long to stay away from the socket after being shut out once, twice and so on. */
  readonly rests: readonly number[]
}

export interface KickChat extends Chat {
  /** What takes Kick's deliveries; nothing where it is not to post any. */
  readonly webhook: Webhook | undefined
}

const minuteMs = 60_000
const usualWaits: KickWaits = {
  retry: 1000,
  longestRetry: 30_000,
  longestRefused: 300_000,
  join: 20_000,
  check: 30 * minuteMs,
  rests: [5, 10, 20, 30].map((minutes) => minutes * minuteMs),
}

/** Messages come twice where both ways are open, and webhooks by themselves; so many ids are remembered. */
const mostSeen = 50_000

/** One bot account in one Kick channel. Throws for addresses to which no token may travel. */
export function createKickChat(given: KickChatOptions): KickChat {
  for (const url of [given.apiUrl, given.idUrl]) checkAddress(url)
  const options = { ...given, now: given.now ?? Date.now, waits: { ...usualWaits, ...given.waits } }
  const { channel, bot, apiUrl, log, now } = options
  const appApi = { apiUrl, tokens: createAppTokens(options) }
  const seen = new LRUCache<string, true>({ max: mostSeen })
  const listeners = createListeners('Kick', log)
  const states = createStates(listeners.tell)
  const sender = createSender({
    api: { apiUrl, tokens: options.tokens },
    channelId: channel.id,
    botId: bot.userId,
    // A wall clock that is set back would hold lines back for as long.
    now: given.now ?? (() => performance.now()),
    isConnected: () => states.overall() === 'connected',
    log,
  })
  let isOpen = false

  function hear(line: KickLine, room: string): void {
    const message = translateLine(line, { channelId: channel.id, botId: bot.userId, room }, now())
    if (!message || sender.isOurs(line) || seen.has(message.id)) return
    seen.set(message.id, true)
    listeners.hear(message)
  }

  const webhook = createWebhook({
    keyring: createKeyring({ apiUrl, now }),
    isOpen: () => isOpen,
    hear: (line) => hear(line, channel.id),
    log,
    now,
  })
  const ways = openWays(options, appApi, states, hear)
  return {
    platform: 'kick',
    channelId: channel.id,
    maxLength,
    async start() {
      isOpen = true
      await Promise.all(ways.map((way) => way.start()))
    },
    async stop() {
      isOpen = false
      await Promise.all(ways.map((way) => way.stop()))
    },
    reach: () => reachOf(ways, states),
    readyIn: sender.readyIn,
    send: sender.send,
    onMessage: listeners.onMessage,
    onState: listeners.onState,
    findAccount: createAccountFinder(appApi, now),
    webhook: options.webhook ? webhook : undefined,
  }
}

type Options = KickChatOptions & { readonly waits: KickWaits }

/** The ways that chat comes by, each connected by itself. The account is needed to speak, so all of them ask whether it still is good. */
function openWays(
  { channel, webhook, realtime, idUrl, tokens, log, waits }: Options,
  api: KickApi,
  states: States,
  hear: (line: KickLine, room: string) => void,
): Reconnecting<Connection>[] {
  const open = (way: Way, stay: Stay): Reconnecting<Connection> =>
    keepConnected({
      tokens,
      waits,
      tell(state, detail) {
        log[state === 'reconnect-account' ? 'error' : 'info']({ state, way, channel: channel.slug }, `Kick: ${detail}`)
        states.tell(way, state, detail)
      },
      open: (token, onJoin) =>
        openCourse(async (signal) => {
          if (!(await isTokenTaken(idUrl, token))) return refused
          return signal.aborted ? stopped : stay(signal, onJoin)
        }, log),
    })
  const subscription = { api, channelId: channel.id, check: waits.check, log }
  const socket = realtime && createRealtime({ ...realtime, channel, hear, log, join: waits.join, rests: waits.rests })
  return [
    ...(webhook ? [open('webhook', (signal, onJoin) => keepSubscribed(subscription, signal, onJoin))] : []),
    ...(socket ? [open('socket', socket)] : []),
  ]
}

/** Tried again at the earliest is what counts, unless one way works. */
function reachOf(ways: readonly Reconnecting<Connection>[], states: States): ChatReach {
  const open = states.open()
  const waits = ways.flatMap((way) => way.triesIn() ?? [])
  return { ways: open, triesIn: open.length > 0 || waits.length === 0 ? undefined : Math.min(...waits) }
}

type Way = 'webhook' | 'socket'
type Stay = (signal: AbortSignal, onJoin: (detail: string) => void) => Promise<End>

const refused: End = { why: 'token-refused', detail: "Kick no longer takes the token of the bot's account." }
const stopped: End = { why: 'stopped', detail: 'Stopped.' }

interface States {
  tell(way: Way, state: ChatState, detail: string): void
  overall(): ChatState
  /** The ways by which messages come. */
  open(): Way[]
}

/** One state from several ways: a dead account is worse than a way that works, and a way that works is enough. */
function createStates(tell: (state: ChatState, detail: string) => void): States {
  const states = new Map<Way, ChatState>()
  let told: ChatState = 'disconnected'
  return {
    tell(way, state, detail) {
      states.set(way, state)
      const overall = inOrder.find((one) => [...states.values()].includes(one)) ?? 'disconnected'
      if (overall === told) return
      told = overall
      tell(overall, detail)
    },
    overall: () => told,
    open: () => [...states].flatMap(([way, state]) => (state === 'connected' ? [way] : [])),
  }
}

const inOrder: readonly ChatState[] = ['reconnect-account', 'connected', 'connecting', 'disconnected']
