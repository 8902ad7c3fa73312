/** `outbox`: news, written in the transaction that made it true and read by the screens and the chat. */
import type { ChannelNews, ChannelNewsRow, News, NewsRow } from '../engine/ports/news.ts'
import type { Giveaway, StreamerId } from '../giveaway/words.ts'
import { announce, findSettledId } from './settled.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export function addNews({ send }: Session, giveaway: Pick<Giveaway, 'id' | 'streamerId'>, news: News): void {
  const { kind, ...payload } = news
  send(
    `INSERT INTO outbox (streamer_id, giveaway_id, kind, payload)
     SELECT $1::bigint, $2::uuid, $3::text, $4::jsonb FROM (${announce('outbox')}) held`,
    [giveaway.streamerId, giveaway.id, kind, JSON.stringify(payload)],
  )
}

export function addChannelNews({ send }: Session, streamerId: StreamerId, news: ChannelNews): void {
  const { kind, ...payload } = news
  send(
    `INSERT INTO outbox (streamer_id, kind, payload) SELECT $1::bigint, $2::text, $3::jsonb FROM (${announce('outbox')}) held`,
    [streamerId, kind, JSON.stringify(payload)],
  )
}

interface OutboxRow {
  id: number
  streamer_id: StreamerId
  giveaway_id: string | null
  kind: string
  payload: object
  created_at: Date
}

/**
 * News of giveaways after a row, oldest first, none of which is overtaken: it ends where a transaction that is under way may still add some. Only
 * transactions that have written news hold others back, for as long as they last.
 */
export async function findNews(reader: Reader, afterId: number, count: number): Promise<NewsRow[]> {
  const rows = await reader.query<OutboxRow>(
    `SELECT id, streamer_id, giveaway_id, kind, payload, created_at
       FROM outbox WHERE id > $1 AND id <= $2 AND giveaway_id IS NOT NULL ORDER BY id LIMIT $3`,
    [afterId, await findSettledId(reader, 'outbox'), count],
  )
  return rows.map(toNewsRow).filter((row) => row.giveawayId !== undefined)
}

/** The same for news of channels that belong to no giveaway. */
export async function findChannelNews(reader: Reader, afterId: number, count: number): Promise<ChannelNewsRow[]> {
  const rows = await reader.query<OutboxRow>(
    `SELECT id, streamer_id, giveaway_id, kind, payload, created_at
       FROM outbox WHERE id > $1 AND id <= $2 AND giveaway_id IS NULL ORDER BY id LIMIT $3`,
    [afterId, await findSettledId(reader, 'outbox'), count],
  )
  return rows.map(toNewsRow).filter((row) => row.giveawayId === undefined)
}

/** News of giveaways of one streamer and some kinds, and up to which row that is everything there is. */
export async function findNewsFor(
  reader: Reader,
  streamerId: StreamerId,
  kinds: readonly string[],
  afterId: number,
  count: number,
): Promise<{ readonly rows: NewsRow[]; readonly upTo: number }> {
  const settled = await findSettledId(reader, 'outbox')
  const rows = await reader.query<OutboxRow>(
    `SELECT id, streamer_id, giveaway_id, kind, payload, created_at
       FROM outbox WHERE id > $1 AND id <= $2 AND streamer_id = $3 AND kind = ANY ($4) AND giveaway_id IS NOT NULL ORDER BY id LIMIT $5`,
    [afterId, settled, streamerId, kinds, count],
  )
  const upTo = rows.length === count ? (rows.at(-1)?.id ?? afterId) : Math.max(afterId, settled)
  return { rows: rows.map(toNewsRow).filter((row) => row.giveawayId !== undefined), upTo }
}

/** The id of the newest row that `findNews` gives, 0 without any: who starts to read behind it misses none. */
export async function findLastNewsId(reader: Reader): Promise<number> {
  const settled = await findSettledId(reader, 'outbox')
  const [row] = await reader.query<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM outbox WHERE id <= $1', [
    settled,
  ])
  return row?.id ?? 0
}

/** Takes announcements that nobody made yet, for a minute: when the taker dies, another bot makes them then. */
export async function takeAnnouncements(reader: Reader, streamerId: StreamerId): Promise<(NewsRow | ChannelNewsRow)[]> {
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
 * Removes at most so many rows from before, and gives how many; from the front only, so that behind a row that is there none is missing,
 * and none that an active webhook is still to be told of. A second worker waits for the first, and then finds its rows gone.
 */
export async function removeOldNews(reader: Reader, before: Date, count: number): Promise<number> {
  const [gone] = await reader.query<{ count: number }>(
    `WITH oldest AS (SELECT id, created_at FROM outbox ORDER BY id LIMIT $2),
          gone AS (
       DELETE FROM outbox
        WHERE id IN (SELECT id FROM outbox
                      WHERE id < (SELECT coalesce(min(id) FILTER (WHERE created_at >= $1), max(id) + 1) FROM oldest)
                        AND NOT EXISTS (SELECT FROM webhooks WHERE state = 'active' AND position < outbox.id)
                      ORDER BY id FOR UPDATE)
       RETURNING 1)
     SELECT count(*) FROM gone`,
    [before, count],
  )
  return gone?.count ?? 0
}

function toNewsRow(row: OutboxRow): NewsRow | ChannelNewsRow {
  const { id, streamer_id: streamerId, giveaway_id: giveawayId, created_at: at } = row
  const news = { kind: row.kind, ...row.payload }
  // Written by `addNews` alone, so kind and payload together are News; without a giveaway by `addChannelNews`.
  if (giveawayId === null) return { id, streamerId, giveawayId: undefined, news: news as ChannelNews, at }
  return { id, streamerId, giveawayId, news: news as News, at }
}
