/** Going into a room and out of it. */
import type { Room, World } from '../world.ts'
import { hasCommands, type Connection, type Delivery } from './delivery.ts'
import type { Gate } from './limits.ts'
import { prefix, writeRoomState, writeUserState } from './tags.ts'

export interface RoomParts {
  readonly world: World
  readonly delivery: Delivery
  readonly gate: Gate
}

/** Answers one `JOIN`. What comes too often is not answered. */
export function join({ world, delivery, gate }: RoomParts, connection: Connection, room: Room): void {
  const { nick, person } = connection
  if (!nick || !gate.mayJoin(person?.id ?? nick, person?.verified ?? false)) return
  connection.rooms.add(room)
  if (person) room.present.add(person)
  const state = person ? [writeUserState(room, person, world.standingOf(room, person))] : []
  delivery.send(connection, `${prefix(nick)} JOIN #${room.login}`, ...listNames(connection, room, nick))
  if (hasCommands(connection)) delivery.send(connection, ...state, writeRoomState(room))
  tellMembers(delivery, connection, room, 'JOIN')
}

/** Answers one `PART`. */
export function part({ delivery }: RoomParts, connection: Connection, room: Room): void {
  if (!connection.nick || !connection.rooms.has(room)) return
  delivery.send(connection, `${prefix(connection.nick)} PART #${room.login}`)
  depart(delivery, connection, room)
}

/** Takes a connection out of a room, and the person too when no other connection of theirs is in it. */
export function depart(delivery: Delivery, connection: Connection, room: Room): void {
  tellMembers(delivery, connection, room, 'PART')
  connection.rooms.delete(room)
  const { person } = connection
  const isStillHere = [...delivery.connections].some((one) => one.person === person && one.rooms.has(room))
  if (person && !isStillHere) room.present.delete(person)
}

/** The names Twitch shows: a part of them, and only to those who asked for membership. */
function listNames(connection: Connection, room: Room, nick: string): string[] {
  const names = isMember(connection) ? [...room.present].slice(0, 100).map((person) => person.login) : [nick]
  const host = `:${nick}.tmi.twitch.tv`
  return [
    `${host} 353 ${nick} = #${room.login} :${names.join(' ')}`,
    `${host} 366 ${nick} #${room.login} :End of /NAMES list`,
  ]
}

function tellMembers(delivery: Delivery, connection: Connection, room: Room, verb: 'JOIN' | 'PART'): void {
  for (const other of delivery.connections) {
    if (other === connection || !other.rooms.has(room) || !isMember(other)) continue
    delivery.send(other, `${prefix(connection.nick ?? '')} ${verb} #${room.login}`)
  }
}

function isMember(connection: Connection): boolean {
  return connection.caps.has('twitch.tv/membership')
}
