/** YouTube's HTTP interface through Google's own client: how every call of ours is made, counted and refused. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { youtube } from 'googleapis/build/src/apis/youtube/index.js'
import { readJson } from '../../runtime/json.ts'
import { reasonOf } from '../../runtime/setup-error.ts'
import { askWithToken, checkAddress, PlatformError, type TokenSource } from '../ask.ts'
import type { Call } from './budget.ts'
import type { Meter } from './meter.ts'
import { createSplitter } from './split.ts'
import { broadcastsBody, channelsBody, insertedBody, pageBody, readRefusal, type Page, type Refusal } from './wire.ts'

export interface ApiOptions {
  /** `https://youtube.googleapis.com`. */
  readonly apiUrl: string
  /** Of the channel that is read. */
  readonly tokens: TokenSource
  /** Of whoever speaks. */
  readonly speakers: TokenSource
  readonly meter: Meter
  /** Milliseconds in which a stream has to begin, and after which one without a byte is given up. */
  readonly waits: { readonly begin: number; readonly silence: number }
}

/** YouTube was asked and said no. `reason` is its code, such as `liveChatEnded`. */
export class YoutubeError extends PlatformError {
  readonly status: number
  readonly reason: string
  constructor(what: string, { status, reason, message }: Refusal) {
    super(`YouTube was asked to ${what} and refused: ${reason}${message === '' ? '' : ` ("${message}")`}.`, {
      temporary: status === 429 || status >= 500,
    })
    this.status = status
    this.reason = reason
  }
}

export type YoutubeApi = ReturnType<typeof createYoutubeApi>

/**
 * All calls reject with a `YoutubeError` for what YouTube refuses, and with a temporary `PlatformError` where it gives no answer. Where
 * the day's quota is spent it is not even asked: that fails with the reason `quotaExceeded`.
 */
export function createYoutubeApi({ apiUrl, tokens, speakers, meter, waits }: ApiOptions) {
  const rootUrl = `${checkAddress(apiUrl).origin}/`
  const client = youtube({ version: 'v3', rootUrl, retry: false })

  async function ask(call: Call, what: string, request: Request): Promise<unknown> {
    const { status, body } = await askWithToken('YouTube', call === 'send' ? speakers : tokens, async (token) => {
      if (meter.budget().state === 'spent') throw new YoutubeError(what, spent)
      await meter.spend(call)
      return answerOf(request({ headers: { authorization: `Bearer ${token}` }, ...anyAnswer }))
    })
    if (status === 200) return body
    const refusal = readRefusal(body) ?? { status, reason: `http-${status}`, message: '' }
    if (refusal.reason === 'quotaExceeded') await meter.exhaust()
    throw new YoutubeError(what, { ...refusal, status })
  }

  return {
    /** The live broadcasts of the token's channel that have a chat, the latest first. */
    async findBroadcasts(signal?: AbortSignal): Promise<Broadcast[]> {
      // Without `all` the ones that were begun by "Go live" alone are missing.
      const asked = { part: ['id', 'snippet', 'status'], broadcastStatus: 'active', broadcastType: 'all' }
      const body = await ask('find', 'find the live stream', (options) =>
        client.liveBroadcasts.list(asked, { ...options, ...short(signal) }),
      )
      return toBroadcasts(body)
    },

    /** One batch of a chat's messages; the first one holds what was said before. */
    async poll(chatId: string, pageToken: string | undefined, signal: AbortSignal): Promise<Page> {
      const body = await ask('poll', 'read the chat', (options) =>
        client.liveChatMessages.list(place(chatId, pageToken), { ...options, ...short(signal) }),
      )
      return readPage(body)
    },

    /** Opens a stream of batches: resolves when YouTube has answered, and gives each as it comes. Ends where YouTube ends it, or falls silent. */
    async openStream(chatId: string, pageToken: string | undefined, signal: AbortSignal): Promise<AsyncIterable<Page>> {
      const beginning = new AbortController()
      const late = setTimeout(() => beginning.abort(new Error(`no answer within ${waits.begin / 1000} s`)), waits.begin)
      try {
        const body = await ask('stream', 'stream the chat', (options) =>
          client.youtube.v3.liveChat.messages.stream(place(chatId, pageToken), {
            ...options,
            responseType: 'stream',
            signal: AbortSignal.any([signal, beginning.signal]),
          }),
        )
        // With that type of answer Google's client gives a readable stream of bytes.
        return readPages(body as Readable, waits.silence)
      } finally {
        clearTimeout(late)
      }
    },

    /** Says a line. Gives the id of the message. */
    async send(chatId: string, line: string): Promise<string> {
      const snippet = { liveChatId: chatId, type: 'textMessageEvent', textMessageDetails: { messageText: line } }
      const asked = { part: ['snippet'], requestBody: { snippet } }
      const body = await ask('send', 'say a line', (options) =>
        client.liveChatMessages.insert(asked, { ...options, ...short() }),
      )
      return insertedBody.parse(body).id
    },

    /** Channels: one by its handle, or up to 50 by their ids. */
    async findChannels(by: { forHandle: string } | { id: string[] }) {
      const body = await ask('find', 'find a channel', (options) =>
        // Without `maxResults` no more than five are listed.
        client.channels.list({ part: ['id', 'snippet'], maxResults: 50, ...by }, { ...options, ...short() }),
      )
      return channelsBody.parse(body).items
    },
  }
}

