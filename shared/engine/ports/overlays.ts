/** Overlays: pages for OBS, each behind an address with a token of its own. */
import type { Account, GiveawayId, StreamerId } from '../../giveaway/words.ts'

/** The tokens of overlays, stored sealed. */
export interface OverlaySeals {
  seal(id: string, token: string): string
  /** Nothing where it was sealed under a key that is gone. */
  open(id: string, sealed: string): string | undefined
}

/** The address of an overlay: the hash of its token to find it by, and the token sealed. */
export interface OverlayAddress {
  readonly tokenHash: string
  readonly sealedToken: string
}

/** What may change of an overlay; what is absent stays. */
export interface OverlayStep extends Partial<OverlayAddress> {
  readonly name?: string
  /** What is shown and how; whoever reads it knows its shape. */
  readonly options?: object
  readonly css?: string
}

export interface NewOverlay extends OverlayAddress, Required<Pick<OverlayStep, 'name' | 'options' | 'css'>> {
  /** A UUID. */
  readonly id: string
  readonly streamerId: StreamerId
}

/** An overlay that was not revoked. */
export interface Overlay extends Omit<NewOverlay, 'options'> {
  readonly options: unknown
  readonly createdAt: Date
  /** To the minute. */
  readonly lastUsedAt: Date | undefined
}

/** Somebody who entered. */
export type SampledEntry = Pick<Account, 'platform' | 'userId' | 'name'>

/** The part of a transaction that is about overlays. */
export interface OverlayTx {
  addOverlay(overlay: NewOverlay): Promise<Overlay>
  /** The streamer's overlay, locked. */
  lockOverlay(streamerId: StreamerId, id: string): Promise<Overlay | undefined>
  countOverlays(streamerId: StreamerId): Promise<number>
  changeOverlay(id: string, step: OverlayStep): Promise<Overlay>
  revokeOverlay(id: string): void
}

/** What is asked about overlays outside a transaction. */
export interface OverlayStore {
  /** By age. */
  findOverlays(streamerId: StreamerId): Promise<Overlay[]>
  /** The overlay with this token, and notes that it is used. */
  useOverlay(tokenHash: string, now: Date): Promise<Overlay | undefined>
  /** At most so many of those who entered, drawn at random, in random order. */
  findSample(giveawayId: GiveawayId, count: number): Promise<SampledEntry[]>
}
