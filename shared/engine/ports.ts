/** What the engine asks of the world: types, and the one error it tells apart. `store`, `platforms` and `queue` fulfil them, `main.ts` chooses. */
import type { BeaconRound, Chain } from '../giveaway/beacon.ts'
import type { Attempt, BatchState } from '../giveaway/entry.ts'
import type { GambleRules } from '../giveaway/gamble.ts'
import type { RaffleTimes } from '../giveaway/raffle.ts'
import type {
  Account,
  Break,
  DrawnWinner,
  EntryAsk,
  Finding,
  Giveaway,
  GiveawayId,
  GiveawayRules,
  GiveawayStatus,
  ImportMode,
  LedgerReason,
  MessageKey,
  NamedRound,
  Platform,
  Roles,
  StreamerId,
  Template,
  ViewerId,
  Winner,
  WinnerState,
} from '../giveaway/words.ts'

/** One chat message, the same for every platform. */
export interface ChatMessage {
  readonly platform: Platform
  /** The platform's stable id of the channel. */
  readonly channelId: string
  readonly id: string
  readonly account: Account
  readonly roles: Roles
  /** As typed, emote codes and invisible padding included; `readWord` cleans it. */
  readonly text: string
  /** The platform's own time. */
  readonly sentAt: Date
}

/** How a platform's connection stands. `reconnect-account` needs a person: the account must be linked again. */
export type ChatState = 'connecting' | 'connected' | 'disconnected' | 'reconnect-account'

/** What became of an outgoing line. `dropped` was refused by the platform, with its code. */
export type Sent = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** One account of ours in one channel of one platform. */
export interface Chat {
  readonly platform: Platform
  readonly channelId: string
  /** The longest line in UTF-16 units. */
  readonly maxLength: number
  /** Connects, and keeps connecting until `stop`. Resolves after the first attempt, however it ended. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Milliseconds until a line may be sent within the platform's limits; 0 is now. */
  readyIn(): number
  /** Sends one line that is not longer than `maxLength`. Never throws for what the platform refuses. */
  send(text: string): Promise<Sent>
  onMessage(listener: (message: ChatMessage) => void): void
  onState(listener: (state: ChatState, detail: string) => void): void
  /** The account behind a name as it is now, or nothing where nobody has it. Throws when the platform cannot be asked. */
  findAccount(login: string): Promise<Account | undefined>
}

/** The accounts behind many logins or ids of one platform; what nobody has is absent. Throws when the platform cannot be asked. */
export type FindAccounts = (by: 'login' | 'id', values: readonly string[]) => Promise<Account[]>

