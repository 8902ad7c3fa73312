/** How the world's people speak to those who are connected. */
import { randomUUID } from 'node:crypto'
import { findPerson, findRoom } from '../cast.ts'
import type { Person, Room, World } from '../world.ts'
import { mostBytesWaiting, sayInParts, type LoadLine } from '../load.ts'
import type { Delivery } from './delivery.ts'
import type { Tags } from './line.ts'
import type { Speech } from './speech.ts'
import { writeWhisper, type Message } from './tags.ts'

interface SayOptions {
  readonly id?: string
  /** The platform's time in milliseconds; now when absent. */
  readonly sentAt?: number
  readonly bits?: number
  readonly firstMessage?: boolean
  readonly action?: boolean
  /** The id of the message that this one answers. */
  readonly replyTo?: string
  /** The id of the room it was really typed in: what arrives is a shared-chat copy. */
  readonly sharedFrom?: string
  /** Further tags; they win over the usual ones. */
  readonly tags?: Tags
}

export interface Voice {
  /** Somebody of the world speaks; everybody in the room gets it. Gives the message's id. */
  say(room: Room | string, person: Person | string, text: string, options?: SayOptions): string
  /** Many lines, several in a frame, as fast as the sockets take them. Gives their ids. */
  sayMany(room: Room | string, lines: Iterable<LoadLine>, perFrame?: number): Promise<string[]>
  /** A private message to whoever is logged in as that person. */
  whisper(from: Person | string, to: Person | string, text: string): string
  /** Any line of the server, as it is, to everybody in the room. */
  sendRaw(room: Room | string, line: string): void
}

export interface VoiceParts {
  readonly world: World
  readonly delivery: Delivery
  readonly speech: Speech
  readonly now: () => number
}

/** The voice of one simulator. */
export function createVoice({ world, delivery, speech, now }: VoiceParts): Voice {
  return {
    say(room, person, text, options = {}) {
      const message = makeMessage(findPerson(world, person), text, options, now())
      const reply = speech.replyTags(options.replyTo)
      speech.tell(findRoom(world, room), [{ ...message, tags: { ...reply, ...message.tags } }])
      return message.id
    },
    async sayMany(where, lines, perFrame = 50) {
      const room = findRoom(world, where)
      const ids: string[] = []
      const tell = (frame: readonly LoadLine[]) => {
        const messages = frame.map(({ person, text, ...options }) => makeMessage(person, text, options, now()))
        speech.tell(room, messages)
        for (const message of messages) ids.push(message.id)
      }
      await sayInParts(lines, perFrame, tell, () => delivery.backlog(room) > mostBytesWaiting)
      return ids
    },
    whisper(from, to, text) {
      const id = randomUUID()
      const [sender, receiver] = [findPerson(world, from), findPerson(world, to)]
      for (const one of delivery.connections) {
        if (one.person === receiver) delivery.send(one, writeWhisper(sender, receiver, id, text))
      }
      return id
    },
    sendRaw: (room, line) => delivery.deliver(findRoom(world, room), [{ line }]),
  }
}

function makeMessage(person: Person, text: string, options: SayOptions, now: number): Message {
  const { id = randomUUID(), sentAt = now, bits, sharedFrom, firstMessage = false, action = false } = options
  const tags = {
    ...(bits !== undefined && { bits }),
    ...(sharedFrom !== undefined && { 'source-id': randomUUID(), 'source-room-id': sharedFrom, 'source-badges': '' }),
    ...options.tags,
  }
  return { id, person, text, sentAt, firstMessage, action, tags }
}
