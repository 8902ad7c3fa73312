/** Broadcasts and the chats that belong to them. Each broadcast has a chat of its own. */
import type { Chance } from '../chance.ts'
import { createArrange, type Arrange } from '../arrange.ts'
import type { Room, World } from '../world.ts'
import type { Faults } from './faults.ts'
import type { Item } from './items.ts'

export interface Broadcast {
  /** The id of the video. */
  readonly id: string
  readonly room: Room
  readonly title: string
  /** `persistent` is what "Go live now" makes; lists leave it out unless they are asked for all. */
  readonly type: 'event' | 'persistent'
  readonly startedAt: Date
  readonly chat: Chat
}

/** What was said under a broadcast, oldest first. */
export interface Chat {
  readonly id: string
  readonly broadcast: Broadcast
  readonly items: readonly Item[]
  endedAt: Date | undefined
  /** The owner has switched the chat off. */
  isDisabled: boolean
  /** Adds items in the order, or disorder, in which they arrive; readers are told once. */
  add(items: readonly Item[]): void
  /** Takes an item's place: the message was removed. */
  replace(item: Item): void
  onChange(listener: () => void): () => void
}

export interface BroadcastOptions {
  readonly title?: string
  readonly type?: Broadcast['type']
}

export interface Broadcasts {
  readonly all: ReadonlyMap<string, Broadcast>
  start(room: Room, options?: BroadcastOptions): Broadcast
  findChat(id: string): Chat | undefined
  /** The newest broadcast of a room that has not ended. */
  findActive(room: Room): Broadcast | undefined
}

/** No broadcasts yet. */
export function createBroadcasts(world: World, faults: Faults, now: () => number): Broadcasts {
  const all = new Map<string, Broadcast>()
  const chats = new Map<string, Chat>()
  return {
    all,
    start(room, { title = room.live?.title ?? 'Live', type = 'persistent' } = {}) {
      const id = makeVideoId(world.chance)
      const channel = room.owner.youtube
      if (!channel) throw new Error(`${room.owner.login} has no channel on YouTube`)
      const broadcast: Broadcast = {
        id,
        room,
        title,
        type,
        startedAt: new Date(now()),
        get chat() {
          return chat
        },
      }
      const chat = createChat(makeChatId(channel.id, id), broadcast, createArrange<Item>(faults))
      all.set(id, broadcast)
      chats.set(chat.id, chat)
      return broadcast
    },
    findChat: (id) => chats.get(id),
    findActive: (room) => [...all.values()].findLast((one) => one.room === room && !one.chat.endedAt),
  }
}

function createChat(id: string, broadcast: Broadcast, arrange: Arrange<Item>): Chat {
  const items: Item[] = []
  const listeners = new Set<() => void>()
  const chat: Chat = {
    id,
    broadcast,
    items,
    endedAt: undefined,
    isDisabled: false,
    add(added) {
      for (const item of arrange(broadcast.room, added)) items.push(item)
      for (const listener of listeners) listener()
    },
    replace(item) {
      for (const [index, one] of items.entries()) if (one.id === item.id) items[index] = item
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return chat
}

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Eleven signs, as the ids of videos have. */
function makeVideoId(chance: Chance): string {
  return Array.from({ length: 11 }, () => signs.charAt(chance.below(signs.length))).join('')
}

/** Names the channel and the video, as YouTube's do: never the same for two broadcasts. */
function makeChatId(channelId: string, videoId: string): string {
  return Buffer.from(`\n\r\n\v${videoId}*'\n\u0018${channelId}\u0012\v${videoId}`).toString('base64url')
}
