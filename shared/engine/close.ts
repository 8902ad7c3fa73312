/** The close, as a command and as a timer ask for it. */
import { addBreak } from '../giveaway/lifecycle.ts'
import type { Giveaway } from '../giveaway/words.ts'
import type { Cause, LockedGiveaway, Ports, Tx } from './ports.ts'

/**
 * Closes within a transaction that holds the giveaway's lock. The close counts from the message that asked for it, or from the
 * planned end when that was earlier; entries are final when the grace period has passed from now on.
 */
export function closeWithin(
  ports: Pick<Ports, 'clock'>,
  tx: Tx,
  giveaway: LockedGiveaway,
  cause: Cause,
  drawWhenSealed?: number,
): Giveaway {
  const now = ports.clock.now()
  const asked = cause.at ?? now
  const closedAt = giveaway.closesAt && giveaway.closesAt < asked ? giveaway.closesAt : asked
  const step = {
    status: 'closed',
    closedAt,
    finalAt: new Date(now.getTime() + giveaway.settings.graceSeconds * 1_000),
    ...(drawWhenSealed !== undefined && { drawWhenSealed }),
  } as const
  // What was written during a pause stays out, also when the pause ended with the close.
  const pause = giveaway.status === 'paused' && {
    pausedAt: null,
    breaks: addBreak(giveaway, 'paused', giveaway.pausedAt, closedAt),
  }
  tx.changeGiveaway(giveaway.id, { ...step, ...pause })
  tx.addNews(giveaway, { kind: 'closed' })
  tx.addAudit(giveaway.streamerId, cause.actor, 'giveaway closed', giveaway.id, { closedAt })
  return { ...giveaway, ...step, ...pause, pausedAt: undefined }
}
