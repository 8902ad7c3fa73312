/** The round of the public beacon that a draw waits for. */
import { type BeaconRound, isAwaited, isLate } from '../giveaway/beacon.ts'
import type { Giveaway } from '../giveaway/words.ts'
import type { Ports } from './ports.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/** Asks the beacon for the round of a giveaway. Outside of transactions, because it may take seconds. */
export async function fetchRound(
  { beacon }: Pick<Ports, 'beacon'>,
  { beacon: named }: Giveaway,
): Promise<BeaconRound | undefined> {
  return named && named.chain === beacon?.chain.hash ? beacon.fetch(named.round) : undefined
}

/**
 * Keeps the round that was waited for, within a transaction that holds the lock of the giveaway. Without the round it says so, once,
 * after ten minutes. Gives whether anything changed.
 */
export function takeRound(ports: Ports, tx: Tx, giveaway: LockedGiveaway, found: BeaconRound | undefined): boolean {
  const { id, beacon } = giveaway
  if (!isAwaited(beacon)) return false
  if (found?.chain !== beacon.chain || found.round !== beacon.round) return tellLate(ports, tx, giveaway)
  const { randomness, signature, round } = found
  tx.changeGiveaway(id, { beacon: { ...beacon, randomness, signature } })
  tx.addNews(giveaway, { kind: 'round', round, randomness })
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
