/** How the world's people speak in the chats of YouTube. */
import { findPerson, findRoom } from '../cast.ts'
import { mostBytesWaiting, sayInParts, type LoadLine } from '../load.ts'
import type { Person, Room } from '../world.ts'
import type { Broadcasts, Chat } from './broadcasts.ts'
import { post, writeItem, writeSuperChat, writeText, type Happening, type ItemParts } from './items.ts'
import type { Streams } from './streams.ts'

interface SayOptions {
  readonly id?: string
  /** The platform's time in milliseconds; now when absent. */
  readonly sentAt?: number
  /** Cents of a dollar: what is said is a Super Chat. */
  readonly bits?: number
}

export interface Voice {
  /** Somebody of the world speaks in a room's newest broadcast. Gives the message's id. */
  say(room: Room | string, person: Person | string, text: string, options?: SayOptions): string
  /** Many lines, as fast as the streams take them. Gives their ids. */
  sayMany(room: Room | string, lines: Iterable<LoadLine>, atOnce?: number): Promise<string[]>
  /** Anything else that happens in the chat, as it is: memberships, polls, retractions. Gives the item's id. */
  tell(room: Room | string, happening: Happening): string
}

export interface VoiceParts extends ItemParts {
  readonly broadcasts: Broadcasts
  readonly streams: Streams
}

/** The voice of one simulator. */
export function createVoice(parts: VoiceParts): Voice {
  const { world, broadcasts, streams } = parts
  const findChat = (where: Room | string) => findOpenChat(broadcasts, findRoom(world, where))
  return {
    say(where, who, text, { id, sentAt, bits } = {}) {
      const chat = findChat(where)
      const person = findPerson(world, who)
      chat.broadcast.room.present.add(person)
      const said = bits === undefined ? writeText(text) : writeSuperChat(text, bits)
      return post(parts, chat, { ...said, person, id, at: sentAt }).id
    },
    async sayMany(where, lines, atOnce = 50) {
      const chat = findChat(where)
      const items = Array.from(lines, ({ person, text, id, sentAt }) =>
        writeItem(parts, chat, { ...writeText(text), person, id, at: sentAt }),
      )
      await sayInParts(items, atOnce, chat.add, () => streams.backlog() > mostBytesWaiting)
      return items.map((item) => item.id)
    },
    tell: (where, happening) => post(parts, findChat(where), happening).id,
  }
}

function findOpenChat(broadcasts: Broadcasts, room: Room): Chat {
  const broadcast = broadcasts.findActive(room)
  if (!broadcast) throw new Error(`${room.login} is not live on YouTube`)
  return broadcast.chat
}
