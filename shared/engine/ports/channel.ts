/** What whoever runs a channel reads: long lists, page by page. A page begins behind a place, and stays right while rows come and go. */
import type { Account, Giveaway, GiveawayId, Platform, StreamerId, ViewerId, Winner } from '../../giveaway/words.ts'

/** Where a page begins, and how many rows it has at most. Without a place it is the first one. */
export interface PageAsk<Place> {
  readonly after: Place | undefined
  readonly count: number
}

/** Where a giveaway stands in the list: when it was made, to the microsecond, and its id. */
export type GiveawayPlace = [createdAt: string, id: GiveawayId]

export interface ListedGiveaway {
  readonly giveaway: Giveaway
  readonly place: GiveawayPlace
}

export interface ListedEntry {
  readonly viewerId: ViewerId
  readonly platform: Platform
  readonly userId: string
  readonly name: string
  readonly tickets: number
  readonly bonus: number
  readonly paid: number
  readonly enteredAt: Date
}

export interface ListedWinner extends Winner {
  readonly decidedBy: string | undefined
  readonly reason: string | undefined
}

export interface ListedAudit {
  readonly id: number
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly giveawayId: GiveawayId | undefined
  readonly details: object
}

export interface ChannelStore {
  /** All giveaways of a streamer, drafts too, the newest first. */
  listGiveaways(streamerId: StreamerId, page: PageAsk<GiveawayPlace>): Promise<ListedGiveaway[]>
  /** Entries by viewer id. */
  listEntries(giveawayId: GiveawayId, page: PageAsk<ViewerId>): Promise<ListedEntry[]>
  /** Winners by pick. */
  listWinners(giveawayId: GiveawayId, page: PageAsk<number>): Promise<ListedWinner[]>
  /** The audit log of a channel, or of one giveaway of it, the newest first. */
  listAudit(streamerId: StreamerId, giveawayId: GiveawayId | undefined, page: PageAsk<number>): Promise<ListedAudit[]>
  /** The accounts of a viewer, the one seen last first; none where the streamer has no such viewer. */
  findAccountsOf(streamerId: StreamerId, viewerId: ViewerId): Promise<Account[]>
}
