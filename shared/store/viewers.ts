/** `viewers`: one is merged into another. No row goes: the one who goes points to the one who stays. */
import type { Community } from '../engine/ports/merge.ts'
import type { HeldEntry, HeldGiveaway, MergedEntry } from '../giveaway/link.ts'
import type { GiveawayId, StreamerId, UserId, ViewerId } from '../giveaway/words.ts'
import { takeIdentities } from './chat-identities.ts'
import { countEntries, findGiveaway } from './giveaways.ts'
import { followMerges } from './giveaway-winners.ts'
import { addNews } from './outbox.ts'
import type { Session } from './transaction.ts'

/** Streamers whose chats know an account of a user, each found by an index probe. */
const communities = `
  SELECT streamer_id FROM bot_configs b
   WHERE EXISTS (SELECT FROM platform_connections c JOIN chat_identities i
                    ON i.streamer_id = b.streamer_id AND i.platform = c.platform AND i.platform_user_id = c.platform_user_id
                  WHERE c.user_id = $1 AND c.purpose = 'streamer')`

/**
 * Giveaways and raffles come first, as everywhere; then the lock of identities, which waits for everybody who works with a viewer's id and
 * keeps others from beginning to. A giveaway that was opened meanwhile is out of order, so for its lock nobody waits:
 * the transaction fails and is repeated.
 */
export async function lockCommunities(session: Session, userId: UserId): Promise<Community[]> {
  lockChangeable(session, communities, userId)
  const rows = await session.query<{ streamer_id: StreamerId; viewer_ids: ViewerId[]; is_shared: boolean }>(
    `SELECT streamer_id, array_agg(viewer_id ORDER BY viewer_id) AS viewer_ids, bool_or(is_shared) AS is_shared
       FROM (SELECT DISTINCT i.streamer_id, i.viewer_id,
                    EXISTS (SELECT FROM chat_identities other JOIN platform_connections p
                               ON p.platform = other.platform AND p.platform_user_id = other.platform_user_id
                             WHERE other.viewer_id = i.viewer_id AND p.purpose = 'streamer' AND p.user_id <> $1) AS is_shared
               FROM (${communities}) known
               CROSS JOIN platform_connections c
               JOIN chat_identities i
                 ON i.streamer_id = known.streamer_id AND i.platform = c.platform AND i.platform_user_id = c.platform_user_id
              WHERE c.user_id = $1 AND c.purpose = 'streamer') theirs
      GROUP BY streamer_id ORDER BY streamer_id`,
    [userId],
  )
  return rows.map((row) => ({
    streamerId: row.streamer_id,
    viewerIds: row.viewer_ids.map(Number),
    isShared: row.is_shared,
  }))
}

/** The same for one streamer, whose viewers are known by other ways than a user's accounts. */
export function lockCommunity(session: Session, streamerId: StreamerId): void {
  lockChangeable(session, 'SELECT $1::bigint', streamerId)
}

function lockChangeable(session: Session, streamers: string, id: StreamerId | UserId): void {
  lockRows(session, streamers, id, '')
  takeIdentities(session)
  lockRows(session, streamers, id, 'NOWAIT')
}

function lockRows({ send }: Session, streamers: string, id: StreamerId | UserId, waiting: '' | 'NOWAIT'): void {
  send(
    `SELECT FROM giveaways WHERE streamer_id IN (${streamers}) AND digest IS NULL AND status <> 'cancelled'
      ORDER BY id FOR NO KEY UPDATE ${waiting}`,
    [id],
  )
  send(
    `SELECT FROM raffles WHERE streamer_id IN (${streamers}) AND ended_at IS NULL ORDER BY id FOR UPDATE ${waiting}`,
    [id],
  )
}

interface HeldRow {
  giveaway_id: GiveawayId
  id: number
  viewer_id: ViewerId
  tickets: number
  bonus: number
  paid: number
  entered_at: Date
}

