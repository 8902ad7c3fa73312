/** The chat's side of IRC: what each command of a client is answered. */
import type { Faults } from '../faults.ts'
import type { Person, Room, World } from '../world.ts'
import type { Connection, Delivery } from './delivery.ts'
import type { Hearing } from './hearing.ts'
import { createGate, refuse, type Refused } from './limits.ts'
import { readLine, writeTags, type Line } from './line.ts'
import type { Speech } from './speech.ts'
import { prefix, writeGlobalUserState, writeRoomState, writeUserState } from './tags.ts'

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
  const { world, faults, hearing, delivery, speech } = parts
  const gate = createGate(parts.now)
  const send = delivery.send

  const commands: Readonly<Record<string, (connection: Connection, line: Line) => void>> = {
    CAP: answerCaps,
    PASS: (connection, { params }) => void (connection.password = params[0] ?? ''),
    NICK: logIn,
    JOIN: (connection, { params }) => namesOf(params).forEach((name) => join(connection, name)),
    PART: (connection, { params }) => namesOf(params).forEach((name) => part(connection, name)),
    PRIVMSG: say,
    PING: (connection, { params }) => answerPing(connection, params[0]),
    PONG: (connection) => void (connection.unanswered = false),
    QUIT: (connection) => connection.socket.close(),
  }

  function answerCaps(connection: Connection, { params }: Line): void {
    if (params[0]?.toUpperCase() !== 'REQ') return
    for (const cap of (params[1] ?? '').split(' ')) connection.caps.add(cap)
    send(connection, `:tmi.twitch.tv CAP * ACK :${params[1] ?? ''}`)
  }

  function logIn(connection: Connection, { params }: Line): void {
    if (faults.neverReady || connection.nick) return
    const nick = params[0]?.toLowerCase() ?? ''
    const refusal = whyNoLogin(connection, nick)
    if (refusal) return send(connection, `:tmi.twitch.tv NOTICE * :${refusal}`)
    connection.nick = connection.person?.login ?? nick
    send(connection, ...welcome(connection.nick))
    if (connection.person && hasCommands(connection)) send(connection, writeGlobalUserState(connection.person))
    hearing.poke()
  }

  function whyNoLogin(connection: Connection, nick: string): string | undefined {
    if (!/^\w+$/.test(nick)) return 'Invalid NICK'
    if (/^justinfan\d+$/.test(nick)) return undefined
    if (connection.password === undefined) return 'Login unsuccessful'
    if (!connection.password.startsWith('oauth:')) return 'Improperly formatted auth'
    if (faults.failLogins > 0) {
      faults.failLogins -= 1
      return 'Login authentication failed'
    }
    const token = world.tokens.find(connection.password.slice('oauth:'.length))
    if (!token?.person || !token.scopes.some((scope) => scope.startsWith('chat:'))) return 'Login authentication failed'
    if (!gate.mayLogIn(token.person.id, token.person.verified)) return 'Login unsuccessful'
    connection.person = token.person
    connection.scopes = token.scopes
    return undefined
  }

  function join(connection: Connection, name: string): void {
    const { nick, person } = connection
    if (!nick || !gate.mayJoin(person?.id ?? nick, person?.verified ?? false)) return
    const room = world.findRoom(name)
    if (!room) return notice(connection, name, refuse('msg_channel_suspended'))
    connection.rooms.add(room)
    if (person) room.present.add(person)
    send(connection, `${prefix(nick)} JOIN #${room.login}`, ...listNames(connection, room, nick))
    if (hasCommands(connection)) {
      if (person) send(connection, writeUserState(room, person, world.standingOf(room, person)))
      send(connection, writeRoomState(room))
    }
    tellMembers(connection, room, 'JOIN')
    hearing.poke()
  }

  function part(connection: Connection, name: string): void {
    const room = world.findRoom(name)
    if (!room || !connection.nick || !connection.rooms.has(room)) return
    send(connection, `${prefix(connection.nick)} PART #${room.login}`)
    depart(connection, room)
    hearing.poke()
  }

  function depart(connection: Connection, room: Room): void {
    tellMembers(connection, room, 'PART')
    connection.rooms.delete(room)
    const { person } = connection
    const isStillHere = [...delivery.connections].some((one) => one.person === person && one.rooms.has(room))
    if (person && !isStillHere) room.present.delete(person)
  }

  function say(connection: Connection, { tags, params }: Line): void {
    const { nick, person } = connection
    const [name = '', text = ''] = params
    if (!nick || !person || !text) return
    const room = world.findRoom(name)
    if (!room) return notice(connection, name, refuse('msg_channel_suspended'))
    if (!connection.scopes.includes('chat:edit')) return notice(connection, name, refuse('no_permission'))
    const said = speech.say({
      room,
      person,
      text,
      via: 'irc',
      from: connection,
      replyTo: tags.get('reply-parent-msg-id'),
    })
    if (!said.ok) return notice(connection, name, said)
    confirm(connection, room, person, said.id, tags.get('client-nonce'))
  }

  function confirm(connection: Connection, room: Room, person: Person, id: string, nonce: string | undefined): void {
    if (!hasCommands(connection)) return
    const sent = { ...(nonce && { 'client-nonce': nonce }), id }
    send(connection, writeUserState(room, person, world.standingOf(room, person), sent))
  }

  function notice(connection: Connection, name: string, { code, reason }: Refused): void {
    if (!hasCommands(connection)) return
    send(connection, `${writeTags({ 'msg-id': code })}:tmi.twitch.tv NOTICE #${name.replace('#', '')} :${reason}`)
  }

  function answerPing(connection: Connection, text: string | undefined): void {
    if (faults.deafToPings) return
    send(connection, text === undefined ? 'PONG :tmi.twitch.tv' : `:tmi.twitch.tv PONG tmi.twitch.tv :${text}`)
  }

  function listNames(connection: Connection, room: Room, nick: string): string[] {
    const isMember = connection.caps.has('twitch.tv/membership')
    const names = isMember ? [...room.present].slice(0, 100).map((person) => person.login) : [nick]
    const host = `:${nick}.tmi.twitch.tv`
    return [
      `${host} 353 ${nick} = #${room.login} :${names.join(' ')}`,
      `${host} 366 ${nick} #${room.login} :End of /NAMES list`,
    ]
  }

  function tellMembers(connection: Connection, room: Room, verb: 'JOIN' | 'PART'): void {
    for (const other of delivery.connections) {
      if (other === connection || !other.rooms.has(room) || !other.caps.has('twitch.tv/membership')) continue
      send(other, `${prefix(connection.nick ?? '')} ${verb} #${room.login}`)
    }
  }

  return {
    answer(connection, raw) {
      const line = readLine(raw)
      const command = commands[line.command]
      if (command) command(connection, line)
      else if (connection.nick) send(connection, unknownCommand(connection.nick, line.command))
    },
    leave(connection) {
      delivery.connections.delete(connection)
      for (const room of connection.rooms) depart(connection, room)
      hearing.poke()
    },
    ping() {
      for (const connection of delivery.connections) {
        if (connection.unanswered) connection.socket.terminate()
        connection.unanswered = true
        send(connection, 'PING :tmi.twitch.tv')
      }
    },
  }
}

function welcome(nick: string): string[] {
  const numeric = (code: string, text: string) => `:tmi.twitch.tv ${code} ${nick} :${text}`
  return [
    numeric('001', 'Welcome, GLHF!'),
    numeric('002', 'Your host is tmi.twitch.tv'),
    numeric('003', 'This server is rather new'),
    numeric('004', '-'),
    numeric('375', '-'),
    numeric('372', 'You are in a maze of twisty passages, all alike.'),
    numeric('376', '>'),
  ]
}

function unknownCommand(nick: string, command: string): string {
  return `:tmi.twitch.tv 421 ${nick} ${command} :Unknown command`
}

function hasCommands(connection: Connection): boolean {
  return connection.caps.has('twitch.tv/commands')
}

function namesOf(params: readonly string[]): string[] {
  return (params[0] ?? '').split(',').filter(Boolean)
}
