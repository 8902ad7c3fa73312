/** What the store is given and gives: the shapes that are no nouns of the rules. */
import type { Evidence, Standing } from '../../giveaway/eligibility.ts'
import type { GambleRules } from '../../giveaway/gamble.ts'
import type { Presence } from '../../giveaway/join.ts'
import type { RaffleTimes } from '../../giveaway/raffle.ts'
import type { ImportMode, LedgerReason } from '../../giveaway/ledger.ts'
import type {
  Account,
  Break,
  Giveaway,
  GiveawayId,
  GiveawayRules,
  GiveawayStatus,
  MessageKey,
  NamedRound,
  Platform,
  Roles,
  StreamerId,
  UserId,
  ViewerId,
  WinnerState,
} from '../../giveaway/words.ts'
import type { Language } from '../../languages/texts.ts'
import type { RaffleWinner } from './news.ts'

/** Points that go back, and to how many people. */
export interface Refund {
  readonly refunded: number
  readonly viewers: number
}

/** One movement of points. `key` is unique for the viewer, so that the same movement cannot happen twice. */
export interface Movement {
  readonly streamerId: StreamerId
  readonly viewerId: ViewerId
  readonly amount: number
  readonly reason: LedgerReason
  readonly key: string
  readonly giveawayId?: GiveawayId
  /** Who did it, as `platform:userId`, where it was a person. */
  readonly actor?: string
}

/** A giveaway whose row this transaction holds, with what its steps need. */
export interface LockedGiveaway extends Giveaway {
  /** Another one after every change of the giveaway, of its picks and of its entries. */
  readonly version: string
  readonly sealedSeed: string | undefined
  readonly settings: BotSettings
}

export interface NewGiveaway {
  readonly id: GiveawayId
  readonly streamerId: StreamerId
  readonly title: string
  readonly word: string
  readonly rules: GiveawayRules
  readonly status: 'draft' | 'scheduled' | 'open'
  readonly opensAt: Date | undefined
  readonly openedAt: Date | undefined
  readonly minutes: number | undefined
  readonly closesAt: Date | undefined
  readonly remindsAt: Date | undefined
  /** A draft has no seed yet. */
  readonly sealedSeed: string | undefined
  readonly commitment: string | undefined
}

/** What may change in the life of a giveaway; what is absent stays, and `null` is taken away. */
export interface GiveawayStep {
  readonly title?: string
  readonly word?: string
  readonly rules?: GiveawayRules
  readonly minutes?: number | null
  readonly sealedSeed?: string
  readonly commitment?: string
  readonly status?: GiveawayStatus
  readonly opensAt?: Date
  readonly blockedAt?: Date | null
  readonly openedAt?: Date
  readonly closesAt?: Date | null
  readonly remindsAt?: Date | null
  readonly pausedAt?: Date | null
  readonly breaks?: readonly Break[]
  readonly closedAt?: Date | null
  readonly finalAt?: Date | null
  readonly sealedAt?: Date
  readonly drawWhenSealed?: number | null
  readonly completesAt?: Date | null
  readonly claimsDueAt?: Date | null
  readonly completedAt?: Date
  readonly cancelledAt?: Date
  readonly digest?: string
  readonly seed?: string
  readonly beacon?: NamedRound | null
}

export interface NewRaffle extends RaffleTimes {
  readonly streamerId: StreamerId
  readonly points: number
  /** Among how many of those who join they are shared. */
  readonly winners: number
  /** When it ends: late messages have arrived by then. */
  readonly dueAt: Date
}

export interface Raffle extends NewRaffle {
  readonly id: number
}

export type RaffleEntrant = Omit<RaffleWinner, 'share'>

/**
 * A request that its sender named, so that it counts once however often it is sent: the key is the user's own, the fingerprint is of
 * what was asked. `id` is ours, and another one each time it is sent.
 */
export interface KeyedRequest {
  readonly id: string
  readonly userId: UserId
  readonly key: string
  readonly fingerprint: string
}

/** What a request with a key was answered. */
export interface KeptAnswer {
  readonly fingerprint: string
  readonly answer: unknown
}

/** A movement by which a moderator changed somebody's points. */
export interface LastChange {
  /** The row of the ledger. */
  readonly id: number
  readonly viewerId: ViewerId
  /** The viewer's, as last seen. */
  readonly name: string
  readonly amount: number
}

