/** YouTube's live chat of one channel: stays connected from stream to stream, gives translated messages. */
import type { Logger } from 'pino'
import type {
  Chat,
  ChatBudget,
  ChatMessage,
  ChatReach,
  ChatState,
  LookUps,
  PositionStore,
  QuotaStore,
} from '../../engine/ports/chat.ts'
import type { TokenSource } from '../ask.ts'
import { createListeners } from '../listeners.ts'
import { pause } from '../pause.ts'
import { keepConnected, type ReconnectWaits } from '../reconnect.ts'
import { createYoutubeApi } from './api.ts'
import { createBookmark } from './bookmark.ts'
import { usualLimit } from './budget.ts'
import { isOver, nobodyStreams, type Rests, usualRests } from './ends.ts'
import { createYoutubeLookUps } from './look-ups.ts'
import { createMeter } from './meter.ts'
import { createReader } from './reading.ts'
import { createAccountFinder, createSender, maxLength } from './send.ts'

export interface YoutubeChatOptions {
  /** The channel whose streams are read, with its own tokens: nobody else's find its streams. */
  readonly owner: { readonly channelId: string; readonly tokens: TokenSource }
  /** Who speaks. The same where the streamer lends the bot their account. */
  readonly bot: { readonly channelId: string; readonly tokens: TokenSource }
  /** `https://youtube.googleapis.com`; without encryption only on this computer. */
  readonly apiUrl: string
  /** The number of the Google project, whose quota is used. */
  readonly project: string
  /** Units a day, where Google granted another number than usual. */
  readonly quota?: number | undefined
  readonly positions: PositionStore
  readonly quotas: QuotaStore
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
  /** Told when the quota of the day runs low, is spent, and is new again. */
  readonly onBudget?: (budget: ChatBudget) => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly waits?: Partial<YoutubeWaits>
  /** Waits between two streams, and between two polls. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** All in milliseconds. */
export interface YoutubeWaits extends ReconnectWaits, Rests {
  /** A stream that has not begun by then is given up. */
  readonly begin: number
  /** A stream on which nothing comes for so long is opened anew. */
  readonly silence: number
  /** How long a line whose answer was lost is looked for in the chat. */
  readonly echo: number
  /** After which time a position is kept. */
  readonly bookmark: number
  /** So long after midnight at most reading begins again where the quota was spent. */
  readonly spread: number
}

const usualWaits: YoutubeWaits = {
  ...usualRests,
  retry: 1000,
  longestRetry: 30_000,
  longestRefused: 300_000,
  begin: 20_000,
  silence: 90_000,
  echo: 10_000,
  bookmark: 10_000,
  spread: 300_000,
}

export interface YoutubeChat extends Chat {
  /** About people, from the same quota. */
  readonly lookUps: LookUps
}

/** One account in the live chats of one channel. Throws for an address to which no token may travel. */
export function createYoutubeChat(given: YoutubeChatOptions): YoutubeChat {
  const { owner, bot, log, now = Date.now, wait = pause, onBudget } = given
  const { channelId, tokens } = owner
  const waits = { ...usualWaits, ...given.waits }
  const listeners = createListeners('YouTube', log)

  const meter = createMeter({
    project: given.project,
    limit: given.quota ?? usualLimit,
    store: given.quotas,
    now,
    log,
    onBudget(budget) {
      log[budget.state === 'ample' ? 'info' : 'warn']({ budget }, `YouTube: ${budget.detail}`)
      if (onBudget) listeners.guard(() => onBudget(budget))
    },
  })
  const api = createYoutubeApi({ apiUrl: given.apiUrl, tokens, speakers: bot.tokens, meter, waits })
  const bookmark = createBookmark({ channelId, store: given.positions, lagMs: waits.bookmark, log })
  const { budget } = meter
  const open = createReader({
    api,
    channelId,
    bookmark,
    budget,
    deliver,
    now,
    wait,
    rests: waits,
    spread: waits.spread,
    log,
  })
  const connection = keepConnected({
    tokens,
    waits,
    tell: skipRepeats(tell),
    open: (_token, onJoin) => open(onJoin), // a reading outlives a token
  })
  const chatId = () => connection.current()?.chatId()
  let isLive: boolean | undefined

  function reach(): ChatReach {
    const way = connection.current()?.way()
    return { ways: way ? [way] : [], triesIn: connection.triesIn(), isLive }
  }
  // A wall clock that is set back would hold lines back for as long.
  const steady = given.now ?? (() => performance.now())
  const stopping = new AbortController()
  const lookUps = createYoutubeLookUps({ api, budget, log, now, wait: (ms) => wait(ms, stopping.signal) })
  const sender = createSender({ api, chatId, budget, now, steady, echoWithin: waits.echo })

  function deliver(message: ChatMessage): void {
    const isBot = message.account.userId === bot.channelId
    if (isBot && (sender.isOurs(message) || bot.channelId !== channelId)) return
    listeners.hear(message)
  }

  function tell(state: ChatState, detail: string): void {
    if (state !== 'connecting') isLive = state === 'connected' ? true : isOver(detail) ? false : undefined
    log[state === 'reconnect-account' ? 'error' : 'info']({ state, channelId }, `YouTube: ${detail}`)
    listeners.tell(state, detail)
  }

  return {
    platform: 'youtube',
    channelId,
    maxLength,
    start: connection.start,
    async stop() {
      stopping.abort()
      await connection.stop()
      await bookmark.close()
    },
    reach,
    readyIn: sender.readyIn,
    send: sender.send,
    onMessage: listeners.onMessage,
    onState: listeners.onState,
    findAccount: createAccountFinder(api, now),
    budget,
    lookUps,
  }
}

/** While nobody streams, looking again is nothing to tell. */
function skipRepeats(tell: (state: ChatState, detail: string) => void): typeof tell {
  let last = ''
  return (state, detail) => {
    if (last === nobodyStreams && (state === 'connecting' || detail === nobodyStreams)) return
    last = detail
    tell(state, detail)
  }
}
