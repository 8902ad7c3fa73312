/** The nouns of the product. In code, tables, panel and chat a word means the same. */
import type { Passing } from './answers.ts'

/** Those with a chat. */
export const chatPlatforms = ['twitch', 'youtube', 'kick'] as const

export type ChatPlatform = (typeof chatPlatforms)[number]

/**
 * Where an account is known. `guest` is no platform of anybody's: whoever joins by code without signing in is known by their device alone,
 * and has no roles, no points and no chat.
 */
export const platforms = [...chatPlatforms, 'guest'] as const

export type Platform = (typeof platforms)[number]

/** As they write themselves, in every language. */
export const platformNames: Readonly<Record<Platform, string>> = {
  twitch: 'Twitch',
  youtube: 'YouTube',
  kick: 'Kick',
  guest: 'Guest',
}

/** `users.id`: somebody who can sign in. */
export type UserId = number

/** `users.id` of the channel's owner. Everything is keyed by it. */
export type StreamerId = UserId

/** A person in one streamer's community; several chat accounts may belong to one viewer. */
export type ViewerId = number

/** A UUID: it stands in public addresses, so it cannot be guessed. */
export type GiveawayId = string

/** A pool of prize keys of one streamer. */
export type PoolId = number

/** A key that can be won, such as one for a game. Its text is sealed, and nobody sees it but its winner and, on request, the streamer. */
export type KeyId = number

/** A chat account, or a guest's device. `userId` is the platform's stable id; `login` and `name` may change at any time and key nothing. */
export interface Account {
  readonly platform: Platform
  readonly userId: string
  readonly login: string
  readonly name: string
}

/** What the platform says of somebody with a message. `tier` is 0 without a subscription, else 1 to 3. */
export interface Roles {
  readonly broadcaster: boolean
  readonly moderator: boolean
  readonly vip: boolean
  readonly subscriber: boolean
  readonly tier: 0 | 1 | 2 | 3
  readonly months: number
}

export const statuses = ['draft', 'scheduled', 'open', 'paused', 'closed', 'drawn', 'completed', 'cancelled'] as const

export type GiveawayStatus = (typeof statuses)[number]

/**
 * `keyword`: one ticket a person. `tickets`: as many as the rules allow, each at the cost. `active`: whoever chatted shortly before the close
 * is in. `first`: who comes first has won.
 */
export const kinds = ['keyword', 'tickets', 'active', 'first'] as const

export type GiveawayKind = (typeof kinds)[number]

export const audiences = ['everyone', 'subscribers', 'vips', 'moderators'] as const

export type Audience = (typeof audiences)[number]

/** What else is asked of an entrant, and what an entry counts. What is absent is not asked; days are whole and 24 hours long. */
export interface Conditions {
  /** The only platforms that entries are taken from. */
  readonly platforms?: readonly ChatPlatform[] | undefined
  /** The lowest tier of subscription, 1 to 3. */
  readonly minTier?: number | undefined
  /** Followers only, since so many days at least; 0 takes those of this minute. */
  readonly followDays?: number | undefined
  /** Days since the account was made. */
  readonly accountDays?: number | undefined
  /** Points to have before paying. */
  readonly minBalance?: number | undefined
  readonly moderatorsOut?: boolean | undefined
  /** Whether who cannot be looked up is let pass. Without it they are refused. */
  readonly unknownPasses?: boolean | undefined
  /** A label for what can be won, as `readWord` gives it. */
  readonly prizeClass?: string | undefined
  /** Days for which a winner waits: of this class, or of anything where there is no class. */
  readonly cooldownDays?: number | undefined
  /** How many tickets each ticket asked for counts, by what somebody is; the highest that applies. */
  readonly tier1Factor?: number | undefined
  readonly tier2Factor?: number | undefined
  readonly tier3Factor?: number | undefined
  readonly vipFactor?: number | undefined
  readonly followerFactor?: number | undefined
}

/** Who may join by the code on the overlay: whoever signs in, or guests, too. */
export const joinWays = ['signed-in', 'guests'] as const

export type JoinWay = (typeof joinWays)[number]

/** What the streamer decided before opening. Points are whole numbers. */
export interface GiveawayRules {
  readonly kind: GiveawayKind
  /** For active chatters: how many minutes before the close one had to write, at most. */
  readonly activeMinutes?: number | undefined
  /** Points for one ticket; 0 is free. */
  readonly cost: number
  /** Tickets one person may ask for in all, before factors. */
  readonly maxTickets: number
  /** Persons in all. */
  readonly maxEntries: number | undefined
  /** Tickets in all, factors counted. */
  readonly maxTicketsInAll: number | undefined
  /** How many winners the streamer means to draw. */
  readonly winners: number
  readonly audience: Audience
  readonly conditions: Conditions
  /** Whether a viewer may take an entry back with `!leave`. */
  readonly leaving: boolean
  /** Seconds in which a winner has to say something. Without it whoever is drawn has won. */
  readonly claimSeconds?: number | undefined
  /** Out of which pool whoever wins gets a key. */
  readonly poolId?: PoolId | undefined
  /** Without it nobody joins by code. */
  readonly joinByCode?: JoinWay | undefined
  /** Who is drawn has to be there: with a phone that joined, or with a line in chat within so many minutes before. */
  readonly presentMinutes?: number | undefined
}

/** Settings of a giveaway under a name, to open others with. */
export interface Template {
  readonly name: string
  readonly title: string
  readonly rules: GiveawayRules
  /** Minutes from the opening to the planned end. */
  readonly minutes: number | undefined
}

