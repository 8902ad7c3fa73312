/** Whether a pool has a key for each winner: a moderator who opens or draws is told where it has not, and goes on all the same. */
import { countMissing } from '@streambot/shared/giveaway/keys.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { keysShort } from '@streambot/shared/languages/chat/replies.ts'
import type { Context } from './command.ts'

/**
 * The warning, for all winners that are meant, or for so many who are about to be drawn on top of those who were. Nothing where there are
 * keys enough, or none are handed out.
 */
export async function findShortage(
  { room }: Context,
  giveaway: Giveaway,
  drawing?: number,
): Promise<string | undefined> {
  const { poolId, winners: meant } = giveaway.rules
  if (poolId === undefined) return undefined
  const { available, handedOut } = await room.ports.store.findKeyNeed(giveaway.id, poolId)
  const winners = drawing ?? meant
  const missing = countMissing(winners, drawing === undefined ? handedOut : 0, available)
  return missing > 0 ? keysShort(room.speech(), giveaway, { winners, available, missing }) : undefined
}
