/** Prize keys: their pools, who got which, and what seals them. */
import type {
  GiveawayId,
  GiveawayStatus,
  KeyId,
  PoolId,
  StreamerId,
  UserId,
  ViewerId,
  WinnerState,
} from '../../giveaway/words.ts'
import type { PageAsk } from './channel.ts'
import type { WinPlace } from './mine.ts'

/** Seals prize keys, and makes fingerprints of them: equal for equal keys, and telling nothing without the secret. */
export interface KeySeals {
  seal(keyId: KeyId, key: string): string
  /** Nothing where it was sealed under a key that is gone. */
  open(keyId: KeyId, sealed: string): string | undefined
  /** A fresh secret for fingerprints. */
  makeSecret(): string
  sealSecret(poolId: PoolId, secret: string): string
  openSecret(poolId: PoolId, sealed: string): string
  fingerprint(secret: string, key: string): string
}

export interface NewPool {
  readonly streamerId: StreamerId
  /** One of its own among the streamer's pools. */
  readonly name: string
  /** What giveaways count their wins as that hand out its keys, and say nothing else: a label, as in `Conditions`. */
  readonly prizeClass: string | undefined
}

export interface Pool extends NewPool {
  readonly id: PoolId
  readonly createdAt: Date
  /** What fingerprints of its keys are made with; the same for all pools of a streamer. */
  readonly sealedSecret: string | undefined
}

/** What may change of a pool; what is absent stays, and `null` is taken away. */
export interface PoolChange {
  readonly name?: string
  readonly prizeClass?: string | null
  readonly sealedSecret?: string
}

/** How many keys there are. */
export interface KeyCounts {
  readonly available: number
  /** Those that are somebody's. */
  readonly assigned: number
  /** Those of them that their winner has seen. */
  readonly revealed: number
}

export interface SealedKey {
  readonly id: KeyId
  readonly token: string
  readonly fingerprint: string
  readonly ending: string
}

export const keyFilters = ['available', 'assigned'] as const

export type KeyFilter = (typeof keyFilters)[number]

/** A key as the streamer sees it in a list. */
export interface ListedKey {
  readonly id: KeyId
  readonly poolId: PoolId
  readonly pool: string
  readonly ending: string
  readonly addedAt: Date
  readonly assigned: KeyAssignment | undefined
}

export interface KeyAssignment {
  readonly viewerId: ViewerId
  /** As last seen. */
  readonly name: string
  /** Absent for what was delivered before there were giveaways of pools. */
  readonly giveawayId: GiveawayId | undefined
  readonly at: Date
  readonly revealedAt: Date | undefined
}

/** What came of handing out keys to picks. */
export interface HandedOut {
  readonly handed: readonly { readonly keyId: KeyId; readonly pick: number }[]
  /** Picks for which no key was left. */
  readonly missing: readonly number[]
}

/** What came of taking keys back. */
export interface TakenBack {
  readonly back: readonly KeyId[]
  /** Those that were seen already: they stay with whoever saw them. */
  readonly spent: readonly KeyId[]
}

/** A win of a user, by an account that they linked. */
export interface Win {
  readonly pick: number
  readonly state: WinnerState
}

/** The key of a winner. */
export interface HeldKey {
  readonly id: KeyId
  readonly sealed: string
  /** Whether the account that it was won with is the user's. */
  readonly isOwn: boolean
  readonly revealedAt: Date | undefined
}

/** A win in a giveaway that hands out keys, as its winner sees it. */
export interface OwnKey {
  readonly place: WinPlace
  readonly giveawayId: GiveawayId
  readonly title: string
  readonly status: GiveawayStatus
  readonly state: WinnerState
  /** Absent where none was handed out. */
  readonly key: { readonly ending: string; readonly revealedAt: Date | undefined } | undefined
}

/** How the keys of a giveaway stand. */
export interface KeyNeed extends KeyCounts {
  /** Keys that winners of this giveaway have. */
  readonly handedOut: number
}

/** The part of a transaction that is about prize keys. Their rows come behind balances in the order of locks, and before webhooks. */
export interface KeyTx {
  /** Nothing: the streamer has a pool of that name. */
  addPool(pool: NewPool): Promise<Pool | undefined>
  findPool(streamerId: StreamerId, poolId: PoolId): Promise<Pool | undefined>
  findPools(streamerId: StreamerId): Promise<Pool[]>
  /** False: the streamer has another pool of that name. */
  changePool(pool: Pick<Pool, 'id' | 'streamerId'>, change: PoolChange): Promise<boolean>
  /** Ids for keys that are to be added, taken for good. */
  takeKeyIds(count: number): Promise<KeyId[]>
  /** Adds keys; those that the streamer has in any pool are left out. Gives the ids of those that were added. */
  addKeys(pool: Pick<Pool, 'id' | 'streamerId'>, keys: readonly SealedKey[]): Promise<KeyId[]>
  /** Removes keys that are nobody's: one of them, or all of the pool. Gives the ids. */
  removeKeys(streamerId: StreamerId, poolId: PoolId, keyId?: KeyId): Promise<KeyId[]>
  findSealedKey(streamerId: StreamerId, poolId: PoolId, keyId: KeyId): Promise<string | undefined>
  /** Gives each pick the next free key, but for whoever has one of the pool already. Needs the lock of the giveaway. */
  handOut(giveawayId: GiveawayId, poolId: PoolId, picks: readonly number[], at: Date): Promise<HandedOut>
  /** Puts the keys of picks back that nobody has seen; of all picks where none is named. Needs the lock of the giveaway. */
  takeBack(giveawayId: GiveawayId, picks?: readonly number[]): Promise<TakenBack>
  /** What a user won in a giveaway by the accounts that they linked, whatever became of it. */
  findWins(giveawayId: GiveawayId, userId: UserId): Promise<Win[]>
  /** The key of the person behind a pick, locked. */
  lockHeldKey(giveawayId: GiveawayId, poolId: PoolId, pick: number, userId: UserId): Promise<HeldKey | undefined>
  /** Notes that the winner saw it; the first time stays. */
  markRevealed(keyId: KeyId, at: Date): void
  /** Keys of a merged viewer go over to the one who stays; gives those that went back into their pool, as a person has one of each. */
  mergeKeys(stays: ViewerId, goes: ViewerId): Promise<KeyId[]>
  /** Keys that stand as they were pasted, some at a time: another bot kept them so. */
  findPlainKeys(count: number): Promise<(Pick<Pool, 'streamerId'> & { id: KeyId; poolId: PoolId; token: string })[]>
  /** Puts the sealed text in the place of the plain one. */
  sealPlainKey(key: SealedKey): void
}

/** What is asked about prize keys outside a transaction. */
export interface KeyStore {
  /** By name, with how many keys each has. */
  listPools(streamerId: StreamerId): Promise<(Pool & KeyCounts)[]>
  countKeys(streamerId: StreamerId): Promise<KeyCounts>
  /** Of one pool or of all, by id. */
  listKeys(
    streamerId: StreamerId,
    which: { readonly poolId?: PoolId | undefined; readonly filter?: KeyFilter | undefined },
    page: PageAsk<KeyId>,
  ): Promise<ListedKey[]>
  findKeyNeed(giveawayId: GiveawayId, poolId: PoolId): Promise<KeyNeed>
  /** Wins of a user's linked accounts in giveaways that hand out keys, the newest first. */
  listOwnKeys(streamerId: StreamerId, userId: UserId, page: PageAsk<WinPlace>): Promise<OwnKey[]>
}
