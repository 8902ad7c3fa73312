/** How something gets said in a room: by a person of the world, by a connection, or over HTTP. */
import { randomUUID } from 'node:crypto'
import type { Faults } from '../faults.ts'
import type { Person, Room, World } from '../world.ts'
import type { Connection, Delivery } from './delivery.ts'
import type { Hearing, Heard } from '../hearing.ts'
import { createSayRules, cut, refuse, type Refused } from './limits.ts'
import type { Tags } from './line.ts'
import { writeMessage, type Message } from './tags.ts'

/** A line somebody asks to have said. */
interface SayAsk {
  readonly room: Room
  readonly person: Person
  readonly text: string
  readonly via: Heard['via']
  readonly from?: Connection
  readonly replyTo?: string | undefined
}

type Said = { readonly ok: true; readonly id: string } | ({ readonly ok: false } & Refused)

export interface Speech {
  /** Says it if the rules allow it. */
  say(ask: SayAsk): Said
  /** Writes messages out, past all rules: the people of the world keep them anyway. */
  tell(room: Room, messages: readonly Message[]): void
  /** The tags of an answer to this message, empty when it is not known any more. */
  replyTags(id: string | undefined): Tags
}

export interface SpeechParts {
  readonly world: World
  readonly faults: Faults
  readonly hearing: Hearing
  readonly delivery: Delivery
  readonly now: () => number
}

/** The speech of one simulator. */
export function createSpeech({ world, faults, hearing, delivery, now }: SpeechParts): Speech {
  const rules = createSayRules(world, now)
  const recent = new Map<string, Message>()

  function tell(room: Room, messages: readonly Message[], from?: Connection): void {
    for (const message of messages) {
      room.present.add(message.person)
      remember(recent, message)
    }
    const lines = messages.flatMap((message) => [message, ...copy(message)]).map((message) => write(room, message))
    delivery.deliver(
      room,
      lines.map((line) => ({ line, except: from })),
    )
  }

  function write(room: Room, message: Message): string {
    return writeMessage(room, world.standingOf(room, message.person), message)
  }

  /** The copy that a linked room sends over, when the fault is on. */
  function copy(message: Message): Message[] {
    if (faults.sharedFrom === undefined) return []
    const tags = { ...message.tags, 'source-id': message.id, 'source-room-id': faults.sharedFrom, 'source-badges': '' }
    return [{ ...message, id: randomUUID(), tags }]
  }

  function replyTags(id: string | undefined): Tags {
    const parent = recent.get(id ?? '')
    return parent ? writeReplyTags(parent) : {}
  }

  return {
    tell: (room, messages) => tell(room, messages),
    replyTags,
    say({ room, person, text, via, from, replyTo }) {
      const line = { room: room.login, login: person.login, at: now() }
      const code = faults.refusals.shift()
      const refused = code ? refuse(code) : (whyNoSpeech(text) ?? rules.whyRefused(room, person, cut(text)))
      if (refused) {
        hearing.addRefused({ ...line, text, code: refused.code })
        return { ok: false, ...refused }
      }
      const id = randomUUID()
      const [spoken, action] = readAction(cut(text).trim())
      rules.note(room, person, cut(text))
      tell(room, [{ id, person, text: spoken, action, sentAt: now(), tags: replyTags(replyTo) }], from)
      hearing.addHeard({ ...line, id, text: spoken, via })
      return { ok: true, id }
    },
  }
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

function writeReplyTags(parent: Message): Tags {
  return {
    'reply-parent-display-name': parent.person.displayName,
    'reply-parent-msg-body': parent.text,
    'reply-parent-msg-id': parent.id,
    'reply-parent-user-id': parent.person.id,
    'reply-parent-user-login': parent.person.login,
  }
}

/** Commands of the chat are gone; only `/me` still does what it did. */
function whyNoSpeech(text: string): Refused | undefined {
  const command = /^[/.]([a-z]\w*)|^\//i.exec(text.trim())
  if (!command || command[1]?.toLowerCase() === 'me') return undefined
  return { code: 'unrecognized_cmd', reason: `Unrecognized command: ${command[0]}` }
}

/** Reads `/me waves`, and what clients make of it: the text between two control characters. */
function readAction(text: string): [string, boolean] {
  const plain = text.replaceAll(mark, '')
  const action = text.startsWith(mark) ? /^ACTION (.*)$/s.exec(plain) : /^[/.]me (.*)$/is.exec(plain)
  return [action?.[1] ?? plain, action !== null]
}

/** Where an action begins and ends (CTCP). */
const mark = '\u0001'
