/** The draw without the public beacon that was named, when that stays away. */
import { isAwaited } from '../giveaway/beacon.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Giveaway, GiveawayId } from '../giveaway/words.ts'
import { advanceGiveaway } from './advance.ts'
import { change, no, yes } from './change.ts'
import { isCountOfWinners } from './manage.ts'
import type { Cause, Ports } from './ports.ts'

/**
 * Draws from the seed alone; only once chat was told that the beacon is late. That it was done without is published with the proof, and
 * later draws of the giveaway do without it, too. `count` as for `requestDraw`, or what was asked for before.
 */
export async function drawWithoutBeacon(
  ports: Ports,
  giveawayId: GiveawayId,
  count: number | undefined,
  cause: Cause,
): Promise<Answer<Giveaway>> {
  const waived = await change(ports, giveawayId, cause, async (tx, giveaway): Promise<Answer<Giveaway>> => {
    const { id, streamerId, status, beacon, drawWhenSealed, rules } = giveaway
    if (count !== undefined && !isCountOfWinners(count)) return no('bad-amount')
    if (status !== 'closed' || !isAwaited(beacon) || !beacon.lateAt) return no('beacon-not-late')
    const step = {
      beacon: { ...beacon, waivedAt: ports.clock.now() },
      drawWhenSealed: count ?? drawWhenSealed ?? rules.winners,
    }
    tx.changeGiveaway(id, step)
    tx.addNews(giveaway, { kind: 'round-waived', round: beacon.round })
    tx.addAudit(streamerId, cause.actor, 'draw without beacon', id, { chain: beacon.chain, round: beacon.round })
    return yes({ ...giveaway, ...step })
  })
  if (!waived.ok) return waived
  // The draw is due now; were this to end here, the timer would take it.
  await advanceGiveaway(ports, giveawayId)
  return yes((await ports.store.findGiveaway(giveawayId)) ?? waived.value)
}
