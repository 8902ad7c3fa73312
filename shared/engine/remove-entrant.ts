/** A moderator takes somebody out of a giveaway. */
import { cleanText, longestReason } from '../giveaway/text.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Account, GiveawayId } from '../giveaway/words.ts'
import { change, no, yes } from './change.ts'
import type { Cause, Ports } from './ports.ts'

/**
 * Takes a person's entry out, with its points back and the reason audited, as long as the entries are not sealed. They stay out of this
 * giveaway until `includeViewer` lets them in again. Where the first ones win an
 * entry has won already, and stays.
 */
export async function removeEntrant(
  ports: Ports,
  giveawayId: GiveawayId,
  account: Account,
  said: string,
  cause: Cause,
): Promise<Answer<{ readonly refunded: number }>> {
  const reason = cleanText(said, longestReason)
  const removed = await change(
    ports,
    giveawayId,
    cause,
    async (tx, giveaway): Promise<Answer<{ refunded: number }>> => {
      if (giveaway.rules.kind === 'first') return no('first-come')
      if (giveaway.sealedAt) return no('sealed')
      if (!['open', 'paused', 'closed'].includes(giveaway.status)) return no('wrong-status')
      const [viewerId] = await tx.ensureViewers(giveaway.streamerId, [account])
      if (viewerId === undefined) return no('not-entered')
      const refunded = await tx.removeEntry(giveaway, viewerId)
      if (refunded === undefined) return no('not-entered')
      tx.excludeViewer(giveaway.streamerId, viewerId, reason, cause.actor, giveaway.id)
      tx.addAudit(giveaway.streamerId, cause.actor, 'entrant removed', giveaway.id, { viewerId, reason, refunded })
      return yes({ refunded })
    },
  )
  if (removed.ok) ports.live.nudge()
  return removed
}
