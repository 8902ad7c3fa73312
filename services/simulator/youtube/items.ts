/** The items of a chat as the API writes them (`liveChatMessage`). */
import { randomUUID } from 'node:crypto'
import { pictureOf } from '../pictures.ts'
import { isModerator, type Person, type Room, type World } from '../world.ts'

/** One item, with all parts it has. */
export interface Item {
  readonly kind: 'youtube#liveChatMessage'
  readonly etag: string
  readonly id: string
  readonly snippet: Readonly<Record<string, unknown>> & { readonly type: string }
  readonly authorDetails?: object
}

/** What happens in a chat. */
export interface Happening {
  readonly type: string
  readonly person?: Person | undefined
  /** What the site shows; without it the item is silent. */
  readonly text?: string | undefined
  /** The field of details: `{ superChatDetails: { ... } }`. */
  readonly details?: object | undefined
  readonly id?: string | undefined
  /** Milliseconds; the `publishedAt`. Now when absent. */
  readonly at?: number | undefined
}

/** A chat, as far as items go. */
interface Chat {
  readonly id: string
  readonly broadcast: { readonly room: Room }
  add(items: readonly Item[]): void
}

export interface ItemParts {
  readonly world: World
  /** Where pictures are. */
  readonly address: () => string
  readonly now: () => number
}

/** Something happens in a chat: everybody who reads it gets the item. */
export function post(parts: ItemParts, chat: Chat, happening: Happening): Item {
  const item = writeItem(parts, chat, happening)
  chat.add([item])
  return item
}

/** Writes an item that nobody has got yet. */
export function writeItem({ world, address, now }: ItemParts, chat: Chat, happening: Happening): Item {
  const { type, person, text, details, at = now(), id = makeItemId() } = happening
  const snippet = {
    type,
    liveChatId: chat.id,
    ...(person?.youtube && { authorChannelId: person.youtube.id }),
    publishedAt: writeTime(at),
    hasDisplayContent: text !== undefined,
    ...(text !== undefined && { displayMessage: text }),
    ...details,
  }
  const author = person && describeAuthor(world, address(), chat.broadcast.room, person)
  return { kind: 'youtube#liveChatMessage', etag: makeEtag(), id, snippet, ...(author && { authorDetails: author }) }
}

/** What a chat message says. */
export function writeText(text: string): Pick<Happening, 'type' | 'text' | 'details'> {
  return { type: 'textMessageEvent', text, details: { textMessageDetails: { messageText: text } } }
}

/** A paid message; `cents` are of a dollar. */
export function writeSuperChat(text: string, cents: number): Pick<Happening, 'type' | 'text' | 'details'> {
  const amountDisplayString = `$${(cents / 100).toFixed(2)}`
  const superChatDetails = {
    amountMicros: String(cents * 10_000),
    currency: 'USD',
    amountDisplayString,
    userComment: text,
    tier: Math.min(11, 1 + Math.floor(Math.log2(Math.max(1, cents / 100)))),
  }
  return {
    type: 'superChatEvent',
    text: `${amountDisplayString} from someone: "${text}"`,
    details: { superChatDetails },
  }
}

/** What stands in the place of a message that was removed. */
export function writeTombstone({ id, etag, kind, snippet }: Item): Item {
  const { liveChatId, publishedAt } = snippet
  return { kind, etag, id, snippet: { type: 'tombstone', liveChatId, publishedAt, hasDisplayContent: false } }
}

/** Any string that changes with what it stands for. */
export function makeEtag(): string {
  return randomUUID().replaceAll('-', '').slice(0, 27)
}

function makeItemId(): string {
  return `LCC.${Buffer.from(`\u0012\u001c\n\u001aC${randomUUID()}`).toString('base64url')}`
}

/** Microseconds and an offset instead of `Z`: so does the API. */
function writeTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000+00:00')
}

/** Names are handles since the end of 2025, with their `@`. */
function describeAuthor(world: World, address: string, room: Room, person: Person): object | undefined {
  const { youtube } = person
  if (!youtube) return undefined
  return {
    channelId: youtube.id,
    channelUrl: `http://www.youtube.com/channel/${youtube.id}`,
    displayName: `@${youtube.login}`,
    profileImageUrl: pictureOf(person, address),
    isVerified: person.verified,
    isChatOwner: room.owner === person,
    isChatSponsor: world.standingOf(room, person).subscription !== undefined,
    isChatModerator: room.owner !== person && isModerator(room, person),
  }
}
