/** Everything durable: the verbs of a transaction, the reads beside it, and the one error the engine tells apart. */
import type { Answer } from '../../giveaway/answers.ts'
import type { Attempt, BatchState } from '../../giveaway/entry.ts'
import type {
  Account,
  EntryAsk,
  Giveaway,
  GiveawayId,
  MessageKey,
  Platform,
  StreamerId,
  Template,
  ViewerId,
  Winner,
} from '../../giveaway/words.ts'
import type { AccessStore, AccessTx } from './access.ts'
import type { CommandStore, CommandTx } from './commands.ts'
import type { JoinStore, JoinTx } from './join.ts'
import type { KeyStore, KeyTx } from './keys.ts'
import type { MergeTx } from './merge.ts'
import type { ChannelStore } from './channel.ts'
import type { MineStore } from './mine.ts'
import type { OverlayStore, OverlayTx } from './overlays.ts'
import type { PeopleStore, PeopleTx } from './people.ts'
import type { WebhookStore, WebhookTx } from './webhooks.ts'
import type { ChannelNews, ChannelNewsRow, News, NewsEntry, NewsRow } from './news.ts'
import type { RewardStore, RewardTx } from './rewards.ts'
import type {
  Awaited,
  BotSettings,
  Chatter,
  ChatNote,
  ChatPayout,
  DrawEntry,
  GiveawayStep,
  ImportStep,
  KeptAnswer,
  KeyedRequest,
  Imported,
  LastChange,
  LockedGiveaway,
  Movement,
  NewGiveaway,
  NewImport,
  NewRaffle,
  PickedEntry,
  PointImport,
  Raffle,
  RaffleEntrant,
  Refund,
  Rich,
  WinnerChange,
  WinnerMessage,
} from './rows.ts'

/**
 * One transaction. Its verbs that return nothing are sent at once and awaited by the commit: an error of theirs fails the
 * transaction. Locks are taken in one order everywhere: message, user, giveaway, raffle or order, reward, identities, devices, balances by viewer
 * id, ledger keys, prize keys, ticket numbers, webhook, overlay.
 */
