/** The chat's side of IRC: what each command of a client is answered. */
import type { Faults } from '../faults.ts'
import type { Room, World } from '../world.ts'
import { hasCommands, type Connection, type Delivery } from './delivery.ts'
import { depart, join, part } from './doors.ts'
import type { Hearing } from '../hearing.ts'
import { createGate, refuse, type Refused } from './limits.ts'
import { readLine, writeTags, type Line } from './line.ts'
import { logIn } from './login.ts'
import type { Speech } from './speech.ts'
import { writeUserState } from './tags.ts'

export interface IrcParts {
  readonly world: World
  readonly faults: Faults
  readonly hearing: Hearing
  readonly delivery: Delivery
  readonly speech: Speech
  readonly now: () => number
}

export interface Irc {
  /** Answers one line of a client. */
  answer(connection: Connection, raw: string): void
  /** Forgets a connection that is gone. */
  leave(connection: Connection): void
  /** Sends PING to all; closes those that have not answered the one before. */
  ping(): void
}

/** The IRC of one simulator. */
export function createIrc(parts: IrcParts): Irc {
  const { delivery, hearing } = parts
  const commands = createCommands(parts)
  return {
    answer(connection, raw) {
      const line = readLine(raw)
      const command = commands[line.command]
      if (command) command(connection, line)
      else if (connection.nick) delivery.send(connection, unknownCommand(connection.nick, line.command))
      hearing.poke()
    },
    leave(connection) {
      delivery.connections.delete(connection)
      for (const room of connection.rooms) depart(delivery, connection, room)
      hearing.poke()
    },
    ping() {
      for (const connection of delivery.connections) {
        if (connection.unanswered) connection.socket.terminate()
        connection.unanswered = true
        delivery.send(connection, 'PING :tmi.twitch.tv')
      }
    },
  }
}

type Command = (connection: Connection, line: Line) => void

function createCommands(parts: IrcParts): Readonly<Record<string, Command>> {
  const inner = { ...parts, gate: createGate(parts.now) }
  return {
    CAP: (connection, { params }) => answerCaps(parts, connection, params),
    PASS: (connection, { params }) => void (connection.password = params[0] ?? ''),
    NICK: (connection, { params }) => logIn(inner, connection, params[0] ?? ''),
    JOIN: (connection, { params }) =>
      forEachRoom(parts, connection, params[0], (room) => join(inner, connection, room)),
    PART: (connection, { params }) =>
      forEachRoom(parts, connection, params[0], (room) => part(inner, connection, room)),
    PRIVMSG: (connection, line) => say(parts, connection, line),
    PING: (connection, { params }) => answerPing(parts, connection, params[0]),
    PONG: (connection) => void (connection.unanswered = false),
    QUIT: (connection) => connection.socket.close(),
  }
}

function answerCaps({ delivery }: IrcParts, connection: Connection, [verb, asked = '']: readonly string[]): void {
  if (verb?.toUpperCase() !== 'REQ') return
  for (const cap of asked.split(' ')) connection.caps.add(cap)
  delivery.send(connection, `:tmi.twitch.tv CAP * ACK :${asked}`)
}

/** Without a prefix for a bare PING, with one when it has a text: so does Twitch. */
function answerPing({ delivery, faults }: IrcParts, connection: Connection, text: string | undefined): void {
  if (faults.deafToPings) return
  const isBare = text === undefined
  delivery.send(connection, isBare ? 'PONG :tmi.twitch.tv' : `:tmi.twitch.tv PONG tmi.twitch.tv :${text}`)
}

function say(parts: IrcParts, connection: Connection, { tags, params }: Line): void {
  const { person, scopes } = connection
  const [name = '', text = ''] = params
  if (!person || text === '') return
  const room = parts.world.findRoom(name)
  if (!room) return notice(parts, connection, name, refuse('msg_channel_suspended'))
  if (!scopes.includes('chat:edit')) return notice(parts, connection, name, refuse('no_permission'))
  const replyTo = tags.get('reply-parent-msg-id')
  const said = parts.speech.say({ room, person, text, via: 'irc', from: connection, replyTo })
  if (!said.ok) return notice(parts, connection, name, said)
  if (!hasCommands(connection)) return
  const nonce = tags.get('client-nonce')
  const sent = { ...(nonce !== undefined && { 'client-nonce': nonce }), id: said.id }
  parts.delivery.send(connection, writeUserState(room, person, parts.world.standingOf(room, person), sent))
}

function notice({ delivery }: IrcParts, connection: Connection, name: string, { code, reason }: Refused): void {
  if (!hasCommands(connection)) return
  const channel = name.replace('#', '')
  delivery.send(connection, `${writeTags({ 'msg-id': code })}:tmi.twitch.tv NOTICE #${channel} :${reason}`)
}

function forEachRoom(parts: IrcParts, connection: Connection, names = '', act: (room: Room) => void): void {
  if (!connection.nick) return
  for (const name of names.split(',').filter(Boolean)) {
    const room = parts.world.findRoom(name)
    if (room) act(room)
    else notice(parts, connection, name, refuse('msg_channel_suspended'))
  }
}

function unknownCommand(nick: string, command: string): string {
  return `:tmi.twitch.tv 421 ${nick} ${command} :Unknown command`
}
