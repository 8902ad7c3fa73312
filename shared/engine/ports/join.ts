/** What joining by code asks of the store: devices, and as whom they joined. */
import type { Presence } from '../../giveaway/join.ts'
import type {
  Account,
  Giveaway,
  GiveawayId,
  Roles,
  StreamerId,
  UserId,
  ViewerId,
  Winner,
} from '../../giveaway/words.ts'

/** A device that joins. Device and session are known by hashes of what the browser alone holds. */
export interface Device {
  readonly streamerId: StreamerId
  readonly deviceId: string
  readonly tokenHash: string
  readonly account: Account
  readonly at: Date
}

/** An account of somebody who is signed in, with what chat showed of them last. */
export interface KnownAccount {
  readonly account: Account
  readonly roles: Roles
}

/** What somebody has in a giveaway, and how often an account of theirs asked to join it by code. */
export interface JoinStanding {
  readonly tickets: number
  readonly asks: number
}

/** A device that joined, as whom, and how that person stands in the giveaway. */
export interface Joined extends Pick<Presence, 'beatAt'> {
  readonly giveawayId: GiveawayId
  readonly account: Account
  readonly tickets: number
  /** As what they were picked, where they were. */
  readonly win: Pick<Winner, 'pick' | 'state' | 'claimDeadline'> | undefined
}

/** The part of a transaction that is about joining. */
export interface JoinTx {
  /**
   * Writes down devices that join a giveaway, each with a new session, which ends the one it had. Gives those for which that was done: the
   * others joined as somebody else. A device stands in the list once.
   */
  placeDevices(giveawayId: GiveawayId, devices: readonly Device[]): Promise<ReadonlySet<string>>
  /** Locks what merging two viewers of this streamer may touch, as `lockCommunities` does. */
  lockCommunity(streamerId: StreamerId): void
  findGuest: JoinStore['findGuest']
  findJoinStandings: JoinStore['findJoinStandings']
}

export interface JoinStore {
  /** The secret from which the codes of a giveaway come. */
  findJoinKey(giveawayId: GiveawayId): Promise<string | undefined>
  /** The accounts with which a user signs in, those seen last in this streamer's chats first. */
  findOwnAccounts(streamerId: StreamerId, userId: UserId): Promise<KnownAccount[]>
  /** The viewer behind a guest's device, where that is nobody but a guest. */
  findGuest(streamerId: StreamerId, guest: Account): Promise<ViewerId | undefined>
  /** In the order of the accounts, which are known in this streamer's chats. */
  findJoinStandings(
    { streamerId, id }: Pick<Giveaway, 'streamerId' | 'id'>,
    accounts: readonly Account[],
  ): Promise<JoinStanding[]>
  /** Whether this device joined the giveaway. */
  hasDevice(giveawayId: GiveawayId, deviceId: string): Promise<boolean>
  /** Who joined with the sessions that have these hashes, by hash, but for those that have ended. */
  findJoined(tokenHashes: readonly string[]): Promise<ReadonlyMap<string, Joined>>
  /** Removes at most so many devices of giveaways that were over before. Gives how many. */
  removeOldDevices(before: Date, count: number): Promise<number>
  /** Notes that the phones with these sessions are there; those that have ended stay as they are. */
  noteBeats(tokenHashes: readonly string[], now: Date): Promise<void>
}
