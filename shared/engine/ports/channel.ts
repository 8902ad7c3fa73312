/** What whoever runs a channel reads: long lists, page by page. A page begins behind a place, and stays right while rows come and go. */
import type { ActorKind, AuditTopic } from '../../giveaway/audit.ts'
import type { LedgerReason } from '../../giveaway/ledger.ts'
import type { Account, Giveaway, GiveawayId, Platform, StreamerId, ViewerId, Winner } from '../../giveaway/words.ts'
import type { ExportAsk, Page } from './exports.ts'
import type { PointImport, Refund } from './rows.ts'

/** Where a page begins, and how many rows it has at most. Without a place it is the first one. */
export interface PageAsk<Place> {
  readonly after: Place | undefined
  readonly count: number
}

/** Where a giveaway stands in the list: when it was made, to the microsecond, and its id. */
export type GiveawayPlace = [createdAt: number, id: GiveawayId]

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
  /** The name of the account, the user or the key that did it; null for words such as `timer`. */
  readonly actorName: string | null
  readonly action: string
  readonly giveawayId: GiveawayId | undefined
  /** What can be won in the giveaway. */
  readonly title: string | null
  readonly details: object
  /** The name of the viewer, the key or the account that the details have an id of. */
  readonly about: string | null
}

/** What of the audit log to list; nothing means all of it. */
export interface AuditFilter {
  readonly giveawayId?: GiveawayId
  readonly topic?: AuditTopic | undefined
  readonly by?: ActorKind | undefined
  /** As the log writes it, such as `user:1`. */
  readonly actor?: string | undefined
}

/** How far a channel's changes were looked at: rows of the audit log and of the news, and how much each winner has said by then. */
export interface ChangesPlace {
  readonly auditId: number
  readonly newsId: number
  readonly said: ReadonlyMap<string, number>
}

/** What changed, without the details: actions of the audit log, kinds of news, and which giveaways it is about. */
export interface Changes {
  readonly actions: readonly string[]
  readonly news: readonly string[]
  readonly giveawayIds: readonly GiveawayId[]
}

/** Where an account stands in the list of viewers. */
export type ViewerPlace = [login: string, platform: string, userId: string]

/** Where a viewer stands in the list by points. */
export type RichPlace = [balance: number, viewerId: ViewerId]

/** Whom to list: accounts of one platform or of all, with this in their login or name, in whatever case; nothing means everybody. */
export interface ViewerSearch {
  readonly text: string
  readonly platform: Platform | undefined
}

/** An account of a viewer, and what the viewer has. */
export interface ListedViewer extends Account {
  readonly viewerId: ViewerId
  readonly balance: number
  readonly isExcluded: boolean
}

export interface ViewerFace {
  readonly balance: number
  /** Points in all, since the viewer is known. */
  readonly earned: number
  readonly spent: number
  readonly isExcluded: boolean
}

export interface ListedMovement {
  readonly id: number
  readonly amount: number
  readonly reason: LedgerReason
  readonly giveawayId: GiveawayId | undefined
  /** What can be won in the giveaway. */
  readonly title: string | null
  readonly actor: string | undefined
  readonly actorName: string | null
  readonly at: Date
}

export interface ListedExclusion {
  readonly viewerId: ViewerId
  readonly name: string
  readonly reason: string
  readonly actor: string
  readonly actorName: string | null
  readonly at: Date
}

export interface ChannelStore {
  /** All giveaways of a streamer, drafts too, the newest first. */
  listGiveaways(streamerId: StreamerId, page: PageAsk<GiveawayPlace>): Promise<ListedGiveaway[]>
  /** Entries by viewer id. */
  listEntries(giveawayId: GiveawayId, page: PageAsk<ViewerId>): Promise<ListedEntry[]>
  /** What the entries of a giveaway cost, and how many people: all of them, or one viewer's. */
  findRefund(giveawayId: GiveawayId, viewerId: ViewerId | undefined): Promise<Refund>
  /** Winners by pick. */
  listWinners(giveawayId: GiveawayId, page: PageAsk<number>): Promise<ListedWinner[]>
  /** The audit log of a channel, or what the filter leaves of its next lines (`findAuditReach`), the newest first. */
  listAudit(streamerId: StreamerId, filter: AuditFilter, page: PageAsk<number>): Promise<ListedAudit[]>
  /** How far a page of the audit log with a filter looks: the last line that it looks at, where there are more behind. */
  findAuditReach(streamerId: StreamerId, after: number | undefined): Promise<number | undefined>
  /** What changed behind a place, without entries, of which the live feed tells; and the place to go on from. Without a place only that. */
  findChanges(
    streamerId: StreamerId,
    now: Date,
    after: ChangesPlace | undefined,
  ): Promise<Changes & { readonly place: ChangesPlace }>
  /** The accounts that are searched for, by login: who linked several stands there with each. */
  listViewers(streamerId: StreamerId, search: ViewerSearch, page: PageAsk<ViewerPlace>): Promise<ListedViewer[]>
  /** Who has points, the most first, each viewer once with the account seen last; of those who are searched for. */
  listRichViewers(streamerId: StreamerId, search: ViewerSearch, page: PageAsk<RichPlace>): Promise<ListedViewer[]>
  findViewerFace(streamerId: StreamerId, viewerId: ViewerId): Promise<ViewerFace | undefined>
  /** What moved a viewer's points, the newest first. */
  listLedger(streamerId: StreamerId, viewerId: ViewerId, page: PageAsk<number>): Promise<ListedMovement[]>
  /** The accounts seen under these logins or ids in the streamer's chats. */
  findAccounts(
    streamerId: StreamerId,
    platform: Platform,
    by: 'login' | 'id',
    values: readonly string[],
  ): Promise<Account[]>
  /** The import of the file with this checksum that stands. */
  findImport(streamerId: StreamerId, checksum: string): Promise<PointImport | undefined>
  /** Imports of points, the newest first. */
  listImports(streamerId: StreamerId, page: PageAsk<number>): Promise<PointImport[]>
  /** Reads page by page in one snapshot; the first page comes even where there are no rows. Holds a connection of its own until it ends. */
  readExport(streamerId: StreamerId, ask: ExportAsk): AsyncIterable<Page>
  /** Who is kept out of all giveaways, by viewer id. */
  listExcluded(streamerId: StreamerId, page: PageAsk<ViewerId>): Promise<ListedExclusion[]>
  /** The accounts of a viewer, the one seen last first; none where the streamer has no such viewer. */
  findAccountsOf(streamerId: StreamerId, viewerId: ViewerId): Promise<Account[]>
}
