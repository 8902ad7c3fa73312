/** Reads one live chat: finds it, streams it, goes on where a stream ended, and polls where YouTube gives no stream. */
import type { Logger } from 'pino'
import type { ChatBudget, ChatMessage, ChatPosition } from '../../engine/ports/chat.ts'
import type { Connection, End } from '../reconnect.ts'
import type { YoutubeApi } from './api.ts'
import type { Bookmark } from './bookmark.ts'
import { readPollPause } from './budget.ts'
import { endOf, isPlaceGone, isUnknown, offline, over, type Rests, stopped } from './ends.ts'
import { translateMessage } from './translate.ts'
import { type Page, readItem } from './wire.ts'

export interface ReaderOptions {
  readonly api: YoutubeApi
  readonly channelId: string
  readonly bookmark: Bookmark
  readonly budget: () => ChatBudget
  readonly deliver: (message: ChatMessage) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly rests: Rests
  /** So many milliseconds after midnight at most reading begins again where the quota was spent. */
  readonly spread: number
  /** Waits so many milliseconds, or until the signal comes. Never rejects. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly log: Pick<Logger, 'info' | 'warn'>
}

export interface Reading extends Connection {
  /** The chat that is read; nothing before it is. */
  chatId(): string | undefined
  way(): ReadingWay | undefined
}

export type ReadingWay = 'stream' | 'poll'

/** Gives what opens a reading; `onJoin` is called once messages come. What was said before the reader was made is history. */
export function createReader(options: ReaderOptions): (onJoin: (detail: string) => void) => Reading {
  const startedAt = new Date(options.now())
  const memory: Memory = { looks: 0, failures: 0 }
  return (onJoin) => {
    const stopping = new AbortController()
    let chatId: string | undefined
    let way: ReadingWay | undefined
    let how = stopped
    const join = (chat: string, title: string, by: ReadingWay): void => {
      way = by
      if (chatId === chat) return
      chatId = chat
      onJoin(`Connected to the chat of "${title}".`)
    }
    const task = { ...options, startedAt, memory, signal: stopping.signal, join }
    return {
      ended: read(task).catch((error: unknown) =>
        stopping.signal.aborted ? how : endOf(error, options.rests, resetMs(options)),
      ),
      chatId: () => chatId,
      way: () => way,
      end(end) {
        how = end
        chatId = way = undefined
        stopping.abort()
      },
    }
  }
}

/** What one reading leaves to the next. */
interface Memory {
  /** How often nobody streamed, in a row. */
  looks: number
  /** How often a stream could not be had for no reason that is known, in a row. */
  failures: number
}

interface Task extends ReaderOptions {
  readonly startedAt: Date
  readonly memory: Memory
  readonly signal: AbortSignal
  readonly join: (chatId: string, title: string, way: ReadingWay) => void
}

const failuresBeforePolling = 2

async function read(task: Task): Promise<End> {
  const { api, bookmark, memory, signal, log } = task
  const [broadcast, other] = await api.findBroadcasts(signal)
  if (!broadcast) return offline(memory.looks++, task.rests)
  memory.looks = 0
  if (other) log.info({ title: broadcast.title }, 'YouTube: of several live streams the latest is read')
  const { chatId, title } = broadcast
  const listener = createListener(task, chatId, await bookmark.find(chatId))
  const join = (way: ReadingWay) => task.join(chatId, title, way)
  try {
    return await stream({ ...task, join }, listener)
  } catch (error) {
    if (!isUnknown(error) || ++memory.failures < failuresBeforePolling) throw error
    log.warn({ err: error }, 'YouTube gives no stream of the chat: it is polled, which costs more of the quota')
    return poll({ ...task, join }, listener)
  }
}

interface Joined extends Omit<Task, 'join'> {
  readonly join: (way: ReadingWay) => void
}

/** A stream that lived so long may be followed by another one at once. In milliseconds. */
const longLived = 30_000
const longestPause = 30_000

