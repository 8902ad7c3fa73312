/** What the screens and the chat are told: rows of the outbox. */
import type { Passing } from '../../giveaway/answers.ts'
import type { DrawnWinner, GiveawayId, Platform, StreamerId } from '../../giveaway/words.ts'

/** News of a giveaway: what the screens and the chat are told. */
export type News =
  | { readonly kind: 'scheduled' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'opened' }
  | {
      readonly kind: 'entered'
      readonly entryCount: number
      readonly ticketCount: number
      readonly latest: readonly NewsEntry[]
    }
  | { readonly kind: 'left'; readonly entryCount: number; readonly ticketCount: number }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'extended' }
  /** `nextAt`: when the next reminder takes its place, as ISO 8601. */
  | { readonly kind: 'reminder'; readonly nextAt: string }
  | { readonly kind: 'closed'; readonly beacon?: NamedNews }
  | { readonly kind: 'reopened' }
  | {
      readonly kind: 'sealed'
      readonly digest: string
      readonly entryCount: number
      readonly ticketCount: number
      readonly beacon?: NamedNews
    }
  | { readonly kind: 'round'; readonly round: number; readonly randomness: string }
  | { readonly kind: 'round-late'; readonly round: number }
  | { readonly kind: 'round-waived'; readonly round: number }
  /** `claimDeadline`, where there is a claim window, is ISO 8601: news is kept as JSON. */
  | { readonly kind: 'drawn'; readonly winners: readonly DrawnWinner[]; readonly claimDeadline?: string }
  /** The first of those who were picked and passed over, how many there are in all, and how many were drawn besides; their news follows. */
  | {
      readonly kind: 'passed-over'
      readonly picks: readonly PassedOver[]
      readonly count: number
      readonly drawn: number
    }
  | { readonly kind: 'claimed'; readonly winner: DrawnWinner }
  /** `drawn`: how many were drawn in their place; fewer where nobody is left. The news of those follows. */
  | { readonly kind: 'missed'; readonly winners: readonly DrawnWinner[]; readonly drawn: number }
  | { readonly kind: 'set-aside'; readonly winner: DrawnWinner; readonly reason: string; readonly drawn: number }
  /** The seed is absent where nothing was drawn. */
  | { readonly kind: 'completed'; readonly seed?: string }
  | { readonly kind: 'cancelled'; readonly refunded: number; readonly viewers: number }

/** The round of the beacon that a draw waits for, and when it comes, as ISO 8601. */
export interface NamedNews {
  readonly chain: string
  readonly round: number
  readonly at: string
}

export interface PassedOver extends DrawnWinner {
  readonly reason: Passing
}

export interface NewsEntry {
  readonly platform: Platform
  readonly name: string
  readonly tickets: number
}

/** One row of the outbox. `id` grows in the order in which rows become visible. */
export interface NewsRow {
  readonly id: number
  readonly streamerId: StreamerId
  readonly giveawayId: GiveawayId
  readonly news: News
  readonly at: Date
}

/** News of a raffle: what the chat is told. */
export type RaffleNews =
  /** `endsAt` is ISO 8601. */
  | { readonly kind: 'raffle-opened'; readonly points: number; readonly winners: number; readonly endsAt: string }
  | { readonly kind: 'raffle-ended'; readonly joined: number; readonly winners: readonly RaffleWinner[] }

export interface RaffleWinner extends Pick<DrawnWinner, 'viewerId' | 'platform' | 'name'> {
  /** Points. */
  readonly share: number
}

/** News of orders: what the chat and the screens that show the queue are told. */
export type OrderNews =
  /** How many were ordered at once, and the last of them. */
  | { readonly kind: 'order-placed'; readonly count: number; readonly latest: readonly NewsOrder[] }
  | { readonly kind: 'order-serving'; readonly order: NewsOrder }
  | { readonly kind: 'order-done'; readonly order: NewsOrder }
  | { readonly kind: 'order-refunded'; readonly order: NewsOrder; readonly refunded: number }

/** `ticket` is the number as it is written, `reward` its name. */
export interface NewsOrder {
  readonly id: number
  readonly ticket: string
  readonly platform: Platform
  readonly name: string
  readonly reward: string
}

/** News of the channel that belong to no giveaway. */
export type ChannelNews = RaffleNews | OrderNews

/** News of the channel in the outbox. */
export interface ChannelNewsRow extends Omit<NewsRow, 'giveawayId' | 'news'> {
  readonly giveawayId: undefined
  readonly news: ChannelNews
}
