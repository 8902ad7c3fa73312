/** Where reading a chat stands, kept across connections and restarts. */
import type { Logger } from 'pino'
import type { ChatPosition, PositionStore } from '../../engine/ports/chat.ts'

export interface BookmarkOptions {
  readonly channelId: string
  readonly store: PositionStore
  /**
   * Milliseconds after which a position is kept: what its messages asked for is committed by then. After a crash they come once more,
   * and count once.
   */
  readonly lagMs: number
  readonly log: Pick<Logger, 'warn'>
}

export interface Bookmark {
  /** Where this process, or an earlier one, stopped to read the chat. */
  find(chatId: string): Promise<ChatPosition | undefined>
  /** Notes that everything up to here was given out. */
  note(position: ChatPosition): void
  /** Keeps what is old enough, and no more. */
  close(): Promise<void>
}

export function createBookmark({ channelId, store, lagMs, log }: BookmarkOptions): Bookmark {
  let newest: ChatPosition | undefined
  let waiting: ChatPosition | undefined
  let timer: NodeJS.Timeout | undefined
  let saving = Promise.resolve()

  function wait(): void {
    waiting = newest
    timer = setTimeout(() => {
      timer = undefined
      save(waiting)
      if (waiting !== newest) wait()
    }, lagMs).unref()
  }

  function save(position: ChatPosition | undefined): void {
    if (!position) return
    saving = saving
      .then(() => store.save('youtube', channelId, position))
      .catch((err: unknown) =>
        log.warn({ err, channelId }, 'YouTube: how far the chat is read could not be kept; the next position will be.'),
      )
  }

  return {
    async find(chatId) {
      const position = newest ?? (await store.find('youtube', channelId))
      return position?.chatId === chatId ? position : undefined
    },
    note(position) {
      newest = position
      if (!timer) wait()
    },
    async close() {
      clearTimeout(timer)
      await saving
    },
  }
}
