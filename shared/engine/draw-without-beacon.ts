/** The draw without the public beacon that was named, when that stays away. */
import { isAwaited } from '../giveaway/beacon.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Giveaway, GiveawayId } from '../giveaway/words.ts'
import { change, no, tell, yes } from './change.ts'
import { drawFrom } from './draw-winner.ts'
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
  const drawn = await change(ports, giveawayId, cause, async (tx, giveaway): Promise<Answer<Giveaway>> => {
    const { id, streamerId, status, beacon, drawWhenSealed, rules } = giveaway
    if (count !== undefined && !isCountOfWinners(count)) return no('bad-amount')
    if (status !== 'closed' || !isAwaited(beacon) || !beacon.lateAt) return no('beacon-not-late')
    const waived = { ...beacon, waivedAt: ports.clock.now() }
    tx.changeGiveaway(id, { beacon: waived })
    tx.addNews(giveaway, { kind: 'round-waived', round: beacon.round })
    tx.addAudit(streamerId, cause.actor, 'draw without beacon', id, { chain: beacon.chain, round: beacon.round })
    const after = await drawFrom(ports, tx, { ...giveaway, beacon: waived }, count ?? drawWhenSealed ?? rules.winners)
    return after ? yes(after) : no('no-entries')
  })
  return tell(ports, drawn)
}
