/** What merging viewers asks of the store. */
import type { HeldGiveaway, MergedEntry } from '../../giveaway/link.ts'
import type { StreamerId, UserId, ViewerId } from '../../giveaway/words.ts'

/** The viewers behind a user's accounts in one streamer's chats, in the order of their ids. */
export interface Community {
  readonly streamerId: StreamerId
  readonly viewerIds: readonly ViewerId[]
  /** Whether one of them stands for an account that another user linked, too. */
  readonly isShared: boolean
}

/** The part of a transaction that merges viewers. */
export interface MergeTx {
  /**
   * Locks all that merging a user's viewers may touch, in every community that knows one of the user's accounts: giveaways whose entries
   * can change, raffles that run, and who is behind which account.
   */
  lockCommunities(userId: UserId): Promise<Community[]>
  /** The giveaways whose entries can change, with the entries of these viewers. */
  findHeld(streamerId: StreamerId, viewerIds: readonly ViewerId[]): Promise<HeldGiveaway[]>
  /** Writes merged entries, the counters of their giveaways and the news of those that changed. */
  mergeEntries(merged: readonly MergedEntry[]): void
  /** Accounts, wins, exclusions and running raffles of one viewer go over to the other, to whom it points from now on. */
  mergeViewer(streamerId: StreamerId, stays: ViewerId, goes: ViewerId): void
}
