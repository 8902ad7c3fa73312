/** Which app wants which events of which channel, and the settings of apps that go with it. */
import type { App } from '../tokens.ts'
import type { Person, Room, World } from '../world.ts'
import { writeUlid } from './spelling.ts'

export const eventTypes = [
  'chat.message.sent',
  'channel.followed',
  'channel.subscription.new',
  'channel.subscription.renewal',
  'channel.subscription.gifts',
  'channel.reward.redemption.updated',
  'livestream.status.updated',
  'livestream.metadata.updated',
  'moderation.banned',
  'kicks.gifted',
] as const

export type EventType = (typeof eventTypes)[number]

/** What a developer sets for an app on Kick's site. */
export interface AppSettings {
  /** Where events are posted; nothing switches webhooks off, and ends all subscriptions of the app. */
  readonly webhookUrl?: string | undefined
  /** The account that speaks when the app speaks as a bot; nothing when the app has no bot. */
  readonly bot?: Person | undefined
}

export interface Subscription {
  readonly id: string
  readonly app: App
  readonly room: Room
  readonly type: EventType
  readonly createdAt: number
  /** Since when every delivery fails. */
  failingSince: number | undefined
}

export interface Subscriptions {
  settingsOf(app: App): AppSettings
  set(app: App, settings: AppSettings): void
  /** Gives the one there is, if there is one. Nothing: the app has as many of this type as it may. */
  add(app: App, room: Room, type: EventType): Subscription | undefined
  list(app: App): Subscription[]
  remove(app: App, ids: readonly string[]): void
  find(room: Room, type: EventType): Subscription[]
  /** Notes how a delivery ended; one that has failed for more than a day ends the subscription. */
  note(subscription: Subscription, isTaken: boolean): void
}

const most = 1000
const day = 86_400_000

/** No subscriptions yet. */
export function createSubscriptions({ chance }: World, now: () => number): Subscriptions {
  const all = new Map<string, Subscription>()
  const settings = new Map<App, AppSettings>()
  const list = (app: App) => [...all.values()].filter((one) => one.app === app)
  return {
    list,
    settingsOf: (app) => settings.get(app) ?? {},
    set(app, change) {
      settings.set(app, change)
      if (change.webhookUrl === undefined) for (const { id } of list(app)) all.delete(id)
    },
    add(app, room, type) {
      const same = list(app).filter((one) => one.type === type)
      const known = same.find((one) => one.room === room)
      if (known || same.length >= most) return known
      const fresh = { id: writeUlid(now(), chance), app, room, type, createdAt: now(), failingSince: undefined }
      all.set(fresh.id, fresh)
      return fresh
    },
    remove(app, ids) {
      for (const id of ids) if (all.get(id)?.app === app) all.delete(id)
    },
    find: (room, type) => [...all.values()].filter((one) => one.room === room && one.type === type),
    note(subscription, isTaken) {
      subscription.failingSince = isTaken ? undefined : (subscription.failingSince ?? now())
      if (now() - (subscription.failingSince ?? now()) > day) all.delete(subscription.id)
    },
  }
}
