/** What the engine asks of the world: types only. `store`, `platforms` and `queue` fulfil them, `main.ts` chooses. */
import type { BeaconRound, Chain } from '../giveaway/beacon.ts'
import type { Account, GiveawayId, MessageKey, Platform } from '../giveaway/words.ts'
import type { LookUpsByPlatform } from './ports/chat.ts'
import type { KeyedRequest } from './ports/rows.ts'
import type { Store } from './ports/store.ts'

/** The streamer's stream on one platform, and who is in its chat. Both reject when the platform cannot be asked. */
export interface Stream {
  readonly platform: Platform
  isLive(): Promise<boolean>
  /** Everybody in the chat now, also those who say nothing. */
  findPresent(): Promise<Account[]>
}

export interface Clock {
  now(): Date
}

/** Seeds of draws: made from the system's randomness, stored sealed, opened for a draw. */
export interface Seeds {
  /** A fresh id for a giveaway, not to be guessed. */
  newId(): GiveawayId
  make(giveawayId: GiveawayId): { readonly sealed: string; readonly commitment: string }
  /** The seed in hex. Throws when it was sealed under a key that is gone. */
  open(giveawayId: GiveawayId, sealed: string): string
}

/** Luck in games, from the system's randomness. Draws do not rest on it: theirs can be checked. */
export interface Chance {
  /** A whole number from 0 up to, but not, `most`; each as likely as the others. */
  below(most: number): number
}

/** A public beacon: what is random there nobody can know before its time. */
export interface Beacon {
  readonly chain: Chain
  /** A round with a valid signature; nothing while it is not there, or cannot be had at the moment. Never rejects. */
  fetch(round: number): Promise<BeaconRound | undefined>
}

/** A wake-up that may be lost or doubled: what is due stands in the database. */
export interface Later {
  wake(giveawayId: GiveawayId, at: Date): Promise<void>
}

/** Tells other parts, and other processes, that there is news in the outbox. */
export interface Live {
  nudge(): void
  onNudge(listener: () => void): () => void
}

/** All that the engine needs. */
export interface Ports {
  readonly store: Store
  readonly clock: Clock
  readonly seeds: Seeds
  readonly chance: Chance
  readonly later: Later
  readonly live: Live
  /** For rules on what chat messages do not tell. A platform is absent until it is connected. */
  readonly lookUps?: LookUpsByPlatform
  /** How late lines come on the slowest platform at the moment, in milliseconds. Without it they come at once. */
  readonly lateMs?: () => number
  /** Without one, draws rest on the seed alone. */
  readonly beacon?: Beacon | undefined
}

/** Who asked for a deed, as `platform:userId`, `user:ID` for who is signed in, `key:ID` for a tool of theirs, or a word such as `timer`; and the chat message, when it was one. */
export interface Cause {
  readonly actor: string
  readonly message?: MessageKey
  /** Only for deeds whose answers are plain JSON: they are kept, and given again. */
  readonly request?: KeyedRequest
  /** The platform's own time of the message: what is opened or closed by it is so from that moment. */
  readonly at?: Date
}

/** A cause that counts once: a chat message, or a request with a key. */
export type Counted = Said | (Cause & { readonly request: KeyedRequest })

/** A cause that is a chat message. */
export interface Said extends Cause {
  readonly message: MessageKey
}
