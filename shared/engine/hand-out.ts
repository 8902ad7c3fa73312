/** Keys go to winners as they win, and come back from those who are out. */
import type { Giveaway, Winner } from '../giveaway/words.ts'
import type { Ports } from './ports.ts'
import type { Tx } from './ports/store.ts'

/**
 * Gives winners a key each within the transaction that crowns them, where the giveaway has a pool. Whoever has one of the pool already keeps
 * to that. Picks for whom none is left are written down: they get one as soon as they ask and there is one.
 */
export async function handOutKeys(
  { clock }: Pick<Ports, 'clock'>,
  tx: Tx,
  { id, streamerId, rules: { poolId } }: Pick<Giveaway, 'id' | 'streamerId' | 'rules'>,
  winners: readonly Pick<Winner, 'pick'>[],
): Promise<void> {
  if (poolId === undefined || winners.length === 0) return
  const picks = winners.map(({ pick }) => pick)
  const { handed, missing } = await tx.handOut(id, poolId, picks, clock.now())
  if (handed.length > 0) tx.addAudit(streamerId, 'draw', 'keys handed out', id, { poolId, keys: handed })
  if (missing.length > 0) tx.addAudit(streamerId, 'draw', 'no key left', id, { poolId, picks: missing })
}

/**
 * Puts the keys of picks back that are out, of all where none is named, within the transaction that decides so. A key that its winner saw is
 * spent and stays with them, which is written down.
 */
export async function takeKeysBack(
  tx: Tx,
  { id, streamerId, rules: { poolId } }: Pick<Giveaway, 'id' | 'streamerId' | 'rules'>,
  actor: string,
  picks?: readonly number[],
): Promise<void> {
  if (poolId === undefined) return
  const { back, spent } = await tx.takeBack(id, picks)
  if (back.length > 0) tx.addAudit(streamerId, actor, 'keys taken back', id, { poolId, keys: back })
  if (spent.length > 0) tx.addAudit(streamerId, actor, 'keys were seen, and stay spent', id, { poolId, keys: spent })
}