export interface Tx extends PeopleTx, AccessTx, MergeTx, KeyTx, WebhookTx, OverlayTx, RewardTx, JoinTx, CommandTx {
  /** Marks a message as handled. False: it already was. */
  markHandled(message: MessageKey): Promise<boolean>
  /** The same for many, in their order; of those with one key the first. */
  markAllHandled(messages: readonly MessageKey[]): Promise<boolean[]>
  /**
   * Claims the key of a request until the commit. Gives what is kept under it where it is claimed already, which waits for whoever is
   * about to; a key that is older than a day is free again.
   */
  claimRequest(request: KeyedRequest): Promise<KeptAnswer | undefined>
  keepAnswer(request: KeyedRequest, answer: Answer<unknown>): void
  /** Locks the giveaway and loads what the asks need; unknown viewers are made. Nothing when there is no such giveaway. */
  lockGiveawayFor(giveawayId: GiveawayId, asks: readonly EntryAsk[]): Promise<BatchState | undefined>
  /** Writes attempts, entries, ledger, balances, counters and the news of them, so that nobody can write one without the others. */
  addEntries(state: BatchState, attempts: readonly Attempt[]): void
  lockGiveaway(giveawayId: GiveawayId): Promise<LockedGiveaway | undefined>
  /** Adds it. Nothing: it was to be open, and another open giveaway of the streamer has the word. */
  addGiveaway(giveaway: NewGiveaway): Promise<Giveaway | undefined>
  changeGiveaway(giveawayId: GiveawayId, step: GiveawayStep): void
  /** Whether no open giveaway of the streamer has this word. The unique index settles the race: the loser asks again. */
  isWordFree(streamerId: StreamerId, word: string): Promise<boolean>
  /** All entries in canonical order, page by page: by `platform:userId`, bytewise. */
  readEntries(giveawayId: GiveawayId): AsyncIterable<readonly DrawEntry[]>
  findWinners(giveawayId: GiveawayId): Promise<Winner[]>
  addWinners(giveaway: Pick<Giveaway, 'id'>, winners: readonly Winner[]): void
  changeWinners(giveawayId: GiveawayId, picks: readonly number[], change: WinnerChange): void
  /** The viewer behind an account, as far as they were ever seen. */
  findViewer(streamerId: StreamerId, account: Pick<Account, 'platform' | 'userId'>): Promise<ViewerId | undefined>
  countWinnerMessages(giveawayId: GiveawayId, pick: number): Promise<number>
  /** Keeps what a winner said; the same message is kept once. */
  addWinnerMessage(giveawayId: GiveawayId, pick: number, message: WinnerMessage): void
  /** Takes one person's entry out, with its points back. Gives what was refunded, or nothing where there was no entry. */
  removeEntry(giveaway: Giveaway, viewerId: ViewerId): Promise<number | undefined>
  /** Gives all points of all entries back. */
  refundEntries(giveaway: Giveaway): Promise<Refund>
  /** The viewers behind these accounts, made where they are new, in order. */
  ensureViewers(streamerId: StreamerId, accounts: readonly Account[]): Promise<ViewerId[]>
  /** Who wrote in chat from one moment until another, as they were handed in, in canonical order. */
  findChatters(streamerId: StreamerId, from: Date, until: Date): Promise<Chatter[]>
  /** Locks balances by viewer id, made where they are missing. The balances stand in the order asked. */
  lockBalances(streamerId: StreamerId, viewerIds: readonly ViewerId[]): Promise<number[]>
  move(movements: readonly Movement[]): void
  /** The last of a moderator's changes of points within the last so many minutes, by the database's clock; without an actor, of anybody's. */
  findLastChange(
    streamerId: StreamerId,
    minutes: number,
    by: { readonly actor?: string | undefined; readonly viewerId?: ViewerId | undefined },
  ): Promise<LastChange | undefined>
  findSettings(streamerId: StreamerId): Promise<BotSettings>
  /** Locks the settings, so that they change in one transaction at a time. */
  lockSettings(streamerId: StreamerId): Promise<BotSettings>
  saveSettings(settings: BotSettings): void
  /** Whether a viewer gambled within the last so many seconds, by the database's clock, which all bots share. */
  hasGambled(viewerId: ViewerId, seconds: number): Promise<boolean>
  /** Whether a viewer has a movement with this key. */
  hasMovement(viewerId: ViewerId, key: string): Promise<boolean>
  /** Notes an import, so that one file is imported once: the second of two waits here, and gets the first one. */
  addImport(ask: NewImport): Promise<{ readonly isNew: boolean; readonly kept: PointImport }>
  changeImport(importId: number, step: ImportStep): void
  lockImport(streamerId: StreamerId, importId: number): Promise<PointImport | undefined>
  /** What an import moved, by viewer id; `name` is the viewer's as last seen. */
  findImported(importId: number): Promise<Imported[]>
  /** Keeps a viewer out of all giveaways of the channel, or of the one that is named; said again it changes reason and actor. */
  excludeViewer(
    streamerId: StreamerId,
    viewerId: ViewerId,
    reason: string,
    actor: string,
    giveawayId?: GiveawayId,
  ): void
  /** Lets a viewer in again, to all giveaways. False: nobody kept them out of any. */
  includeViewer(streamerId: StreamerId, viewerId: ViewerId): Promise<boolean>
  /** The streamer's own texts for sentences of the bot, by key. */
  findTexts(streamerId: StreamerId): Promise<ReadonlyMap<string, string>>
  /** Keeps a text of the streamer's own; the one that the sentence had is replaced. */
  saveText(streamerId: StreamerId, key: string, template: string): void
  deleteText(streamerId: StreamerId, key: string): void
  /** Keeps a template; one of the same name is replaced. */
  saveTemplate(streamerId: StreamerId, template: Template): void
  /** False: there is none of this name. */
  deleteTemplate(streamerId: StreamerId, name: string): Promise<boolean>
  /** Opens a raffle. Nothing: another one of the streamer runs. */
  addRaffle(raffle: NewRaffle): Promise<Raffle | undefined>
  /** The streamer's raffle that runs; it cannot end before this transaction does. */
  holdRaffle(streamerId: StreamerId): Promise<Raffle | undefined>
  /** Locks a raffle that did not end yet. */
  lockRaffle(raffleId: number): Promise<Raffle | undefined>
  /** Writes who joins; whoever is in already stays in once. */
  addRaffleEntrants(raffle: Raffle, entrants: readonly RaffleEntrant[]): void
  /** Who joined, by viewer id; those whom a moderator keeps out apart. */
  findRaffleEntrants(raffleId: number): Promise<RaffleEntrant[]>
  endRaffle(raffleId: number, at: Date): void
  addChannelNews(streamerId: StreamerId, news: ChannelNews): void
  addNews(giveaway: Pick<Giveaway, 'id' | 'streamerId'>, news: News): void
  addAudit(
    streamerId: StreamerId,
    actor: string,
    action: string,
    giveawayId: GiveawayId | undefined,
    details: object,
  ): void
}

/** The database is away, or the connection broke and the outcome is not known. Repeating is safe: messages count once. */
export class OutageError extends Error {
  override readonly name = 'OutageError'
}