/** Somebody on the leaderboard. */
export interface Rich {
  readonly name: string
  readonly balance: number
}

export interface NewImport {
  readonly streamerId: StreamerId
  /** The program whose export it is, or `csv`. */
  readonly source: string
  /** SHA-256 of the file, in hex. */
  readonly checksum: string
  /** Rows of the file, bad ones included. */
  readonly rows: number
  readonly mode: ImportMode
}

/** An import of points as it stands in the database. */
export interface PointImport extends NewImport {
  readonly id: number
  /** How many people's points it moved, and the sum of it. */
  readonly people: number
  readonly points: number
  readonly createdAt: Date
  readonly reversedAt: Date | undefined
}

/** Somebody whose points a file brings. */
export interface ImportedPerson {
  readonly account: Account
  /** A whole number, not below 0. */
  readonly points: number
}

/** What may change of an import; what is absent stays. */
export interface ImportStep {
  readonly people?: number
  readonly points?: number
  readonly reversedAt?: Date
}

/** What an import moved for one viewer. */
export interface Imported {
  readonly viewerId: ViewerId
  readonly name: string
  readonly amount: number
}

/** What became of picks, and who decided it. */
export interface WinnerChange {
  readonly state: WinnerState
  readonly decidedAt: Date
  /** `platform:userId`, or a word such as `timer`. */
  readonly decidedBy: string
  /** Why a moderator set them aside. */
  readonly reason?: string
}

/** What a winner said after the draw. The text is a stranger's, and nothing but data. */
export interface WinnerMessage {
  readonly message: MessageKey
  readonly text: string
  /** The platform's own time. */
  readonly sentAt: Date
}

/** An account whose messages matter to a giveaway: its viewer was drawn. */
export interface Awaited extends Pick<Account, 'platform' | 'userId'> {
  readonly giveawayId: GiveawayId
}

/** An entry as the draw sees it. */
export interface DrawEntry {
  readonly viewerId: ViewerId
  readonly platform: Platform
  readonly userId: string
  readonly name: string
  readonly tickets: number
}

/** An entry that was picked, with what the rules are checked by again. */
export interface PickedEntry extends DrawEntry, Pick<Standing, 'excluded' | 'lastWonAt'>, Presence {
  /** As last seen. */
  readonly login: string
  readonly evidence: Evidence
}

/** Settings of a streamer's bot. */
export interface BotSettings {
  readonly streamerId: StreamerId
  /** What the bot speaks. */
  readonly language: Language
  /** By its name, such as `Europe/Berlin`. */
  readonly timeZone: string
  readonly graceSeconds: number
  /** Asks a viewer may make in a minute. */
  readonly attemptsPerMinute: number
  /** Seconds between the draw and the reveal of the seed. */
  readonly revealSeconds: number
  readonly chatPoints: number
  /** A viewer is paid for chatting at most once in so many seconds. */
  readonly chatPointsSeconds: number
  readonly pointsName: string
  /** Logins that never enter and earn nothing: other bots. */
  readonly excluded: ReadonlySet<string>
  readonly gamble: GambleRules
  /** Whether chatting is paid only while a stream is live. */
  readonly chatPointsLive: boolean
  /** Points for being there while a stream is live, once in so many seconds; 0 is none. */
  readonly watchPoints: number
  readonly watchSeconds: number
  /** How many times as many points subscribers get for chatting and watching. */
  readonly subscriberFactor: number
  /** Minutes between two reminders of an open giveaway; 0 is none. */
  readonly reminderMinutes: number
}

/** Lines that somebody wrote: the first and the last of them by the platform's time, and what the person is. */
export interface ChatNote {
  readonly account: Account
  readonly roles: Roles
  readonly firstAt: Date
  readonly lastAt: Date
}

/** Somebody who wrote within a time, as chat showed them last; `chattedAt` lies within it. */
export interface Chatter {
  readonly account: Account
  readonly roles: Roles
  readonly chattedAt: Date
}

export interface ChatPayout {
  readonly streamerId: StreamerId
  /** What for; chatting unless said. */
  readonly reason?: 'chat' | 'watch'
  readonly amount: number
  /** How many times the amount subscribers get, as chat showed them last; once unless said. */
  readonly subscriberFactor?: number
  /** The number of the window, counted from the epoch: with the viewer and the reason it makes the ledger's key. */
  readonly window: number
  readonly accounts: readonly Account[]
}
