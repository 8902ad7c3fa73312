/** How something gets said in a room, and who hears it. */
import { randomUUID } from 'node:crypto'
import { createArrange } from '../arrange.ts'
import type { Hearing } from '../hearing.ts'
import { createWindow } from '../window.ts'
import { isPrivileged, type Person, type Room, type World } from '../world.ts'
import type { Bans } from './bans.ts'
import type { KickFaults } from './faults.ts'
import { writeForSocket, writeForWebhook, type Message } from './message.ts'
import type { Outlets } from './outlets.ts'
import { writeUlid } from './spelling.ts'

/** A line an app asks to have said. */
export type SayAsk = Pick<Message, 'room' | 'person' | 'text' | 'isBot'> & { readonly replyTo: string | undefined }

export type Said =
  | { readonly ok: true; readonly id: string }
  /** `not-sent`: the API says so in a good answer. */
  | { readonly ok: false; readonly why: 'too-many' | 'banned' | 'not-sent' }

export interface Speech {
  /** Says it if the rules allow it. */
  say(ask: SayAsk): Said
  /** Brings messages to all who listen, past all rules: the people of the world keep them anyway. */
  tell(room: Room, messages: readonly Message[]): void
  /** A message said not long ago. */
  find(id: string | undefined): Message | undefined
  forget(id: string): void
}

export interface SpeechParts {
  readonly world: World
  readonly faults: KickFaults
  readonly hearing: Hearing
  readonly bans: Bans
  readonly outlets: Outlets
  readonly now: () => number
  readonly address: () => string
}

/** Kick keeps its limit to itself; nobody needs more than this in a second. */
const mostInASecond = 5

/** The speech of one simulator. */
export function createSpeech(parts: SpeechParts): Speech {
  const { world, faults, hearing, now } = parts
  const arrange = createArrange<Parcel>(faults)
  const window = createWindow(1000, now)
  const recent = new Map<string, Message>()
  const lastSaid = new Map<string, number>()

  function tell(room: Room, messages: readonly Message[]): void {
    for (const message of messages) {
      room.present.add(message.person)
      remember(recent, message)
    }
    const parcels = messages.map((message) => ({ message, eventId: writeUlid(now(), world.chance) }))
    for (const parcel of arrange(room, parcels)) bring(parts, parcel)
  }

  function whyNot(room: Room, person: Person): Exclude<Said, { ok: true }>['why'] | undefined {
    const key = `${room.id} ${person.id}`
    if (window.isFull(key, mostInASecond)) return 'too-many'
    window.add(key)
    if (parts.bans.isBanned(room, person)) return 'banned'
    if (isPrivileged(room, person)) return undefined
    const { modes } = room
    const { subscription, followedAt } = world.standingOf(room, person)
    const follows = followedAt && now() - followedAt.getTime() >= modes.followersOnly * 60_000
    const isSlow = now() - (lastSaid.get(key) ?? -Infinity) < modes.slow * 1000
    if (isSlow || (modes.subscribersOnly && !subscription) || (modes.followersOnly >= 0 && !follows)) return 'not-sent'
    lastSaid.set(key, now())
    return undefined
  }

  return {
    tell,
    find: (id) => recent.get(id ?? ''),
    forget: (id) => void recent.delete(id),
    say({ room, person, text, isBot, replyTo }) {
      const line = { room: room.login, login: person.login, text, at: now() }
      const why = whyNot(room, person)
      if (why) {
        hearing.addRefused({ ...line, code: why })
        return { ok: false, why }
      }
      const id = randomUUID()
      tell(room, [{ id, room, person, text, sentAt: now(), isBot: isBot ?? false, replyTo: recent.get(replyTo ?? '') }])
      hearing.addHeard({ ...line, id, via: 'api' })
      return { ok: true, id }
    },
  }
}

interface Parcel {
  readonly message: Message
  readonly eventId: string
}

function bring({ world, faults, outlets, address }: SpeechParts, { message, eventId }: Parcel): void {
  const { room, person } = message
  const standing = world.standingOf(room, person)
  const payload = writeForWebhook(message, standing, address())
  const tellSockets = () => {
    const told = writeForSocket(message, standing)
    outlets.tellChat(room, { name: 'ChatMessageEvent', payload: faults.withoutIds ? { ...told, id: undefined } : told })
  }
  const isAfter = faults.webhookFirst
  if (!isAfter) tellSockets()
  const brought = outlets.tellWebhooks(room, { type: 'chat.message.sent', payload, id: eventId })
  if (isAfter) void brought.then(tellSockets)
}

const remembered = 2000

function remember(recent: Map<string, Message>, message: Message): void {
  recent.set(message.id, message)
  if (recent.size <= remembered) return
  for (const id of recent.keys()) {
    recent.delete(id)
    return
  }
}