/** Everything durable. */
export interface Store
  extends
    PeopleStore,
    AccessStore,
    ChannelStore,
    KeyStore,
    WebhookStore,
    MineStore,
    OverlayStore,
    RewardStore,
    JoinStore,
    CommandStore {
  /** Runs the work in one transaction. Repeats it when PostgreSQL says that it may be; so the work has no other effects. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  findGiveaway(giveawayId: GiveawayId): Promise<Giveaway | undefined>
  /** The streamer's own texts for sentences of the bot, by key. */
  findTexts(streamerId: StreamerId): Promise<ReadonlyMap<string, string>>
  /** The templates of a streamer by name. */
  findTemplates(streamerId: StreamerId): Promise<Template[]>
  /** The newest drafts of a streamer, newest first. */
  findDrafts(streamerId: StreamerId): Promise<Giveaway[]>
  /** Giveaways that take entries or may still get some: open, paused, closed and not sealed. Newest first. */
  findRunning(streamerId: StreamerId): Promise<Giveaway[]>
  /** The newest giveaways of a streamer that everybody may know of, newest first. */
  findLatest(streamerId: StreamerId, count: number): Promise<Giveaway[]>
  /** Giveaways whose next step comes by itself, and when. */
  findComing(): Promise<{ readonly id: GiveawayId; readonly at: Date }[]>
  findWinners(giveawayId: GiveawayId): Promise<Winner[]>
  /** Every account of winners who have to speak, or who won within the last ten minutes and of whom more is to be kept. */
  findAwaited(streamerId: StreamerId, now: Date): Promise<Awaited[]>
  /** The latest giveaways in which the viewer of this account was drawn, newest first. */
  findDrawnIn(
    streamerId: StreamerId,
    account: Pick<Account, 'platform' | 'userId'>,
    count: number,
  ): Promise<GiveawayId[]>
  /** What a winner said after the draw, in the order of the platform's time. */
  findWinnerMessages(giveawayId: GiveawayId, pick: number): Promise<WinnerMessage[]>
  /** The entries in canonical order, page by page, as they stand at the first page. Holds a connection until it ends. */
  readEntries(giveawayId: GiveawayId): AsyncIterable<readonly DrawEntry[]>
  /** The entries of these viewers in the order asked, and how those stand at this time. Throws when one of them has no entry. */
  findPicked(giveawayId: GiveawayId, viewerIds: readonly ViewerId[], now: Date): Promise<PickedEntry[]>
  /** The latest entries, newest first. */
  findLatestEntries(giveawayId: GiveawayId, count: number): Promise<NewsEntry[]>
  findTickets(giveawayId: GiveawayId, account: Pick<Account, 'platform' | 'userId'>): Promise<number>
  findBalance(streamerId: StreamerId, account: Pick<Account, 'platform' | 'userId'>): Promise<number>
  /** Who has the most points, those who have none apart; of equals whoever came first. */
  findRichest(streamerId: StreamerId, count: number): Promise<Rich[]>
  /** The account last seen under this login in the streamer's chats. */
  findAccountByLogin(streamerId: StreamerId, platform: Platform, login: string): Promise<Account | undefined>
  findSettings(streamerId: StreamerId): Promise<BotSettings>
  /** Writes down when these people wrote, and as what; unknown viewers are made. The same lines said again change nothing. */
  noteChatters(streamerId: StreamerId, notes: readonly ChatNote[]): Promise<void>
  /** Pays everybody of the list once for this window of time, all in one statement. Gives how many were paid. */
  payChatters(payout: ChatPayout): Promise<number>
  /** Raffles that are due to end. */
  findDueRaffles(now: Date): Promise<number[]>
  /** News of giveaways after a row, oldest first, at most so many. */
  findNews(afterId: number, count: number): Promise<NewsRow[]>
  /** The same of what belongs to no giveaway: raffles and orders. */
  findChannelNews(afterId: number, count: number): Promise<ChannelNewsRow[]>
  /** The id of the newest row, 0 without any. */
  findLastNewsId(): Promise<number>
  /** Takes announcements that nobody has made yet, for a minute; `markAnnounced` ends them. */
  takeAnnouncements(streamerId: StreamerId): Promise<(NewsRow | ChannelNewsRow)[]>
  markAnnounced(ids: readonly number[]): Promise<void>
  /** Removes at most so many attempts from before, of giveaways that take no more entries. Gives how many. */
  removeOldAttempts(before: Date, count: number): Promise<number>
  /** Removes at most so many marks of handled messages from before. Gives how many. */
  removeOldMessages(before: Date, count: number): Promise<number>
  /** Removes what platforms counted on days before, by any calendar. Gives how many days. */
  removeOldQuotaDays(before: Date): Promise<number>
  /** Removes at most so many keys of requests from before. Gives how many. */
  removeOldRequests(before: Date, count: number): Promise<number>
  /** Removes at most so many pieces of news from before, from the front. Gives how many. */
  removeOldNews(before: Date, count: number): Promise<number>
}
