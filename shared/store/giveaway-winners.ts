/** `giveaway_winners`: nobody wins twice in one giveaway, each pick has one winner, and picks never go. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Awaited, WinnerChange } from '../engine/ports/rows.ts'
import { keptMs, mostKept } from '../giveaway/claim.ts'
import type { Account, Giveaway, GiveawayId, Platform, StreamerId, Winner } from '../giveaway/words.ts'
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

/** A statement takes 65,535 values. */
const mostRows = 4_000

export function addWinners({ sendBuilt }: Session, giveaway: Pick<Giveaway, 'id'>, winners: readonly Winner[]): void {
  const rows = winners.map(({ userId, name, passedOver, ...winner }) => ({
    ...winner,
    giveawayId: giveaway.id,
    platformUserId: userId,
    displayName: name,
    reason: passedOver,
  }))
  for (let from = 0; from < rows.length; from += mostRows)
    sendBuilt(build.insert(giveawayWinners).values(rows.slice(from, from + mostRows)))
}

export function changeWinners(
  { sendBuilt }: Session,
  giveawayId: GiveawayId,
  picks: readonly number[],
  change: WinnerChange,
): void {
  const chosen = and(eq(giveawayWinners.giveawayId, giveawayId), inArray(giveawayWinners.pick, [...picks]))
  sendBuilt(build.update(giveawayWinners).set(change).where(chosen))
}

/**
 * SQL for when a viewer last won what a cool-down is about, in milliseconds since the epoch; NULL where they did not, or there is none.
 * `rule` is the one row with the giveaway's `cooldown_days` and `prize_class`.
 */
export const lastWonAt = (viewer: string, at: string): string => `
  CASE WHEN (SELECT cooldown_days FROM rule) IS NOT NULL THEN (
    SELECT extract(epoch FROM max(drawn_at))::float8 * 1000
      FROM giveaway_winners w JOIN giveaways won ON won.id = w.giveaway_id
     WHERE w.viewer_id = ${viewer} AND drawn_at > ${at} - make_interval(days => (SELECT cooldown_days FROM rule) + 1)
       AND won.prize_class IS NOT DISTINCT FROM coalesce((SELECT prize_class FROM rule), won.prize_class)
       AND w.state NOT IN ('missed', 'set-aside', 'passed-over') AND won.status <> 'cancelled') END`

/**
 * Every account of winners who have to speak, and of those who won a short while ago and of whom more is to be kept. Asked once a
 * second: both parts begin at an index that holds few rows.
 */
export async function findAwaited(reader: Reader, streamerId: StreamerId, now: Date): Promise<Awaited[]> {
  const rows = await reader.query<{ platform: Platform; user_id: string; giveaway_id: GiveawayId }>(
    `WITH picked AS (
       SELECT giveaway_id, pick, viewer_id FROM giveaway_winners WHERE state = 'pending'
        UNION
       SELECT giveaway_id, pick, viewer_id FROM giveaway_winners WHERE drawn_at > $2 AND state IN ('claimed', 'confirmed'))
     SELECT i.platform, i.platform_user_id AS user_id, g.id AS giveaway_id
       FROM picked p
       JOIN giveaways g ON g.id = p.giveaway_id
       JOIN chat_identities i ON i.viewer_id = p.viewer_id
      WHERE g.streamer_id = $1 AND i.streamer_id = $1 AND g.status IN ('drawn', 'completed')
        AND (SELECT count(*) FROM winner_messages m WHERE m.giveaway_id = p.giveaway_id AND m.pick = p.pick) < $3`,
    [streamerId, new Date(now.getTime() - keptMs), mostKept],
  )
  return rows.map(({ platform, user_id: userId, giveaway_id: giveawayId }) => ({ platform, userId, giveawayId }))
}

/** The latest giveaways in which the viewer of this account was drawn, newest first. */
export async function findDrawnIn(
  reader: Reader,
  streamerId: StreamerId,
  { platform, userId }: Pick<Account, 'platform' | 'userId'>,
  count: number,
): Promise<GiveawayId[]> {
  const rows = await reader.query<{ giveaway_id: GiveawayId }>(
    `SELECT w.giveaway_id
       FROM chat_identities i
       JOIN giveaway_winners w ON w.viewer_id = i.viewer_id
      WHERE i.streamer_id = $1 AND i.platform = $2 AND i.platform_user_id = $3
      ORDER BY w.drawn_at DESC LIMIT $4`,
    [streamerId, platform, userId, count],
  )
  return rows.map((row) => row.giveaway_id)
}