/** What a platform tells of somebody only when asked. Neither rejects: what cannot be found out is `unknown`. */
export interface LookUps {
  /** Since when they follow the streamer's channel. */
  followedAt(account: Account): Promise<Finding>
  /** Since when the account exists. */
  createdAt(account: Account): Promise<Finding>
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
  | { readonly kind: 'claimed'; readonly winner: DrawnWinner }
  /** `drawn`: how many were drawn in their place; fewer where nobody is left. The news of those follows. */
  | { readonly kind: 'missed'; readonly winners: readonly DrawnWinner[]; readonly drawn: number }
  | { readonly kind: 'set-aside'; readonly winner: DrawnWinner; readonly reason: string; readonly drawn: number }
  | { readonly kind: 'completed'; readonly seed: string }
  | { readonly kind: 'cancelled'; readonly refunded: number; readonly viewers: number }

/** The round of the beacon that a draw waits for, and when it comes, as ISO 8601. */
export interface NamedNews {
  readonly chain: string
  readonly round: number
  readonly at: string
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

/** News of a raffle in the outbox. */
export interface RaffleNewsRow extends Omit<NewsRow, 'giveawayId' | 'news'> {
  readonly giveawayId: undefined
  readonly news: RaffleNews
}

/** A giveaway whose row this transaction holds, with what its steps need. */
export interface LockedGiveaway extends Giveaway {
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

/**
 * One transaction. Its verbs that return nothing are sent at once and awaited by the commit: an error of theirs fails the
 * transaction. Locks are taken in one order everywhere: message, giveaway or raffle, identities, balances by viewer id, ledger keys.
 */
export interface Tx {
  /** Marks a message as handled. False: it already was. */
  markHandled(message: MessageKey): Promise<boolean>
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
  /** All entries in canonical order: by `platform:userId`, bytewise. */
  listEntries(giveawayId: GiveawayId): Promise<DrawEntry[]>
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
  refundEntries(giveaway: Giveaway): Promise<{ readonly refunded: number; readonly viewers: number }>
  /** The viewers behind these accounts, made where they are new, in order. */
  ensureViewers(streamerId: StreamerId, accounts: readonly Account[]): Promise<ViewerId[]>
  /** Locks balances by viewer id, made where they are missing. The balances stand in the order asked. */
  lockBalances(streamerId: StreamerId, viewerIds: readonly ViewerId[]): Promise<number[]>
  move(movements: readonly Movement[]): void
  /** The last of a moderator's changes of points within the last so many minutes, by the database's clock; without an actor, of anybody's. */
  findLastChange(streamerId: StreamerId, minutes: number, actor: string | undefined): Promise<LastChange | undefined>
  findSettings(streamerId: StreamerId): Promise<BotSettings>
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
  /** Keeps a viewer out of all giveaways of the channel; said again it changes reason and actor. */
  excludeViewer(streamerId: StreamerId, viewerId: ViewerId, reason: string, actor: string): void
  /** Lets a viewer in again. False: nobody kept them out. */
  includeViewer(streamerId: StreamerId, viewerId: ViewerId): Promise<boolean>
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
  addRaffleNews(streamerId: StreamerId, news: RaffleNews): void
  addNews(giveaway: Pick<Giveaway, 'id' | 'streamerId'>, news: News): void
  addAudit(
    streamerId: StreamerId,
    actor: string,
    action: string,
    giveawayId: GiveawayId | undefined,
    details: object,
  ): void
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

/** The database is away, or the connection broke and the outcome is not known. Repeating is safe: messages count once. */
export class OutageError extends Error {
  override readonly name = 'OutageError'
}

/** Settings of a streamer's bot. */
export interface BotSettings {
  readonly streamerId: StreamerId
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
}

/** Everything durable. */
export interface Store {
  /** Runs the work in one transaction. Repeats it when PostgreSQL says that it may be; so the work has no other effects. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  findGiveaway(giveawayId: GiveawayId): Promise<Giveaway | undefined>
  /** The templates of a streamer by name. */
  findTemplates(streamerId: StreamerId): Promise<Template[]>
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
  /** The entries in canonical order, for the public proof. */
  listEntries(giveawayId: GiveawayId): Promise<DrawEntry[]>
  /** The latest entries, newest first. */
  findLatestEntries(giveawayId: GiveawayId, count: number): Promise<NewsEntry[]>
  findTickets(giveawayId: GiveawayId, account: Pick<Account, 'platform' | 'userId'>): Promise<number>
  findBalance(streamerId: StreamerId, account: Pick<Account, 'platform' | 'userId'>): Promise<number>
  /** Who has the most points, those who have none apart; of equals whoever came first. */
  findRichest(streamerId: StreamerId, count: number): Promise<Rich[]>
  /** The account last seen under this login in the streamer's chats. */
  findAccountByLogin(streamerId: StreamerId, platform: Platform, login: string): Promise<Account | undefined>
  findSettings(streamerId: StreamerId): Promise<BotSettings>
  /** Pays everybody of the list once for this window of time. Gives how many were paid. */
  payChatters(payout: ChatPayout): Promise<number>
  /** Raffles that are due to end. */
  findDueRaffles(now: Date): Promise<number[]>
  /** News of giveaways after a row, oldest first, at most so many. */
  findNews(afterId: number, count: number): Promise<NewsRow[]>
  /** The id of the newest row, 0 without any. */
  findLastNewsId(): Promise<number>
  /** Takes announcements that nobody has made yet, for a minute; `markAnnounced` ends them. */
  takeAnnouncements(streamerId: StreamerId): Promise<(NewsRow | RaffleNewsRow)[]>
  markAnnounced(ids: readonly number[]): Promise<void>
  /** Removes at most so many attempts from before, of giveaways that take no more entries. Gives how many. */
  removeOldAttempts(before: Date, count: number): Promise<number>
  /** Removes at most so many marks of handled messages from before. Gives how many. */
  removeOldMessages(before: Date, count: number): Promise<number>
  /** Removes at most so many pieces of news from before, from the front. Gives how many. */
  removeOldNews(before: Date, count: number): Promise<number>
}

export interface ChatPayout {
  readonly streamerId: StreamerId
  readonly amount: number
  /** The number of the window, counted from the epoch: with the viewer it makes the ledger's key. */
  readonly window: number
  readonly accounts: readonly Account[]
}

/** All that the engine needs. */
export interface Ports {
  readonly store: Store
  readonly clock: Clock
  readonly seeds: Seeds
  readonly chance: Chance
  readonly later: Later
  readonly live: Live
  /** Without one, draws rest on the seed alone. */
  readonly beacon?: Beacon | undefined
}

/** Who asked for a deed, as `platform:userId` or a word such as `timer`; and the chat message, when it was one. */
export interface Cause {
  readonly actor: string
  readonly message?: MessageKey
  /** The platform's own time of the message: what is opened or closed by it is so from that moment. */
  readonly at?: Date
}

/** A cause that is a chat message. */
export interface Said extends Cause {
  readonly message: MessageKey
}

/** A linked account's tokens, opened. `expiresAt` is absent where the platform did not say. */
export interface AccountTokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly expiresAt: Date | undefined
  readonly scopes: readonly string[]
}

/** The tokens of linked accounts, sealed at rest. */
export interface TokenStore {
  find(connectionId: number): Promise<AccountTokens | undefined>
  /**
   * Renews under the lock of the connection's row, so that one refresh is in flight across all processes, and stores the answer in
   * the same transaction. When the stored access token is no longer `spent`, somebody else renewed it: gives that one.
   * `dead` from `renew` marks the connection as to be linked again and gives nothing.
   */
  renew(
    connectionId: number,
    spent: string,
    renew: (tokens: AccountTokens) => Promise<AccountTokens | 'dead'>,
  ): Promise<AccountTokens | undefined>
}
