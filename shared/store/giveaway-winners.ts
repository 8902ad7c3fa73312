/** `giveaway_winners`: nobody wins twice in one giveaway, and each pick has one winner. */
import { asc, eq } from 'drizzle-orm'
import type { Giveaway, GiveawayId, Winner } from '../giveaway/words.ts'
import { giveawayWinners } from '../schema.ts'
import { toWinner } from './rows.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function findWinners(reader: Reader, giveawayId: GiveawayId): Promise<Winner[]> {
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(giveawayWinners)
      .where(eq(giveawayWinners.giveawayId, giveawayId))
      .orderBy(asc(giveawayWinners.pick)),
  )
  return rows.map(toWinner)
}

export function addWinners(
  { sendBuilt }: Session,
  giveaway: Pick<Giveaway, 'id'>,
  winners: readonly Winner[],
  drawnAt: Date,
): void {
  if (winners.length === 0) return
  const rows = winners.map(({ pick, viewerId, platform, userId, name, tickets }) => ({
    giveawayId: giveaway.id,
    pick,
    viewerId,
    platform,
    platformUserId: userId,
    displayName: name,
    tickets,
    drawnAt,
  }))
  sendBuilt(build.insert(giveawayWinners).values(rows))
}
