/** What somebody who is signed in reads of themselves in a community: the viewer that their accounts are, their entries and their wins. */
import type {
  GiveawayId,
  GiveawayStatus,
  Platform,
  StreamerId,
  UserId,
  ViewerId,
  WinnerState,
} from '../../giveaway/words.ts'
import type { PageAsk } from './channel.ts'

/** An entry in a giveaway that is not drawn yet. */
export interface OwnEntry {
  /** The id of the entry. */
  readonly id: number
  readonly giveawayId: GiveawayId
  readonly title: string
  readonly status: GiveawayStatus
  readonly tickets: number
  readonly paid: number
  readonly enteredAt: Date
}

/** What a viewer has in one giveaway; zeros without an entry. */
export interface Holding {
  readonly tickets: number
  /** How many of the tickets a factor gave. */
  readonly bonus: number
  readonly paid: number
  readonly enteredAt: Date | undefined
  /** As what they were picked, where they were. */
  readonly pick: number | undefined
}

/** Where a win stands in the list: when it was drawn, in microseconds since 1970, and its giveaway. */
export type WinPlace = [drawnAt: number, giveawayId: GiveawayId]

/** That somebody was drawn, and what became of it. */
export interface OwnWin {
  readonly place: WinPlace
  readonly giveawayId: GiveawayId
  readonly title: string
  readonly status: GiveawayStatus
  readonly platform: Platform
  readonly name: string
  readonly state: WinnerState
  readonly claimDeadline: Date | undefined
  readonly drawnAt: Date
}

export interface MineStore {
  /** Who a user's accounts are in a community; nothing where none of them was ever seen there. */
  findViewerOf(streamerId: StreamerId, userId: UserId): Promise<ViewerId | undefined>
  /** A viewer's entries in giveaways that are not drawn yet, the newest first. */
  listOwnEntries(streamerId: StreamerId, viewerId: ViewerId, page: PageAsk<number>): Promise<OwnEntry[]>
  /** What a viewer has in a giveaway. */
  findHolding(giveawayId: GiveawayId, viewerId: ViewerId): Promise<Holding>
  /** Where a viewer was drawn, the newest first. */
  listOwnWins(streamerId: StreamerId, viewerId: ViewerId, page: PageAsk<WinPlace>): Promise<OwnWin[]>
}
