/** `outbox`: news, written in the transaction that made it true and read by the screens and the chat. */
import type { News, NewsRow, RaffleNewsRow, RaffleNews } from '../engine/ports/news.ts'
import type { Giveaway, StreamerId } from '../giveaway/words.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export function addNews({ send }: Session, giveaway: Pick<Giveaway, 'id' | 'streamerId'>, news: News): void {
  const { kind, ...payload } = news
  send('INSERT INTO outbox (streamer_id, giveaway_id, kind, payload) VALUES ($1, $2, $3, $4)', [
    giveaway.streamerId,
    giveaway.id,
    kind,
    JSON.stringify(payload),
  ])
}

export function addRaffleNews({ send }: Session, streamerId: StreamerId, news: RaffleNews): void {
  const { kind, ...payload } = news
  send('INSERT INTO outbox (streamer_id, kind, payload) VALUES ($1, $2, $3)', [
    streamerId,
    kind,
    JSON.stringify(payload),
  ])
}

interface OutboxRow {
  id: number
  streamer_id: StreamerId
  giveaway_id: string | null
  kind: string
  payload: object
  created_at: Date
}

const isSettled = '(transaction_id < pg_snapshot_xmin(now) OR transaction_id >= pg_snapshot_xmax(now))'

/**
 * News after a row, oldest first. Ids are given before the commit, so a row may become visible after one with a higher id: rows of
 * transactions that are not older than every running one are left for the next read, and none is overtaken. A transaction id from
 * the future was written by another server and came by a restore.
 */
export async function findNews(reader: Reader, afterId: number, count: number): Promise<NewsRow[]> {
  const rows = await reader.query<OutboxRow>(
    `SELECT id, streamer_id, giveaway_id, kind, payload, created_at
       FROM outbox, pg_current_snapshot() AS now
      WHERE id > $1 AND giveaway_id IS NOT NULL AND ${isSettled}
      ORDER BY id LIMIT $2`,
    [afterId, count],
  )
  return rows.map(toNewsRow).filter((row) => row.giveawayId !== undefined)
}

/** The id of the newest row that `findNews` gives, 0 without any: who starts to read behind it misses none. */
export async function findLastNewsId(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ id: number }>(
    `SELECT coalesce(max(id), 0) AS id FROM outbox, pg_current_snapshot() AS now
      WHERE id > (SELECT coalesce(max(id), 0) - 10000 FROM outbox) AND ${isSettled}`,
  )
  return row?.id ?? 0
}

/** Takes announcements that nobody made yet, for a minute: when the taker dies, another bot makes them then. */
export async function takeAnnouncements(reader: Reader, streamerId: StreamerId): Promise<(NewsRow | RaffleNewsRow)[]> {
  const rows = await reader.query<OutboxRow>(
    `UPDATE outbox SET announce_until = now() + interval '1 minute'
      WHERE id IN (SELECT id FROM outbox
                    WHERE streamer_id = $1 AND announced_at IS NULL AND kind <> 'entered'
                      AND (announce_until IS NULL OR announce_until < now())
                    ORDER BY id LIMIT 20 FOR UPDATE SKIP LOCKED)
      RETURNING id, streamer_id, giveaway_id, kind, payload, created_at`,
    [streamerId],
  )
  return rows.map(toNewsRow).sort((a, b) => a.id - b.id)
}

export async function markAnnounced(reader: Reader, ids: readonly number[]): Promise<void> {
  await reader.query('UPDATE outbox SET announced_at = now() WHERE id = ANY ($1)', [ids])
}

/**
 * Removes at most so many rows from before, and gives how many; from the front only, so that behind a row that is there none is missing.
 * A second worker waits for the first, and then finds its rows gone.
 */
export async function removeOldNews(reader: Reader, before: Date, count: number): Promise<number> {
  const [gone] = await reader.query<{ count: number }>(
    `WITH oldest AS (SELECT id, created_at FROM outbox ORDER BY id LIMIT $2),
          gone AS (
       DELETE FROM outbox
        WHERE id IN (SELECT id FROM outbox
                      WHERE id < (SELECT coalesce(min(id) FILTER (WHERE created_at >= $1), max(id) + 1) FROM oldest)
                      ORDER BY id FOR UPDATE)
       RETURNING 1)
     SELECT count(*) FROM gone`,
    [before, count],
  )
  return gone?.count ?? 0
}

function toNewsRow(row: OutboxRow): NewsRow | RaffleNewsRow {
  const { id, streamer_id: streamerId, giveaway_id: giveawayId, created_at: at } = row
  const news = { kind: row.kind, ...row.payload }
  // Written by `addNews` alone, so kind and payload together are News; without a giveaway by `addRaffleNews`.
  if (giveawayId === null) return { id, streamerId, giveawayId: undefined, news: news as RaffleNews, at }
  return { id, streamerId, giveawayId, news: news as News, at }
}
