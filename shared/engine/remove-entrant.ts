/** A moderator takes somebody out of a giveaway. */
import { cleanText, longestReason } from '../giveaway/text.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Account, Giveaway, GiveawayId, ViewerId } from '../giveaway/words.ts'
import { change, no, yes } from './change.ts'
import type { Cause, Ports } from './ports.ts'
import type { Refund } from './ports/rows.ts'

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
      const final = whyFinal(giveaway)
      if (final) return no(final)
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

/** What would go back if this viewer's entry were taken out now. */
export async function previewRemoval(
  { store }: Pick<Ports, 'store'>,
  giveaway: Giveaway,
  viewerId: ViewerId,
): Promise<Answer<Refund>> {
  const final = whyFinal(giveaway)
  return final ? no(final) : yes(await store.findRefund(giveaway.id, viewerId))
}

/** Why nobody's entry can be taken out any more, or nothing. */
function whyFinal({ rules, sealedAt, status }: Giveaway): 'first-come' | 'sealed' | 'wrong-status' | undefined {
  if (rules.kind === 'first') return 'first-come'
  if (sealedAt) return 'sealed'
  return ['open', 'paused', 'closed'].includes(status) ? undefined : 'wrong-status'
}
