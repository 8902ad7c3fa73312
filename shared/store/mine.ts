/** What belongs to one viewer, over `giveaway_entries` and `giveaway_winners`; and who that viewer is, over `platform_connections`. */
import type { PageAsk } from '../engine/ports/channel.ts'
import type { Holding, OwnEntry, OwnWin, WinPlace } from '../engine/ports/mine.ts'
import type { GiveawayId, StreamerId, UserId, ViewerId } from '../giveaway/words.ts'
import type { Reader } from './statements.ts'

/** Linking makes one viewer of all accounts of a user, so the first one found is all of them. */
export async function findViewerOf(
  { query }: Reader,
  streamerId: StreamerId,
  userId: UserId,
): Promise<ViewerId | undefined> {
  const [row] = await query<{ viewer_id: ViewerId }>(
    `SELECT viewer_id
       FROM platform_connections c
       JOIN chat_identities i ON i.streamer_id = $1 AND i.platform = c.platform AND i.platform_user_id = c.platform_user_id
      WHERE c.user_id = $2 AND c.purpose = 'streamer' LIMIT 1`,
    [streamerId, userId],
  )
  return row?.viewer_id
}

/** By the few giveaways that run: an entry is found by its giveaway and viewer. */
export function listOwnEntries(
  { query }: Reader,
  streamerId: StreamerId,
  viewerId: ViewerId,
  { after = Number.MAX_SAFE_INTEGER, count }: PageAsk<number>,
): Promise<OwnEntry[]> {
  return query<OwnEntry>(
    `SELECT e.id, g.id AS "giveawayId", title, status, tickets, paid, entered_at AS "enteredAt"
       FROM giveaways g JOIN giveaway_entries e ON e.giveaway_id = g.id AND e.viewer_id = $2
      WHERE g.streamer_id = $1 AND status IN ('open', 'paused', 'closed') AND e.id < $3
      ORDER BY e.id DESC LIMIT $4`,
    [streamerId, viewerId, after, count],
  )
}

/** Entry and pick apart: whoever was merged into another may have been picked without an entry of theirs. */
export async function findHolding({ query }: Reader, giveawayId: GiveawayId, viewerId: ViewerId): Promise<Holding> {
  const [row] = await query<Omit<Holding, 'enteredAt' | 'pick'> & { enteredAt: Date | null; pick: number | null }>(
    `SELECT coalesce(tickets, 0) AS tickets, coalesce(bonus, 0) AS bonus, coalesce(paid, 0) AS paid, entered_at AS "enteredAt",
            (SELECT pick FROM giveaway_winners WHERE giveaway_id = $1 AND viewer_id = $2) AS pick
       FROM (VALUES (1)) AS one LEFT JOIN giveaway_entries ON giveaway_id = $1 AND viewer_id = $2`,
    [giveawayId, viewerId],
  )
  if (!row)
    throw new Error(`Nothing was read of viewer ${viewerId} in giveaway ${giveawayId}: not even that they are not in.`)
  return { ...row, enteredAt: row.enteredAt ?? undefined, pick: row.pick ?? undefined }
}

export async function listOwnWins(
  { query }: Reader,
  streamerId: StreamerId,
  viewerId: ViewerId,
  { after, count }: PageAsk<WinPlace>,
): Promise<OwnWin[]> {
  const [drawnAt, giveawayId] = after ?? [Number.MAX_SAFE_INTEGER, '00000000-0000-0000-0000-000000000000']
  const rows = await query<Omit<OwnWin, 'place' | 'claimDeadline'> & { drawn: number; claimDeadline: Date | null }>(
    `SELECT (extract(epoch FROM drawn_at) * 1000000)::bigint AS drawn, g.id AS "giveawayId", title, status, platform, display_name AS name, state,
            claim_deadline AS "claimDeadline", drawn_at AS "drawnAt"
       FROM giveaway_winners w JOIN giveaways g ON g.id = w.giveaway_id
      WHERE w.viewer_id = $2 AND g.streamer_id = $1 AND (drawn_at, g.id) < ('epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4::uuid)
      ORDER BY drawn_at DESC, g.id DESC LIMIT $5`,
    [streamerId, viewerId, drawnAt, giveawayId, count],
  )
  return rows.map(({ drawn, claimDeadline, ...win }) => ({
    ...win,
    claimDeadline: claimDeadline ?? undefined,
    place: [drawn, win.giveawayId],
  }))
}