export async function findHeld(
  session: Session,
  streamerId: StreamerId,
  viewerIds: readonly ViewerId[],
): Promise<HeldGiveaway[]> {
  const rows = await session.query<HeldRow>(
    `SELECT giveaway_id, e.id, viewer_id, tickets, bonus, paid, entered_at
       FROM giveaways g CROSS JOIN LATERAL (
            SELECT * FROM giveaway_entries WHERE giveaway_id = g.id AND viewer_id = ANY ($2) OFFSET 0) e
      WHERE streamer_id = $1 AND digest IS NULL AND status <> 'cancelled' ORDER BY giveaway_id`,
    [streamerId, viewerIds],
  )
  const held: HeldGiveaway[] = []
  for (const [giveawayId, entries] of Map.groupBy(rows, (row) => row.giveaway_id)) {
    const giveaway = await findGiveaway(session, giveawayId)
    if (giveaway) held.push({ giveaway, entries: entries.map(toHeld) })
  }
  return held
}

function toHeld({ id, viewer_id: viewerId, tickets, bonus, paid, entered_at: enteredAt }: HeldRow): HeldEntry {
  return { id, viewerId, tickets, bonus, paid, enteredAt }
}

export function mergeEntries(session: Session, merged: readonly MergedEntry[]): void {
  const { send } = session
  // The one that goes first: a viewer has one entry in a giveaway.
  send('DELETE FROM giveaway_entries WHERE id = ANY ($1)', [merged.flatMap(({ goes }) => goes?.id ?? [])])
  send(
    `UPDATE giveaway_entries e SET viewer_id = kept.viewer_id, tickets = kept.tickets, bonus = kept.bonus, paid = kept.paid
       FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::integer[], $5::bigint[]) AS kept (id, viewer_id, tickets, bonus, paid)
      WHERE e.id = kept.id`,
    [
      merged.map(({ stays }) => stays.id),
      merged.map(({ stays }) => stays.viewerId),
      merged.map(({ stays }) => stays.tickets),
      merged.map(({ stays }) => stays.bonus),
      merged.map(({ stays }) => stays.paid),
    ],
  )
  for (const one of merged) recount(session, one)
}

/** The row of the giveaway is written in any case: whoever counted its entries without the lock counts them again. */
function recount(session: Session, { giveaway, goes, surplus }: MergedEntry): void {
  countEntries(session, giveaway.id, goes ? -1 : 0, -surplus)
  if (!goes) return
  const [entryCount, ticketCount] = [giveaway.entryCount - 1, giveaway.ticketCount - surplus]
  addNews(session, giveaway, { kind: 'left', entryCount, ticketCount })
}

export function mergeViewer(session: Session, streamerId: StreamerId, stays: ViewerId, goes: ViewerId): void {
  const { send } = session
  // Whoever was merged into the one who goes points to the one who stays, so that nobody has to follow two steps.
  send('UPDATE viewers SET merged_into = $2 WHERE streamer_id = $1 AND (id = $3 OR merged_into = $3)', [
    streamerId,
    stays,
    goes,
  ])
  send('UPDATE bot_configs SET merges = merges + 1 WHERE streamer_id = $1', [streamerId])
  send('UPDATE chat_identities SET viewer_id = $2 WHERE streamer_id = $1 AND viewer_id = $3', [streamerId, stays, goes])
  send(
    `INSERT INTO excluded_viewers (streamer_id, viewer_id, reason, actor, created_at)
     SELECT streamer_id, $2, reason, actor, created_at FROM excluded_viewers WHERE streamer_id = $1 AND viewer_id = $3
         ON CONFLICT DO NOTHING`,
    [streamerId, stays, goes],
  )
  send(
    `WITH running AS (SELECT id FROM raffles WHERE streamer_id = $1 AND ended_at IS NULL),
          twice AS (DELETE FROM raffle_entries e USING running
                     WHERE raffle_id = id AND viewer_id = $3
                       AND EXISTS (SELECT FROM raffle_entries o WHERE o.raffle_id = id AND o.viewer_id = $2) RETURNING raffle_id)
     UPDATE raffle_entries e SET viewer_id = $2 FROM running
      WHERE raffle_id = id AND viewer_id = $3 AND NOT EXISTS (SELECT FROM raffle_entries o WHERE o.raffle_id = id AND o.viewer_id = $2)`,
    [streamerId, stays, goes],
  )
  followMerges(session, 'x.viewer_id = $1', goes)
}
