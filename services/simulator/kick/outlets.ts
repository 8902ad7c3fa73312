/** The two ways by which apps and clients hear what happens: webhooks and sockets. */
import type { Room } from '../world.ts'
import type { WebhookEvent } from './webhooks.ts'

/** Something that happened in a room, as sockets are told of it. */
export interface SocketEvent {
  /** Without Kick's prefix, such as `ChatMessageEvent`. */
  readonly name: string
  readonly payload: object
}

export interface Outlets {
  /** Resolves when every app has taken it or was given up. */
  tellWebhooks(room: Room, event: WebhookEvent): Promise<void>
  /** To those who listen to the chat. */
  tellChat(room: Room, event: SocketEvent): void
  /** To those who listen to the channel. */
  tellChannel(room: Room, event: SocketEvent): void
}
