/** The round of the public beacon that a draw waits for. */
import { type BeaconRound, isAwaited, isLate } from '../giveaway/beacon.ts'
import { nextStep } from '../giveaway/lifecycle.ts'
import type { GiveawayId } from '../giveaway/words.ts'
import { drawFrom } from './draw-winner.ts'
import type { Ports } from './ports.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/** Asks the beacon for the round of a giveaway, where that is due. Outside of transactions, because it may take seconds. */
export async function fetchDueRound(
  { beacon, store, clock }: Ports,
  giveawayId: GiveawayId,
): Promise<BeaconRound | undefined> {
  const giveaway = beacon && (await store.findGiveaway(giveawayId))
  const next = giveaway && nextStep(giveaway)
  if (next?.step !== 'round' || next.at > clock.now()) return undefined
  return giveaway?.beacon?.chain === beacon?.chain.hash ? beacon?.fetch(giveaway?.beacon?.round ?? 0) : undefined
}

/**
 * Keeps the round that was waited for, and draws where that was asked; within a transaction that holds the lock of the giveaway. Without
 * the round it says so, once, after ten minutes. Gives whether anything changed.
 */
export async function takeRound(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  found: BeaconRound | undefined,
): Promise<boolean> {
  const { id, beacon, drawWhenSealed } = giveaway
  if (!isAwaited(beacon)) return false
  if (found?.chain !== beacon.chain || found.round !== beacon.round) return tellLate(ports, tx, giveaway)
  const { randomness, signature, round } = found
  const known = { ...beacon, randomness, signature }
  tx.changeGiveaway(id, { beacon: known })
  tx.addNews(giveaway, { kind: 'round', round, randomness })
  if (drawWhenSealed !== undefined) await drawFrom(ports, tx, { ...giveaway, beacon: known }, drawWhenSealed)
  return true
}

function tellLate({ clock }: Ports, tx: Tx, giveaway: LockedGiveaway): boolean {
  const { id, streamerId, beacon } = giveaway
  const now = clock.now()
  if (!beacon || beacon.lateAt || !isLate(beacon, now)) return false
  tx.changeGiveaway(id, { beacon: { ...beacon, lateAt: now } })
  tx.addNews(giveaway, { kind: 'round-late', round: beacon.round })
  tx.addAudit(streamerId, 'timer', 'beacon late', id, { chain: beacon.chain, round: beacon.round })
  return true
}
