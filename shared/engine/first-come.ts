/** First come, first served: an entry that is granted has won at once, and the last place closes the giveaway. */
import { beginClaim } from '../giveaway/claim.ts'
import type { Attempt, BatchState } from '../giveaway/entry.ts'
import type { Giveaway, Winner } from '../giveaway/words.ts'
import { closeWithin } from './close.ts'
import { handOutKeys } from './hand-out.ts'
import { asDrawn } from './next-picks.ts'
import type { Ports } from './ports.ts'
import type { Tx } from './ports/store.ts'

/**
 * Crowns those whom a batch let in, in its order, within its transaction. Entries of such a giveaway never go, so the picks count on from
 * them. Gives the giveaway where it closed because all places are taken.
 */
export async function crownFirst(
  ports: Pick<Ports, 'clock'>,
  tx: Tx,
  { giveaway }: BatchState,
  attempts: readonly Attempt[],
): Promise<Giveaway | undefined> {
  const claim = beginClaim(undefined, ports.clock.now())
  const granted = attempts.filter(({ decision }) => decision.ok)
  const winners = granted.map(({ ask: { account }, viewerId }, index): Winner => {
    const { platform, userId, name } = account
    return { pick: giveaway.entryCount + index + 1, viewerId, platform, userId, name, tickets: 1, ...claim }
  })
  if (winners.length === 0) return undefined
  const drawn = winners.map(asDrawn)
  tx.addWinners(giveaway, winners)
  tx.addNews(giveaway, { kind: 'drawn', winners: drawn })
  tx.addAudit(giveaway.streamerId, 'first come', 'winners came first', giveaway.id, { winners: drawn })
  await handOutKeys(ports, tx, giveaway, winners)
  return giveaway.entryCount + winners.length === giveaway.rules.maxEntries ? closeFull(ports, tx, giveaway) : undefined
}

/** Nobody can come late to a place that is taken, so there is nothing to wait for. */
async function closeFull(ports: Pick<Ports, 'clock'>, tx: Tx, { id }: Giveaway): Promise<Giveaway | undefined> {
  const giveaway = await tx.lockGiveaway(id)
  if (!giveaway || giveaway.status === 'closed') return undefined
  const settings = { ...giveaway.settings, graceSeconds: 0 }
  return closeWithin(ports, tx, { ...giveaway, settings }, { actor: 'first come' })
}
