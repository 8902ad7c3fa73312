/** What goes out to Kick: lines over its official interface, within limits that it does not tell. */
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Sent } from '../../engine/ports/chat.ts'
import { PlatformError, type PlatformAnswer } from '../ask.ts'
import { accepted, guardLength, refuse, sayInTurn } from '../line.ts'
import { askKick, type KickApi, readRefusal } from './api.ts'
import { sentBody } from './wire.ts'

export interface SenderOptions {
  readonly api: KickApi
  readonly channelId: string
  /** Whose account the tokens are of. */
  readonly botId: string
  /** Milliseconds that only grow. */
  readonly now: () => number
  readonly isConnected: () => boolean
  readonly log: Pick<Logger, 'warn'>
}

export interface Sender {
  /** Milliseconds until a line may be sent. */
  readyIn(): number
  /**
   * Says one line. Refusals are Kick's own words, or `empty`, `too-long`, `too-soon`, `not-connected`, `not-sent` where it gave no
   * reason, and `connection-lost` where its answer never came: then the line may stand there, and said again it might stand there twice.
   */
  send(text: string): Promise<Sent>
  /** Whether a line of the chat is one that we said with the owner's account: Kick gives it back, under whatever name it shows the bot. */
  isOurs(line: { readonly id: string; readonly content: string }): boolean
}

/** The longest line in UTF-16 units: Kick's 500 less what `sayInTurn` may add. */
export const maxLength = 500 - guardLength

/** Kick does not publish its limits: one line a second is taken, and the clock of its second starts when the line arrives. */
const gapMs = 1100
/** After being told that it was too much, where Kick does not say for how long; doubled each time. */
const backOffMs = 500
const longestBackOffMs = 5000
/** For so long a line of ours is known by its words, while Kick did not name it yet. */
const echoMs = 60_000

/** Sends to one channel. */
export function createSender(options: SenderOptions): Sender {
  const { now, isConnected, log, botId, channelId } = options
  const isOwner = botId === channelId
  const said = new LRUCache<string, true>({ max: 500, ttl: echoMs, ttlResolution: 0, perf: { now } })
  const post = createPost(options)
  let readyAt = 0
  let tooOften = 0

  const readyIn = (): number => Math.max(0, readyAt - now())

  async function sendNow(line: string): Promise<Sent> {
    if (!isConnected()) return refuse('not-connected')
    if (readyIn() > 0) return refuse('too-soon')
    readyAt = now() + gapMs
    // Before it is sent, because it may come back before the answer does.
    said.set(contentKey(line), true)
    try {
      return read(await post(line))
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error
      log.warn({ err: error }, 'Kick: it is not known whether a line was said')
      return refuse('connection-lost')
    }
  }

  function read(answer: PlatformAnswer): Sent {
    if (answer.status === 429) return backOff(answer)
    tooOften = 0
    const { data } = sentBody.safeParse(answer.body)
    if (answer.status >= 300 || !data?.data.is_sent) return refuse(readRefusal(answer) ?? 'not-sent')
    if (data.data.message_id) said.set(idKey(data.data.message_id), true)
    return accepted
  }

  function backOff({ headers }: PlatformAnswer): Sent {
    const asked = Number(headers.get('retry-after') ?? NaN) * 1000
    const usual = Math.min(backOffMs * 2 ** tooOften++, longestBackOffMs)
    readyAt = now() + Math.max(gapMs, Number.isFinite(asked) ? asked : usual)
    return refuse('too-soon')
  }

  return {
    readyIn,
    send: sayInTurn(maxLength, sendNow),
    isOurs: ({ id, content }) => isOwner && (said.has(idKey(id)) || said.has(contentKey(content))),
  }
}

/**
 * Posts a line. With the streamer's own tokens it is said as the bot of the app, with its badge; where Kick does not take that (the bot
 * is off in the settings of the app, or it fails, as it does for some) the line is said as the streamer.
 */
function createPost({ api, channelId, botId, log }: SenderOptions): (content: string) => Promise<PlatformAnswer> {
  const asUser = (content: string) =>
    askKick(api, '/chat', { type: 'user', content, broadcaster_user_id: Number(channelId) })
  let isBot = botId === channelId

  return async (content) => {
    if (!isBot) return asUser(content)
    const answer = await askKick(api, '/chat', { type: 'bot', content })
    if (answer.status !== 400 && answer.status < 500) return answer
    isBot = false
    const said = { status: answer.status, said: readRefusal(answer) }
    log.warn(said, 'Kick: the bot of the app cannot speak; lines are said as the streamer from now on')
    return asUser(content)
  }
}

const idKey = (id: string): string => `id ${id}`
/** Without what Kick may change at the ends. */
const contentKey = (content: string): string => `content ${content.trim()}`
