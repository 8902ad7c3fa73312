/** The close, as a command and as a timer ask for it. */
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
  const step = {
    status: 'closed',
    closedAt: giveaway.closesAt && giveaway.closesAt < asked ? giveaway.closesAt : asked,
    finalAt: new Date(now.getTime() + giveaway.settings.graceSeconds * 1_000),
    ...(drawWhenSealed !== undefined && { drawWhenSealed }),
  } as const
  tx.changeGiveaway(giveaway.id, step)
  tx.addNews(giveaway, { kind: 'closed' })
  tx.addAudit(giveaway.streamerId, cause.actor, 'giveaway closed', giveaway.id, { closedAt: step.closedAt })
  return { ...giveaway, ...step }
}
