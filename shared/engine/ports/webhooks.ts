/** Webhooks: addresses elsewhere that are told what happens in giveaways. */
import type { DeliveryState, WebhookEvent, WebhookState } from '../../giveaway/webhook.ts'
import type { StreamerId } from '../../giveaway/words.ts'
import type { PageAsk } from './channel.ts'
import type { NewsRow } from './news.ts'

/** Why nothing is posted to an address, by its looks or by where its name leads. */
export type AddressRefusal = 'bad-address' | 'not-encrypted' | 'odd-port' | 'private-address' | 'unknown-address'

/** One event on its way. */
export interface Post {
  readonly url: string
  /** As `WebhookSecrets` makes it. */
  readonly secret: string
  /** The same however often the event is posted. */
  readonly id: string
  /** When this try is made. */
  readonly at: Date
  readonly body: string
}

/** What came of a try. Without a fault it was taken. */
export interface Posted {
  /** Of the answer, where one came. */
  readonly status: number | undefined
  /** Milliseconds until the answer was read, or given up. */
  readonly ms: number
  /** What went wrong, in a sentence for the streamer. */
  readonly fault: string | undefined
}

/** Brings events to where they are asked for. Neither verb rejects because of what is at the other end. */
export interface Courier {
  /** Nothing where an address may be posted to as its name leads now. */
  whyRefused(url: string): Promise<AddressRefusal | undefined>
  /** One try, within ten seconds, sooner when it is broken off. An address that may not be posted to is not connected to. */
  post(post: Post, breakOff?: AbortSignal): Promise<Posted>
}

/** Secrets that events are signed with, made from the system's randomness and stored sealed. */
export interface WebhookSecrets {
  /** A fresh id for a webhook, with its secret. */
  make(): { readonly id: string; readonly secret: string; readonly sealed: string }
  /** Nothing where it was sealed under a key that is gone. */
  open(id: string, sealed: string): string | undefined
}

export interface NewWebhook {
  /** A UUID. */
  readonly id: string
  readonly streamerId: StreamerId
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly sealedSecret: string
}

/** A webhook as it stands in the database. */
export interface EventWebhook extends NewWebhook {
  readonly state: WebhookState
  /** What went wrong at the last try, or why it was stopped. */
  readonly fault: string | undefined
  /** How many tries in a row failed, since when, and when the next one is made. */
  readonly failures: number
  readonly failingSince: Date | undefined
  readonly dueAt: Date | undefined
  readonly createdAt: Date
}

/** What may change of a webhook; what is absent stays, and `null` is taken away. */
export interface WebhookStep {
  readonly url?: string
  readonly events?: readonly WebhookEvent[]
  readonly state?: WebhookState
  readonly fault?: string | null
  readonly failures?: number
  readonly failingSince?: Date | null
  readonly dueAt?: Date | null
}

/** An event for one webhook: written once, sent until it is taken. */
export interface EventDelivery {
  /** A UUID: what the receiver tells doubles by. */
  readonly id: string
  /** They are sent in this order. */
  readonly number: number
  readonly event: string
  readonly body: string
  readonly state: DeliveryState
  readonly tries: number
  /** Of the last try. */
  readonly triedAt: Date | undefined
  readonly posted: Posted | undefined
  readonly createdAt: Date
}

/** An event before it has an id; `newsId` is the row of the outbox that it ends with. */
export interface NewDelivery extends Pick<EventDelivery, 'event' | 'body'> {
  readonly newsId: number
}

/** A webhook whose news has been looked at up to a row. */
export interface WatchedWebhook extends Pick<EventWebhook, 'id' | 'streamerId' | 'events'> {
  readonly position: number
}

/** What a webhook may be told of, and the row up to which that is everything. */
export interface WebhookNews {
  readonly rows: readonly NewsRow[]
  readonly upTo: number
}

/** The right to send to a webhook until it ends; `key` is the holder's own. */
export interface Lease {
  readonly key: string
  readonly until: Date
}

/** The part of a transaction that is about webhooks. They come last in the order of locks. */
export interface WebhookTx {
  /** Its news begins behind the newest row. */
  addWebhook(webhook: NewWebhook): void
  /** The streamer's webhook, locked. */
  lockWebhook(streamerId: StreamerId, id: string): Promise<EventWebhook | undefined>
  countWebhooks(streamerId: StreamerId): Promise<number>
  changeWebhook(id: string, step: WebhookStep): void
  /** Its news goes on behind the newest row: what happened meanwhile is left out. */
  skipNews(id: string): void
  /** Its deliveries go with it. */
  removeWebhook(id: string): void
  /** Notes a test that was sent. */
  addTest(webhookId: string, delivery: Pick<EventDelivery, 'id' | 'event' | 'body'>, posted: Posted, at: Date): void
  /** Locks a webhook that is leased under this key. Nothing where somebody else has it by now. */
  lockLeased(id: string, key: string): Promise<EventWebhook | undefined>
  /** Notes a try; one that was taken is delivered. */
  noteTry(deliveryId: string, posted: Posted, at: Date): void
  /** Keeps the lease for longer. */
  extendLease(id: string, lease: Lease): void
}

/** What is asked about webhooks outside a transaction. */
export interface WebhookStore {
  /** By age, with how many deliveries wait for each. */
  findWebhooks(streamerId: StreamerId): Promise<(EventWebhook & { readonly waiting: number })[]>
  /** The newest first. */
  listDeliveries(webhookId: string, page: PageAsk<number>): Promise<EventDelivery[]>
  /** Every webhook that is active. */
  findWatched(): Promise<WatchedWebhook[]>
  /** News that a webhook asked for, behind its position, at most so many rows. */
  findWebhookNews(webhook: WatchedWebhook, count: number): Promise<WebhookNews>
  /** Writes deliveries down and moves the position, both or neither: nothing where another process was there first. */
  addDeliveries(webhook: WatchedWebhook, upTo: number, deliveries: readonly NewDelivery[]): Promise<void>
  /** Leases webhooks that are due and have something to send, at most so many. Of two processes each gets others. */
  leaseDue(now: Date, lease: Lease, count: number): Promise<string[]>
  /** The next delivery of a webhook that is leased under this key, and active. */
  findNext(id: string, key: string): Promise<{ webhook: EventWebhook; delivery: EventDelivery } | undefined>
  /** Gives a lease back. */
  endLease(id: string, key: string): Promise<void>
  /** Removes at most so many deliveries from before, but none that is still to be sent. Gives how many. */
  removeOldDeliveries(before: Date, count: number): Promise<number>
}
