/** One socket that listens to chats, whatever its protocol. */
import type { WebSocket } from 'ws'
import type { KickFaults } from './faults.ts'
import type { SocketEvent } from './outlets.ts'

export interface Listener {
  readonly socket: WebSocket
  /** Takes what the client sent. */
  hear(text: string): void
  isIn(channel: string): boolean
  publish(channel: string, event: SocketEvent): void
  /** Does what is due by the clock: pings, and the end of who does not answer. */
  tick(): void
  /** Tells the client to connect anew; the socket is closed so many seconds later. */
  dismiss(): void
  close(code: number): void
}

/** An event as both protocols carry it: JSON in JSON, and its name with Kick's prefix. */
export function wrap(
  { name, payload }: SocketEvent,
  faults: KickFaults,
): { readonly event: string; readonly data: unknown } {
  return {
    event: faults.bareNames ? name : `App\\Events\\${name}`,
    data: faults.objectData ? payload : JSON.stringify(payload),
  }
}
