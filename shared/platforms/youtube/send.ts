/** What goes out to YouTube: lines, within its quota of the day; each says what became of it. And which of the lines that come in are ours. */
import { LRUCache } from 'lru-cache'
import type { ChatBudget, ChatMessage, Sent } from '../../engine/ports/chat.ts'
import type { Account } from '../../giveaway/words.ts'
import { PlatformError } from '../ask.ts'
import { accepted, guardLength, refuse, sayInTurn } from '../line.ts'
import { rememberAccounts } from '../remember.ts'
import { type YoutubeApi, YoutubeError } from './api.ts'
import { toAccount } from './translate.ts'

export interface SenderOptions {
  readonly api: Pick<YoutubeApi, 'send'>
  /** The chat that is open now. */
  readonly chatId: () => string | undefined
  readonly budget: () => ChatBudget
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds that only grow. */
  readonly steady: () => number
  /** How long a line whose answer was lost is looked for in the chat, in milliseconds. */
  readonly echoWithin: number
}

export interface Sender {
  /** Milliseconds until the limits allow a line; until the next day where the quota has none left. */
  readyIn(): number
  /**
   * Says one line. Refusals are YouTube's reasons, or `empty`, `too-long`, `too-soon`, `not-connected`, `no-account` and `no-answer`:
   * whether such a line stands in the chat is not known, so it is not said again.
   */
  send(text: string): Promise<Sent>
  /** Whether a message of our account is a line that was said here: YouTube gives those back. */
  isOurs(message: Pick<ChatMessage, 'id' | 'text'>): boolean
}

/** The longest line in UTF-16 units: the 200 characters of YouTube's own page less what `sayInTurn` may add. */
export const maxLength = 200 - guardLength

/** Between two lines. YouTube tells no limit; so much a person may type. */
const gapMs = 1_500
/** After YouTube found it too much. */
const pauseMs = 120_000
const rateReasons = new Set(['rateLimitExceeded', 'userRateLimitExceeded'])

/** Sends to one channel's chat, one line at a time. */
export function createSender({ api, chatId, budget, now, steady, echoWithin }: SenderOptions): Sender {
  const echoes = createEchoes()
  let readyAt = -Infinity

  function readyIn(): number {
    const { lines, resetsAt } = budget()
    return Math.max(0, readyAt - steady(), lines > 0 ? 0 : resetsAt.getTime() - now())
  }

  async function sendNow(line: string): Promise<Sent> {
    if (readyIn() > 0) return refuse('too-soon')
    const chat = chatId()
    if (chat === undefined) return refuse('not-connected')
    readyAt = steady() + gapMs
    const echo = echoes.await(line)
    try {
      echo.said(await api.send(chat, line))
      return accepted
    } catch (error) {
      if (isDoubtful(error)) return (await echo.within(echoWithin)) ? accepted : refuse('no-answer')
      echo.forget()
      return readRefusal(error)
    }
  }

  function readRefusal(error: unknown): Sent {
    if (!(error instanceof PlatformError)) throw error
    if (!(error instanceof YoutubeError)) return refuse('no-account')
    if (rateReasons.has(error.reason) || error.status === 429) readyAt = steady() + pauseMs
    return refuse(error.reason)
  }

  return {
    readyIn,
    send: sayInTurn(maxLength, sendNow),
    isOurs: echoes.hear,
  }
}

/** Looks accounts up by handle, each at most once a minute. What can be no handle is nobody. */
export function createAccountFinder(api: Pick<YoutubeApi, 'findChannels'>, now: () => number) {
  const known = rememberAccounts(async (handle) => {
    const [channel] = await api.findChannels({ forHandle: `@${handle}` })
    return channel && toAccount(channel.id, channel.snippet.customUrl ?? channel.snippet.title)
  }, now)
  return async (name: string): Promise<Account | undefined> =>
    /^[\p{L}\p{N}_.·-]{3,30}$/u.test(name) ? known(name.toLowerCase()) : undefined
}

/** The line may stand in the chat although nobody said so: the answer was lost, or YouTube broke over it. */
function isDoubtful(error: unknown): boolean {
  if (error instanceof YoutubeError) return error.status >= 500
  return error instanceof PlatformError && error.temporary
}

interface Echo {
  /** YouTube took it, and named it. */
  said(id: string): void
  /** It was not said. */
  forget(): void
  /** Whether it comes back within so many milliseconds. */
  within(ms: number): Promise<boolean>
}

/**
 * Knows our lines when they come back: by their ids, and by their text as long as no id came, since the chat may be quicker than the
 * answer. The owner types with the same account where they lend it to the bot.
 */
function createEchoes() {
  const ids = new LRUCache<string, true>({ max: 1000 })
  const unnamed = new LRUCache<string, PromiseWithResolvers<boolean>>({ max: 20 })

  function hear({ id, text }: Pick<ChatMessage, 'id' | 'text'>): boolean {
    if (ids.has(id)) return true
    const waiting = unnamed.get(normalise(text))
    if (!waiting) return false
    ids.set(id, true)
    waiting.resolve(true)
    return true
  }

  return {
    hear,
    await(line: string): Echo {
      const text = normalise(line)
      const heard = Promise.withResolvers<boolean>()
      unnamed.set(text, heard)
      return {
        said(id) {
          ids.set(id, true)
          unnamed.delete(text)
        },
        forget: () => void unnamed.delete(text),
        within(ms) {
          // One that comes later is still ours, so its text stays.
          const timer = setTimeout(() => heard.resolve(false), ms)
          return heard.promise.finally(() => clearTimeout(timer))
        },
      }
    },
  }
}

/** YouTube shows a line without spaces at its ends. */
function normalise(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}
