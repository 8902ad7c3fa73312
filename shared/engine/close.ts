/** The close, as a command and as a timer ask for it. */
import { countGrace } from '../giveaway/active.ts'
import { nameRound } from '../giveaway/beacon.ts'
import { addBreak } from '../giveaway/lifecycle.ts'
import type { Giveaway, NamedRound } from '../giveaway/words.ts'
import type { Cause, Ports } from './ports.ts'
import type { NamedNews } from './ports/news.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/**
 * Closes within a transaction that holds the giveaway's lock. The close counts from the message that asked for it, or from the
 * planned end when that was earlier; entries are final when the grace period has passed from now on, which is longer while a platform
 * lags, and the round of the beacon that takes part is named, where there is a beacon.
 */
export function closeWithin(
  ports: Pick<Ports, 'clock' | 'beacon' | 'lateMs'>,
  tx: Tx,
  giveaway: LockedGiveaway,
  cause: Cause,
  drawWhenSealed?: number,
): Giveaway {
  const now = ports.clock.now()
  const asked = cause.at ?? now
  const closedAt = giveaway.closesAt && giveaway.closesAt < asked ? giveaway.closesAt : asked
  const grace = countGrace(giveaway.rules, giveaway.settings.graceSeconds, ports.lateMs?.())
  const finalAt = new Date(now.getTime() + grace * 1_000)
  // Who comes first has won: there is no draw for the beacon to take part in.
  const beacon = giveaway.rules.kind === 'first' ? undefined : ports.beacon && nameRound(ports.beacon.chain, finalAt)
  const step = {
    status: 'closed',
    closedAt,
    finalAt,
    ...(drawWhenSealed !== undefined && { drawWhenSealed }),
  } as const
  // What was written during a pause stays out, also when the pause ended with the close.
  const pause = giveaway.status === 'paused' && {
    pausedAt: null,
    breaks: addBreak(giveaway, 'paused', giveaway.pausedAt, closedAt),
  }
  tx.changeGiveaway(giveaway.id, { ...step, ...pause, beacon: beacon ?? null })
  tx.addNews(giveaway, { kind: 'closed', ...(beacon && { beacon: asNews(beacon) }) })
  tx.addAudit(giveaway.streamerId, cause.actor, 'giveaway closed', giveaway.id, { closedAt, beacon })
  return { ...giveaway, ...step, ...pause, pausedAt: undefined, beacon }
}

/** A named round as news tells of it. */
export function asNews({ chain, round, at }: NamedRound): NamedNews {
  return { chain, round, at: at.toISOString() }
}