/** YouTube ends a stream every now and then. Rejects when one breaks. */
async function stream(task: Joined, listener: Listener): Promise<End> {
  for (let short = 0; ;) {
    const begun = performance.now()
    const gave = await streamOnce(task, listener)
    if (gave === 'the end') return over(task.rests)
    const held = gave === 'nothing' ? await findHeld(task, listener) : undefined
    if (held) return poll(task, listener, held)
    short = performance.now() - begun >= longLived ? 0 : short + 1
    if (short > 0) await task.wait(Math.min(500 * 2 ** short, longestPause), task.signal)
    task.signal.throwIfAborted()
  }
}

async function streamOnce(
  { api, memory, signal, join }: Joined,
  listener: Listener,
): Promise<'nothing' | 'messages' | 'the end'> {
  let gave: 'nothing' | 'messages' = 'nothing'
  try {
    const pages = await api.openStream(listener.chatId, listener.pageToken(), signal)
    memory.failures = 0
    join('stream')
    for await (const page of pages) {
      gave = 'messages'
      if (listener.hear(page)) return 'the end'
      listener.moveTo(page.nextPageToken)
    }
  } catch (error) {
    if (!isPlaceGone(error) || listener.pageToken() === undefined) throw error
    listener.restart()
    return 'messages'
  }
  return gave
}

/** What a chat holds whose stream gave nothing from the start. Where there is something, it is the stream that does not come through. */
async function findHeld({ api, signal }: Joined, { chatId, pageToken }: Listener): Promise<Page | undefined> {
  if (pageToken() !== undefined) return undefined
  const page = await api.poll(chatId, undefined, signal)
  return page.items.length > 0 ? page : undefined
}

/** Reads a batch at a time. Tokens of polls and of streams are not the same, so it begins with what the chat still holds. */
async function poll(
  { api, budget, rests, wait, signal, join }: Joined,
  listener: Listener,
  first?: Page,
): Promise<End> {
  listener.restart()
  let page = first ?? (await api.poll(listener.chatId, undefined, signal))
  for (;;) {
    join('poll')
    if (listener.hear(page)) return over(rests)
    await wait(readPollPause(page.pollingIntervalMillis ?? 0, page.items.length > 0, budget()), signal)
    signal.throwIfAborted()
    page = await api.poll(listener.chatId, page.nextPageToken, signal)
  }
}

/** Gives out the messages of one chat, and knows how far it is read. */
type Listener = ReturnType<typeof createListener>

function createListener(
  { channelId, deliver, bookmark, now, startedAt }: Task,
  chatId: string,
  position: ChatPosition | undefined,
) {
  let pageToken = position?.pageToken
  let readUntil = position?.readUntil ?? startedAt
  /** What was said earlier was read, or is history. */
  let floor = position ? undefined : readUntil

  function give(message: ChatMessage): void {
    if (floor && message.sentAt < floor) return
    if (message.sentAt > readUntil) readUntil = message.sentAt
    deliver(message)
  }

  return {
    chatId,
    /** Where a stream goes on. */
    pageToken: () => pageToken,
    /** Gives out a batch. True: the chat is at its end. */
    hear({ items: raw, offlineAt }: Page): boolean {
      const items = raw.flatMap((one) => readItem(one) ?? [])
      for (const item of items) {
        const message = translateMessage(item, channelId, now())
        if (message) give(message)
      }
      return offlineAt !== undefined || items.some(({ snippet }) => snippet.type === 'chatEndedEvent')
    },
    moveTo(token: string | undefined): void {
      if (token === undefined) return
      pageToken = token
      bookmark.note({ chatId, pageToken, readUntil })
    },
    /** Begins with what the chat still holds. */
    restart(): void {
      pageToken = undefined
      floor = readUntil
    },
  }
}

/** Not all bots of a project come back at midnight sharp. */
function resetMs({ budget, now, spread }: ReaderOptions): number {
  return budget().resetsAt.getTime() - now() + Math.random() * spread
}
