/** How the world's people speak to those who listen. */
import { randomUUID } from 'node:crypto'
import { mostBytesWaiting, sayInParts, type LoadLine } from '../load.ts'
import { findPerson, findRoom } from '../cast.ts'
import type { Person, Room, World } from '../world.ts'
import type { Happenings } from './happenings.ts'
import type { Message } from './message.ts'
import { accountOf } from './people.ts'
import type { Speech } from './speech.ts'

interface SayOptions {
  readonly id?: string
  /** Kick's time in milliseconds; now when absent. */
  readonly sentAt?: number
  /** The id of the message that this one answers. */
  readonly replyTo?: string
  /** Kicks that are given with it; they are told of beside it. */
  readonly bits?: number
}

export interface KickVoice {
  /** Somebody of the world speaks; webhooks and sockets bring it. Gives the message's id. Throws for who has no account on Kick. */
  say(room: Room | string, person: Person | string, text: string, options?: SayOptions): string
  /** Many lines as fast as they are taken, so many at once. Gives their ids. */
  sayMany(room: Room | string, lines: Iterable<LoadLine>, atOnce?: number): Promise<string[]>
}

export interface KickVoiceParts {
  readonly world: World
  readonly speech: Speech
  readonly happenings: Happenings
  readonly now: () => number
  /** The bytes that wait in sockets, and the events that wait for webhooks. */
  readonly backlog: () => { readonly bytes: number; readonly events: number }
}

const mostEventsWaiting = 1000

/** The voice of one simulator. */
export function createKickVoice({ world, speech, happenings, now, backlog }: KickVoiceParts): KickVoice {
  const make = (room: Room, { person, text, id = randomUUID(), sentAt = now() }: LoadLine): Message => {
    accountOf(person)
    return { id, room, person, text, sentAt }
  }
  return {
    say(where, who, text, { bits, replyTo, ...options } = {}) {
      const [room, person] = [findRoom(world, where), findPerson(world, who)]
      const message = { ...make(room, { person, text, ...options }), replyTo: speech.find(replyTo) }
      speech.tell(room, [message])
      if (bits !== undefined) happenings.giveKicks(room, person, bits, text)
      return message.id
    },
    async sayMany(where, lines, atOnce = 50) {
      const room = findRoom(world, where)
      const ids: string[] = []
      const say = (part: readonly LoadLine[]) => {
        const messages = part.map((line) => make(room, line))
        speech.tell(room, messages)
        for (const { id } of messages) ids.push(id)
      }
      const isFull = () => backlog().bytes > mostBytesWaiting || backlog().events > mostEventsWaiting
      await sayInParts(lines, atOnce, say, isFull)
      return ids
    },
  }
}
