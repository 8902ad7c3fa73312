/** The list of those who are kept out of all giveaways of a channel, or of one. */
import { cleanText, longestReason } from '../giveaway/text.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Account, StreamerId, ViewerId } from '../giveaway/words.ts'
import { doOnce } from './change.ts'
import type { Cause, Ports } from './ports.ts'
import type { Tx } from './ports/store.ts'

/**
 * Keeps a person out. A batch that is under way may still take them; any that begins after the commit refuses them. Tickets that they
 * hold already stay.
 */
export function excludeViewer(
  { store }: Pick<Ports, 'store'>,
  ask: { readonly streamerId: StreamerId; readonly account: Account; readonly reason: string },
  cause: Cause,
): Promise<Answer<true>> {
  const { streamerId, account } = ask
  const reason = cleanText(ask.reason, longestReason)
  return doOnce(store, cause, async (tx): Promise<Answer<true>> => {
    const viewerId = await findViewer(tx, streamerId, account)
    tx.excludeViewer(streamerId, viewerId, reason, cause.actor)
    tx.addAudit(streamerId, cause.actor, 'viewer excluded', undefined, { viewerId, reason })
    return { ok: true, value: true }
  })
}

/** Lets a person in again: to all giveaways, also to those from which they were removed. */
export function includeViewer(
  { store }: Pick<Ports, 'store'>,
  { streamerId, account }: { readonly streamerId: StreamerId; readonly account: Account },
  cause: Cause,
): Promise<Answer<true>> {
  return doOnce(store, cause, async (tx): Promise<Answer<true>> => {
    const viewerId = await findViewer(tx, streamerId, account)
    if (!(await tx.includeViewer(streamerId, viewerId))) return { ok: false, code: 'not-excluded' }
    tx.addAudit(streamerId, cause.actor, 'viewer included', undefined, { viewerId })
    return { ok: true, value: true }
  })
}

async function findViewer(tx: Tx, streamerId: StreamerId, account: Account): Promise<ViewerId> {
  const [viewerId] = await tx.ensureViewers(streamerId, [account])
  if (viewerId === undefined) throw new Error(`No viewer was made for ${account.platform}:${account.userId}.`)
  return viewerId
}