/** A stream on YouTube with a chat. */
export interface Broadcast {
  readonly chatId: string
  readonly title: string
}

/** Any status is an answer, and a token goes nowhere else. */
const anyAnswer = { redirect: 'error', validateStatus: () => true } as const

type CallOptions = typeof anyAnswer & { readonly headers: { readonly authorization: string } }

interface GoogleAnswer {
  readonly status: number
  readonly data: unknown
}

type Request = (options: CallOptions) => Promise<GoogleAnswer>

const spent: Refusal = { status: 403, reason: 'quotaExceeded', message: '' }

const place = (liveChatId: string, pageToken: string | undefined) => ({
  liveChatId,
  part: ['id', 'snippet', 'authorDetails'],
  ...(pageToken !== undefined && { pageToken }),
})

/** For calls whose whole answer comes at once. */
const short = (signal?: AbortSignal) => ({ timeout: 10_000, responseType: 'json' as const, ...(signal && { signal }) })

async function answerOf(request: Promise<GoogleAnswer>) {
  try {
    const { status, data } = await request
    // Of a stream that is refused Google's client throws the reason away, so it is read here.
    const isRefusal = status !== 200 && data instanceof Readable
    return { status, body: isRefusal ? readJson(await text(data)) : data }
  } catch (error) {
    throw new PlatformError(`YouTube gave no answer (${reasonOf(error)}).`, { temporary: true, cause: causeOf(error) })
  }
}

/** Not the error itself, which holds the request with everything in it. */
function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : error
}

async function* readPages(body: Readable, silenceMs: number): AsyncGenerator<Page> {
  const split = createSplitter()
  let isSilent = false
  const silence = setTimeout(() => {
    isSilent = true
    body.destroy()
  }, silenceMs)
  try {
    for await (const bytes of body as AsyncIterable<Uint8Array>) {
      silence.refresh()
      for (const written of split(bytes)) yield readPage(readJson(written))
    }
  } catch (cause) {
    if (isSilent) return
    if (cause instanceof PlatformError) throw cause
    throw new PlatformError(`The stream of YouTube's chat broke (${reasonOf(cause)}).`, { temporary: true, cause })
  } finally {
    clearTimeout(silence)
  }
}

function readPage(body: unknown): Page {
  const refusal = readRefusal(body)
  if (refusal) throw new YoutubeError('read the chat', refusal)
  const { data, error } = pageBody.safeParse(body)
  if (data) return data
  throw new PlatformError('YouTube gave messages in a form that is not known.', { temporary: false, cause: error })
}

function toBroadcasts(body: unknown): Broadcast[] {
  return broadcastsBody
    .parse(body)
    .items.map(({ snippet }) => snippet)
    .toSorted((a, b) => (b.actualStartTime ?? '').localeCompare(a.actualStartTime ?? ''))
    .flatMap(({ liveChatId, title }) => (liveChatId === undefined ? [] : [{ chatId: liveChatId, title }]))
}
