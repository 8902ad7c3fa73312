/** `giveaway_winners`: nobody wins twice in one giveaway, each pick has one winner, and picks never go. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { ListedWinner, PageAsk } from '../engine/ports/channel.ts'
import type { Awaited, WinnerChange } from '../engine/ports/rows.ts'
import { keptMs, mostKept } from '../giveaway/claim.ts'
import type { Account, Giveaway, GiveawayId, Platform, StreamerId, ViewerId, Winner } from '../giveaway/words.ts'
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

export async function listWinners(
  reader: Reader,
  giveawayId: GiveawayId,
  { after = 0, count }: PageAsk<number>,
): Promise<ListedWinner[]> {
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(giveawayWinners)
      .where(and(eq(giveawayWinners.giveawayId, giveawayId), gt(giveawayWinners.pick, after)))
      .orderBy(asc(giveawayWinners.pick))
      .limit(count),
  )
  return rows.map((row) => ({
    ...toWinner(row),
    decidedBy: row.decidedBy ?? undefined,
    reason: row.reason ?? undefined,
  }))
}

/** A statement takes 65,535 values. */
const mostRows = 4_000

export function addWinners(session: Session, giveaway: Pick<Giveaway, 'id'>, winners: readonly Winner[]): void {
  if (winners.length === 0) return
  const rows = winners.map(({ userId, name, passedOver, ...winner }) => ({
    ...winner,
    giveawayId: giveaway.id,
    platformUserId: userId,
    displayName: name,
    reason: passedOver,
  }))
  for (let from = 0; from < rows.length; from += mostRows)
    session.sendBuilt(build.insert(giveawayWinners).values(rows.slice(from, from + mostRows)))
  // Entries that were sealed before somebody linked accounts name the viewer of that time.
  followMerges(session, 'x.giveaway_id = $1', giveaway.id)
}

/**
 * Gives wins of viewers who were merged to the one they point to. Whoever was drawn under both of their accounts before keeps one of the
 * two: a viewer wins once in a giveaway, and picks never go.
 */
export function followMerges(
  { send }: Session,
  which: 'x.viewer_id = $1' | 'x.giveaway_id = $1',
  id: ViewerId | GiveawayId,
): void {
  send(
    `UPDATE giveaway_winners w SET viewer_id = moved.merged_into
       FROM (SELECT DISTINCT ON (x.giveaway_id, v.merged_into) x.giveaway_id, x.pick, v.merged_into
               FROM giveaway_winners x JOIN viewers v ON v.id = x.viewer_id
              WHERE ${which} AND v.merged_into IS NOT NULL
                AND NOT EXISTS (SELECT FROM giveaway_winners o WHERE o.giveaway_id = x.giveaway_id AND o.viewer_id = v.merged_into)
              ORDER BY x.giveaway_id, v.merged_into, x.pick) moved
      WHERE w.giveaway_id = moved.giveaway_id AND w.pick = moved.pick`,
    [id],
  )
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
