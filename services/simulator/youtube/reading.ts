/** Reading a chat: where a reader stands, and what one answer holds. Lists and streams do it alike. */
import type { Ask, Reply } from '../http.ts'
import type { Broadcasts, Chat } from './broadcasts.ts'
import { fail } from './errors.ts'
import type { Faults } from './faults.ts'
import { makeEtag, type Item } from './items.ts'
import { choose, readNumber, readParts } from './lists.ts'

export interface ReadingParts {
  readonly broadcasts: Broadcasts
  readonly faults: Faults
  /** Milliseconds a list tells its reader to wait, and holds it to. */
  readonly pollingMillis: () => number
}

/** Somebody who reads a chat. Page tokens of lists are of no use to streams, nor the other way round. */
export interface Reader {
  readonly chat: Chat
  readonly via: 'list' | 'stream'
  readonly parts: readonly string[]
  /** Items in one answer. */
  readonly most: number
  /** How many items are behind the reader. */
  place: number
}

/** Who starts without a page token gets so many items of the past. */
const past = 200

/** Finds where the reader of a request stands, or why there is nothing to read. */
export function openReader({ broadcasts, faults }: ReadingParts, ask: Ask, via: Reader['via']): Reader | Reply {
  const parts = readParts(ask, ['id', 'snippet', 'authorDetails'])
  if ('status' in parts) return parts
  const most = readNumber(ask, 'maxResults', 500, [200, 2000])
  if (typeof most !== 'number') return most
  const id = ask.query.get('liveChatId')
  if (!id) return fail('missingRequiredParameter', 'Required parameter: liveChatId')
  const chat = broadcasts.findChat(id)
  if (!chat) return fail('liveChatNotFound')
  if (chat.isDisabled) return fail('liveChatDisabled')
  const token = ask.query.get('pageToken')
  const place = token === null ? Math.max(0, chat.items.length - past) : readPage(faults, token, chat, via)
  if (place === undefined) return fail('pageTokenInvalid')
  const isOver = chat.endedAt && (token === null || place >= chat.items.length)
  return isOver ? fail('liveChatEnded') : { chat, via, parts, most, place }
}

/** Takes the next items, as one answer, and moves the reader on. */
export function readOn(reader: Reader, parts: ReadingParts): object {
  const { chat, place, via } = reader
  // Out of order means across answers: each item of a swapped pair comes in one of its own.
  const most = parts.faults.swapPairs && via === 'stream' ? 1 : reader.most
  const items = chat.items.slice(place, place + most)
  reader.place += items.length
  return {
    kind: 'youtube#liveChatMessageListResponse',
    etag: makeEtag(),
    pollingIntervalMillis: parts.pollingMillis(),
    ...(chat.endedAt && { offlineAt: chat.endedAt.toISOString() }),
    pageInfo: { totalResults: items.length, resultsPerPage: items.length },
    nextPageToken: writePage(reader),
    items: items.map((item: Item) => choose(item, reader.parts)),
  }
}

function writePage({ via, chat, place }: Reader): string {
  return Buffer.from(`${via} ${chat.id} ${place}`).toString('base64url')
}

function readPage(faults: Faults, token: string, chat: Chat, via: Reader['via']): number | undefined {
  if (faults.expiredPages > 0) {
    faults.expiredPages -= 1
    return undefined
  }
  const [kind, id, place] = Buffer.from(token, 'base64url').toString().split(' ')
  const isOurs = kind === via && id === chat.id && Number(place) <= chat.items.length
  return isOurs ? Math.max(0, Number(place) - faults.overlap) : undefined
}
