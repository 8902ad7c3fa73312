/** Open connections, and how a message reaches those in its room, faults included. */
import type { WebSocket } from 'ws'
import { createArrange } from '../arrange.ts'
import type { Faults } from '../faults.ts'
import type { Person, Room } from '../world.ts'
import { withoutTags } from './line.ts'

/** One socket. `person` is set by the login; without one it is anonymous. */
export interface Connection {
  readonly socket: WebSocket
  readonly caps: Set<string>
  readonly rooms: Set<Room>
  password: string | undefined
  nick: string | undefined
  person: Person | undefined
  scopes: readonly string[]
  /** A PING of ours that has no PONG yet. */
  unanswered: boolean
}

/** A line for a room; `except` is who said it. */
interface Parcel {
  readonly line: string
  readonly except?: Connection | undefined
}

export interface Delivery {
  readonly connections: Set<Connection>
  send(connection: Connection, ...lines: string[]): void
  /** Brings messages to everybody in the room, several in one frame. */
  deliver(room: Room, parcels: readonly Parcel[]): void
  /** The bytes that wait in the sockets of a room. */
  backlog(room: Room): number
}

/** Whether a client asked for the lines beyond plain IRC. */
export function hasCommands(connection: Connection): boolean {
  return connection.caps.has('twitch.tv/commands')
}

/** No connections yet. */
export function createDelivery(faults: Faults): Delivery {
  const connections = new Set<Connection>()
  const arrange = createArrange<Parcel>(faults)
  return {
    connections,
    send,
    deliver(room, parcels) {
      const arranged = arrange(room, parcels)
      for (const connection of connections) if (connection.rooms.has(room)) bring(connection, arranged)
    },
    backlog: (room) =>
      Math.max(0, ...[...connections].filter((one) => one.rooms.has(room)).map((one) => one.socket.bufferedAmount)),
  }
}

function send(connection: Connection, ...lines: string[]): void {
  if (lines.length === 0 || connection.socket.readyState !== connection.socket.OPEN) return
  const known = connection.caps.has('twitch.tv/tags') ? lines : lines.map((line) => withoutTags(line))
  connection.socket.send(`${known.join('\r\n')}\r\n`)
}

function bring(connection: Connection, parcels: readonly Parcel[]): void {
  send(connection, ...parcels.filter((parcel) => parcel.except !== connection).map((parcel) => parcel.line))
}
