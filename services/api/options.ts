/** What the API is made from. */
import type { Clock, Live } from '@streambot/shared/engine/ports.ts'
import type { Webhook } from '@streambot/shared/engine/ports/chat.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import type { Platform, StreamerId } from '@streambot/shared/giveaway/words.ts'
import type { FastifyBaseLogger } from 'fastify'

export interface ApiOptions {
  readonly store: Store
  readonly live: Live
  readonly clock: Clock
  readonly log: FastifyBaseLogger
  /** Whose giveaways are shown. */
  readonly streamerId: StreamerId
  /** The folder with the built page. */
  readonly pageFolder: string
  /** The name under which the page is reached from elsewhere, without a port. */
  readonly publicHost?: string | undefined
  /** Who takes what a platform posts to `/webhooks/PLATFORM`. */
  readonly webhooks?: Readonly<Partial<Record<Platform, Webhook>>>
  readonly limits?: Partial<Limits>
}

/** What the server does at most. Times are in milliseconds. */
export interface Limits {
  /** Requests of one address in a minute. */
  readonly requests: number
  /** Downloads of proofs by one address in a minute. */
  readonly proofs: number
  /** What one address may post to webhooks in a minute; a platform posts a whole chat from few. */
  readonly deliveries: number
  /** Live connections in all. */
  readonly connections: number
  /** Live connections of one address. */
  readonly connectionsOfAddress: number
  /** Bytes that may wait for a client that reads too slowly. */
  readonly waitingBytes: number
  readonly pingEvery: number
  /** News is looked for this often without a nudge. */
  readonly readEvery: number
  /** News is sent no more often than this; what comes between is merged. */
  readonly sendEvery: number
}

export const defaultLimits: Limits = {
  requests: 300,
  proofs: 20,
  deliveries: 12_000,
  connections: 2_000,
  connectionsOfAddress: 100,
  waitingBytes: 1_048_576,
  pingEvery: 20_000,
  readEvery: 1_000,
  sendEvery: 200,
}

/** The options with every limit set. */
export interface Api extends ApiOptions {
  readonly limits: Limits
}
