/** Shares of a streamer's panel that helpers hold. */
import type { GrantStatus, HelperRole } from '../../giveaway/access.ts'
import type { StreamerId, UserId } from '../../giveaway/words.ts'

/** An invitation, or what came of it. Its token stands in the database as a hash. */
export interface Grant {
  readonly id: number
  readonly role: HelperRole
  readonly status: GrantStatus
  /** Who used the invitation. */
  readonly helperId: UserId | undefined
  readonly createdAt: Date
  /** Until when the invitation can be used. */
  readonly invitedUntil: Date
  readonly acceptedAt: Date | undefined
  /** When the access ends by itself; without it, it stands until it is revoked. */
  readonly expiresAt: Date | undefined
  /** To the minute. */
  readonly lastUsedAt: Date | undefined
}

/** A grant as the streamer sees it. */
export interface ListedGrant extends Grant {
  readonly helperName: string | undefined
}

export interface NewInvitation extends Pick<Grant, 'role' | 'invitedUntil' | 'expiresAt'> {
  readonly streamerId: StreamerId
  /** SHA-256 of the token, in hex. */
  readonly tokenHash: string
}

/** What an invitation says to whoever opens it. */
export interface OpenInvitation extends Pick<Grant, 'role' | 'invitedUntil' | 'expiresAt'> {
  readonly streamer: string
}

/** The share that somebody holds. */
export interface Share extends Pick<Grant, 'role' | 'expiresAt'> {
  readonly streamer: string
}

/** The part of a transaction that is about shares. The streamer is locked as a user before, so that shares of one change one at a time. */
export interface AccessTx {
  addInvitation(invitation: NewInvitation): Promise<Grant>
  /** How many invitations and shares of a streamer stand. */
  countGrants(streamerId: StreamerId): Promise<number>
  /** An invitation that nobody used yet and that was not taken back; its time may be over. */
  lockInvitation(streamerId: StreamerId, tokenHash: string): Promise<Grant | undefined>
  /** The share that a helper holds, whose time may be over. */
  lockShare(streamerId: StreamerId, helperId: UserId): Promise<Grant | undefined>
  /** An invitation or a share that stands. */
  lockGrant(streamerId: StreamerId, id: number): Promise<Grant | undefined>
  /** Locks those whose time is over. */
  lockOver(streamerId: StreamerId, now: Date): Promise<Grant[]>
  activateGrant(id: number, helperId: UserId, at: Date): void
  /** Ends those that stand, for good. */
  endGrants(ids: readonly number[], status: Exclude<GrantStatus, 'invited' | 'active'>, at: Date): void
}

/** What is asked about shares outside a transaction. */
export interface AccessStore {
  /** The share that somebody holds now; that it was used is noted. Nothing where it was revoked or its time is over. */
  useShare(streamerId: StreamerId, userId: UserId, now: Date): Promise<Share | undefined>
  /** Who holds a share now. */
  findHelpers(streamerId: StreamerId, now: Date): Promise<UserId[]>
  /** Invitations that can be used and shares that are held, the newest first. */
  listGrants(streamerId: StreamerId, now: Date): Promise<ListedGrant[]>
  findInvitation(streamerId: StreamerId, tokenHash: string, now: Date): Promise<OpenInvitation | undefined>
  /** Streamers who have something standing whose time is over. */
  findOverShares(now: Date): Promise<StreamerId[]>
}
