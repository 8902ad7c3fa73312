/** Public randomness (drand): which round takes part in a draw, and whether it still has to come. Signatures are checked in `beacon-signature.ts`. */
import type { NamedRound } from './words.ts'

/** A chain of the beacon, as a relay's `/info` tells of it. Hash and key are hex, times are seconds. */
export interface Chain {
  readonly hash: string
  /** A point on G2. */
  readonly publicKey: string
  readonly genesisTime: number
  readonly period: number
}

/** The chain `quicknet` of the League of Entropy, scheme bls-unchained-g1-rfc9380 (https://docs.drand.love). */
export const quicknet: Chain = {
  hash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  genesisTime: 1_692_803_367,
  period: 3,
}

/** One round: the signature is a point on G1, the randomness its SHA-256. All hex. */
export interface BeaconRound {
  readonly chain: string
  readonly round: number
  readonly randomness: string
  readonly signature: string
}

/** A named round that is still to come. */
export interface AwaitedRound extends NamedRound {
  readonly randomness?: undefined
  readonly waivedAt?: undefined
}

/** Entries are sealed within so long after they are final, so that their digest is out before the round is. */
const marginMs = 10_000
/** A round that is later than this is told of, and may be done without. */
const latenessMs = 600_000

/** When a round comes; round 1 comes at the genesis. */
export function timeOfRound({ genesisTime, period }: Chain, round: number): Date {
  return new Date((genesisTime + (round - 1) * period) * 1_000)
}

/** The round that is named for entries that are final at this time: the first one that comes more than a margin later. */
export function nameRound(chain: Chain, finalAt: Date): NamedRound {
  const seconds = (finalAt.getTime() + marginMs) / 1_000 - chain.genesisTime
  const round = Math.max(-1, Math.floor(seconds / chain.period)) + 2
  return { chain: chain.hash, round, at: timeOfRound(chain, round) }
}

/** Whether a draw has to wait: a round is named, did not come yet, and nobody decided to do without it. */
export function isAwaited(named: NamedRound | undefined): named is AwaitedRound {
  return named !== undefined && named.randomness === undefined && named.waivedAt === undefined
}

export function isLate({ at }: NamedRound, now: Date): boolean {
  return now.getTime() >= at.getTime() + latenessMs
}
