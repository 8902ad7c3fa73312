/** What the API is made from. */
import type { Ports } from '@streambot/shared/engine/ports.ts'
import type { Webhook } from '@streambot/shared/engine/ports/chat.ts'
import type { Standings } from '@streambot/shared/engine/ports/standing.ts'
import type { OverlaySeals } from '@streambot/shared/engine/ports/overlays.ts'
import type { SignIn, TokenSeals } from '@streambot/shared/engine/ports/people.ts'
import type { KeySeals } from '@streambot/shared/engine/ports/keys.ts'
import type { Courier, WebhookSecrets } from '@streambot/shared/engine/ports/webhooks.ts'
import type { Platform, StreamerId } from '@streambot/shared/giveaway/words.ts'
import type { FastifyBaseLogger } from 'fastify'
import type { Cookies } from './cookies.ts'

export interface ApiOptions extends Ports {
  readonly log: FastifyBaseLogger
  /** Whose giveaways are shown. */
  readonly streamerId: StreamerId
  /** The folder with the built page. */
  readonly pageFolder: string
  /** The folder with the built page of overlays. */
  readonly overlayFolder: string
  /** Who takes what a platform posts to `/webhooks/PLATFORM`. */
  readonly webhooks?: Readonly<Partial<Record<Platform, Webhook>>>
  /** The address under which people reach the pages and platforms send them back; without it, this computer's. */
  readonly publicUrl?: string | undefined
  /** With what people can sign in. */
  readonly signIns?: readonly SignIn[]
  readonly tokens: TokenSeals
  /** How the platforms of this process stand; absent where it reads no chat. */
  readonly standings?: Standings
  /** What webhooks of the streamer are tested with, and what their secrets come from. */
  readonly courier: Courier
  readonly secrets: WebhookSecrets
  /** What the tokens in the addresses of overlays are sealed with. */
  readonly overlaySeals: OverlaySeals
  /** What seals prize keys. */
  readonly keySeals: KeySeals
  /** In the demo: whoever knows it comes in as the streamer, without signing in at a platform. */
  readonly demoSecret?: string | undefined
  readonly limits?: Partial<Limits>
}

/** What the server does at most. Times are in milliseconds. */
export interface Limits {
  /** Requests of one address in a minute. */
  readonly requests: number
  /** Changes that one user may ask for in a minute, from all browsers together. */
  readonly writes: number
  /** Requests with one key in a minute. */
  readonly keyRequests: number
  /** Downloads of proofs by one address in a minute. */
  readonly proofs: number
  /** Sign-ins that one address may begin or end in a minute. */
  readonly signIns: number
  /** What phones behind one address may ask in a minute about joining. A hall of them may be behind one. */
  readonly joinRequests: number
  /** How often phones behind one address may join in a minute. */
  readonly joinsOfAddress: number
  /** How often one device may join in a minute. */
  readonly joinsOfDevice: number
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
  writes: 120,
  keyRequests: 120,
  proofs: 20,
  signIns: 30,
  joinRequests: 6_000,
  joinsOfAddress: 1_000,
  joinsOfDevice: 20,
  deliveries: 12_000,
  connections: 2_000,
  connectionsOfAddress: 100,
  waitingBytes: 1_048_576,
  pingEvery: 20_000,
  readEvery: 1_000,
  sendEvery: 200,
}

/** The options with everything set. */
export interface Api extends Omit<ApiOptions, 'publicUrl'> {
  readonly limits: Limits
  readonly signIns: readonly SignIn[]
  readonly cookies: Cookies
  /** Without a slash at the end. */
  readonly publicUrl: () => string
  /** The name in it, when one was set. */
  readonly publicHost: string | undefined
}
