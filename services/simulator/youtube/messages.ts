/** `liveChat/messages`: reading by lists and streams, saying, deleting. */
import { asFields, type Fields } from '../fields.ts'
import type { Hearing } from '../hearing.ts'
import { readFields, type Ask, type Outcome, type Reply } from '../http.ts'
import { isModerator, type Person } from '../world.ts'
import type { Bans } from './bans.ts'
import type { Chat } from './broadcasts.ts'
import { reading, writing, type Call, type Caller } from './door.ts'
import { fail, type Failure } from './errors.ts'
import { choose, readParts } from './lists.ts'
import { post, writeItem, writeText, writeTombstone, type ItemParts } from './items.ts'
import { openReader, readOn, type ReadingParts } from './reading.ts'
import type { Streams } from './streams.ts'

export interface MessagesParts extends ReadingParts, ItemParts {
  readonly hearing: Hearing
  readonly streams: Streams
  readonly bans: Pick<Bans, 'isBanned'>
}

/** The calls of a chat. */
export function createMessages(parts: MessagesParts): Readonly<Record<string, Call>> {
  const pace = createPace(parts)
  const isPublic = true
  return {
    'GET /youtube/v3/liveChat/messages': {
      name: 'list',
      scopes: reading,
      isPublic,
      answer: (ask, caller) => list(parts, pace, ask, caller),
    },
    'GET /youtube/v3/liveChat/messages/stream': {
      name: 'stream',
      scopes: reading,
      isPublic,
      answer: (ask) => parts.streams.open(ask),
    },
    'POST /youtube/v3/liveChat/messages': {
      name: 'insert',
      scopes: writing,
      answer: (ask, caller) => insert(parts, ask, caller),
    },
    'DELETE /youtube/v3/liveChat/messages': {
      name: 'delete',
      scopes: writing,
      answer: (ask, caller) => remove(parts, ask, caller),
    },
  }
}

interface Pace {
  /** Whether a reader comes back sooner than it was told. */
  isHasty(key: string): boolean
}

function createPace({ now, pollingMillis }: MessagesParts): Pace {
  const welcomeAt = new Map<string, number>()
  return {
    isHasty(key) {
      const isHasty = now() < (welcomeAt.get(key) ?? 0)
      if (!isHasty) welcomeAt.set(key, now() + pollingMillis())
      return isHasty
    },
  }
}

function list(parts: MessagesParts, pace: Pace, ask: Ask, { app, person }: Caller): Reply {
  const reader = openReader(parts, ask, 'list')
  if ('status' in reader) return reader
  if (pace.isHasty(`${app.id} ${person?.id} ${reader.chat.id}`)) return fail('rateLimitExceeded')
  return { status: 200, body: readOn(reader, parts) }
}

/** UTF-16 units: the strictest way to count the site's limit. */
const longest = 200

function insert(parts: MessagesParts, ask: Ask, { person }: Caller): Outcome {
  const chosen = readParts(ask, ['id', 'snippet', 'authorDetails'])
  if ('status' in chosen) return chosen
  const snippet = asFields(readFields(ask)['snippet']) ?? {}
  if (!person?.youtube) return fail('youtubeSignupRequired')
  const chat = parts.broadcasts.findChat(String(snippet['liveChatId'] ?? ''))
  const { messageText } = asFields(snippet['textMessageDetails']) ?? {}
  const text = typeof messageText === 'string' ? messageText : ''
  const refusal = whyNoInsert(parts, snippet, chat, person, text)
  if (refusal || !chat) {
    const room = chat?.broadcast.room.login ?? ''
    parts.hearing.addRefused({ room, login: person.login, text, at: parts.now(), code: refusal ?? 'liveChatNotFound' })
    return fail(refusal ?? 'liveChatNotFound')
  }
  return say(parts, chat, person, text.trim(), chosen)
}

function whyNoInsert(
  { bans }: MessagesParts,
  snippet: Fields,
  chat: Chat | undefined,
  person: Person,
  text: string,
): Failure | undefined {
  if (!snippet['liveChatId']) return 'liveChatIdRequired'
  if (!snippet['type']) return 'typeRequired'
  if (snippet['type'] !== 'textMessageEvent') return 'invalidParameter'
  if (text === '') return 'messageTextRequired'
  if (text.trim() === '' || text.length > longest) return 'messageTextInvalid'
  if (!chat) return 'liveChatNotFound'
  if (chat.isDisabled) return 'liveChatDisabled'
  if (chat.endedAt) return 'liveChatEnded'
  return bans.isBanned(chat.broadcast.room, person) ? 'forbidden' : undefined
}

function say(parts: MessagesParts, chat: Chat, person: Person, text: string, chosen: readonly string[]): Outcome {
  const { faults, hearing } = parts
  const { room } = chat.broadcast
  const item = writeItem(parts, chat, { ...writeText(text), person })
  if (faults.swallowInserts > 0) {
    faults.swallowInserts -= 1
    return { status: 200, body: choose(item, chosen) }
  }
  room.present.add(person)
  chat.add([item])
  hearing.addHeard({ id: item.id, room: room.login, login: person.login, text, at: parts.now(), via: 'api' })
  if (faults.loseInserts <= 0) return { status: 200, body: choose(item, chosen) }
  faults.loseInserts -= 1
  return 'drop'
}

function remove(parts: MessagesParts, { query }: Ask, { person }: Caller): Reply {
  const id = query.get('id')
  if (!id) return fail('missingRequiredParameter', 'Required parameter: id')
  const chats = [...parts.broadcasts.all.values()].map((broadcast) => broadcast.chat)
  const chat = chats.find(({ items }) => items.some((item) => item.id === id))
  const item = chat?.items.find((one) => one.id === id)
  if (!chat || !item) return fail('liveChatMessageNotFound')
  if (!person || !isModerator(chat.broadcast.room, person)) return fail('forbidden')
  chat.replace(writeTombstone(item))
  const details = { messageDeletedDetails: { deletedMessageId: id } }
  post(parts, chat, { type: 'messageDeletedEvent', person, text: 'A message was removed.', details })
  return { status: 204 }
}