/** A time between two moments, both exclusive, in which a giveaway took nothing; `code` is what a message written then is told. */
export interface Break {
  readonly code: 'paused' | 'closed'
  readonly from: Date
  readonly until: Date
}

/** A giveaway as it stands in the database. */
export interface Giveaway {
  readonly id: GiveawayId
  readonly streamerId: StreamerId
  /** What can be won. */
  readonly title: string
  /** The word that enters, as `readWord` gives it. */
  readonly word: string
  readonly status: GiveawayStatus
  readonly rules: GiveawayRules
  /** When a scheduled one opens by itself. */
  readonly opensAt: Date | undefined
  /** Since when a scheduled one has waited for another giveaway with its word. */
  readonly blockedAt: Date | undefined
  readonly openedAt: Date | undefined
  /** Minutes from the opening to the planned end. */
  readonly minutes: number | undefined
  /** When it closes by itself. */
  readonly closesAt: Date | undefined
  /** While it is paused: messages the platform stamped later than this wait for the next opening. */
  readonly pausedAt: Date | undefined
  /** Pauses that are over, and the time between a close and a reopening. */
  readonly breaks: readonly Break[]
  /** When chat is reminded of it next, while it is open. */
  readonly remindsAt?: Date | undefined
  /** Messages the platform stamped later than this are too late. */
  readonly closedAt: Date | undefined
  /** Until here messages written in time may still arrive. */
  readonly finalAt: Date | undefined
  /** Entries are final and the digest is taken. */
  readonly sealedAt: Date | undefined
  /** Winners to draw as soon as the entries are sealed. */
  readonly drawWhenSealed: number | undefined
  /** When a drawn giveaway completes and its seed is revealed, unless it waits for a winner then. */
  readonly completesAt: Date | undefined
  /** When the next pending winner is missed, the grace for late messages included; nothing where nobody is pending. */
  readonly claimsDueAt: Date | undefined
  readonly entryCount: number
  readonly ticketCount: number
  /** SHA-256 of the seed, in hex; published at opening. */
  readonly commitment: string | undefined
  /** Digest of the canonical list of entries, in hex; published at closing. */
  readonly digest: string | undefined
  /** The seed in hex, once it is revealed. */
  readonly seed: string | undefined
  /** The round of a public beacon that takes part in its draws; named at closing. */
  readonly beacon?: NamedRound | undefined
}

/** A round of a public beacon, named before it exists. */
export interface NamedRound {
  /** The hash of the chain, in hex. */
  readonly chain: string
  readonly round: number
  /** When it comes. */
  readonly at: Date
  /** What it brought, in hex, once it is there. */
  readonly randomness?: string | undefined
  readonly signature?: string | undefined
  /** When chat was told that it is late. */
  readonly lateAt?: Date | undefined
  /** When it was decided to draw without it. */
  readonly waivedAt?: Date | undefined
}

/** The key of a chat message on its platform; a message is applied at most once. */
export interface MessageKey {
  readonly platform: Platform
  readonly id: string
}

/**
 * What a look-up found: the time since when, as ISO 8601; `never` for what is not so; `unknown` where the platform cannot tell or could
 * not be asked.
 */
export interface Finding {
  readonly since: string
  /** Who was asked. */
  readonly source: string
  /** When, as ISO 8601. */
  readonly checkedAt: string
}

/** What was found out about somebody because the rules ask for it. What is absent was not asked. */
export interface Facts {
  /** Since when they follow the channel. */
  readonly follow?: Finding
  /** Since when the account exists. */
  readonly account?: Finding
  /** When they last wrote before the close, as ISO 8601 and to the minute: of those taken in because they chatted. */
  readonly chattedAt?: string
}

/** What was said: "I want in." What is granted is a `Decision`, and a row of `giveaway_entries`. */
export interface EntryAsk {
  readonly message: MessageKey
  readonly account: Account
  readonly roles: Roles
  readonly facts?: Facts
  /** `max` asks for as many as rules and balance allow. */
  readonly tickets: number | 'max'
  /** The platform's own time of the message. */
  readonly sentAt: Date
  /** Whether it came by the code on the overlay, and not by chat. */
  readonly byCode?: boolean
}

/** One person picked by a draw. `pick` counts from 1 through all draws of the giveaway; a pick never changes and never goes. */
export interface DrawnWinner {
  readonly pick: number
  readonly viewerId: ViewerId
  readonly platform: Platform
  readonly userId: string
  readonly name: string
  readonly tickets: number
}

/**
 * What became of a pick. `pending`: has to speak within the claim window. `claimed`: did. `confirmed`: won without a window. `missed`:
 * was silent. `set-aside`: a moderator drew again in their place. `passed-over`: was picked, and the rules kept the prize from them.
 */
export const winnerStates = ['pending', 'claimed', 'confirmed', 'missed', 'set-aside', 'passed-over'] as const

export type WinnerState = (typeof winnerStates)[number]

/** A pick and what became of it. */
export interface Winner extends DrawnWinner {
  readonly state: WinnerState
  readonly drawnAt: Date
  /** Messages the platform stamped later than this claim nothing. */
  readonly claimDeadline: Date | undefined
  /** When it was claimed, missed or set aside. */
  readonly decidedAt: Date | undefined
  /** Why they were passed over, where they were. */
  readonly passedOver?: Passing | undefined
}

/** `serving`: the ticket that is called now, one at a time in a channel. A refund is the end; what is done can be called again. */
export const orderStatuses = ['pending', 'serving', 'done', 'refunded'] as const

export type OrderStatus = (typeof orderStatuses)[number]
