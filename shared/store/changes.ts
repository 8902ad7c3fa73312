/** What changed in a channel since somebody looked, over `audit_log`, `outbox` and `winner_messages`. Asked up to five times a second. */
import type { Changes, ChangesPlace } from '../engine/ports/channel.ts'
import { keptMs } from '../giveaway/claim.ts'
import type { GiveawayId, StreamerId } from '../giveaway/words.ts'
import { findSettledId } from './settled.ts'
import type { Reader } from './statements.ts'

interface Change {
  readonly what: string
  readonly giveaway_id: GiveawayId | null
}

export async function findChanges(
  reader: Reader,
  streamerId: StreamerId,
  now: Date,
  after: ChangesPlace | undefined,
): Promise<Changes & { readonly place: ChangesPlace }> {
  const [auditId, newsId, said] = await Promise.all([
    findSettledId(reader, 'audit_log'),
    findSettledId(reader, 'outbox'),
    countSaid(reader, streamerId, now),
  ])
  const place = { auditId, newsId, said: new Map(Array.from(said, ([key, { count }]) => [key, count])) }
  if (!after) return { actions: [], news: [], giveawayIds: [], place }
  const [audited, told] = await Promise.all([
    reader.query<Change>(
      'SELECT DISTINCT action AS what, giveaway_id FROM audit_log WHERE streamer_id = $1 AND id > $2 AND id <= $3',
      [streamerId, after.auditId, auditId],
    ),
    reader.query<Change>(
      `SELECT DISTINCT kind AS what, giveaway_id FROM outbox WHERE streamer_id = $1 AND id > $2 AND id <= $3 AND kind <> 'entered'`,
      [streamerId, after.newsId, newsId],
    ),
  ])
  const spoke = Array.from(said).flatMap(([key, { count, giveawayId }]) =>
    count > (after.said.get(key) ?? 0) ? [giveawayId] : [],
  )
  const actions = audited.map(({ what }) => what).concat(spoke.length > 0 ? ['winner wrote'] : [])
  const giveawayIds = [...audited, ...told].flatMap(({ giveaway_id: id }) => id ?? []).concat(spoke)
  return {
    actions: unique(actions),
    news: unique(told.map(({ what }) => what)),
    giveawayIds: unique(giveawayIds),
    place,
  }
}

/** How much those winners have said of whom more may be kept. Their messages have no ids to follow, so they are counted. */
async function countSaid(reader: Reader, streamerId: StreamerId, now: Date) {
  const rows = await reader.query<{ giveaway_id: GiveawayId; pick: number; count: number }>(
    `WITH picked AS (
       SELECT giveaway_id, pick FROM giveaway_winners WHERE state = 'pending'
        UNION
       SELECT giveaway_id, pick FROM giveaway_winners WHERE drawn_at > $2)
     SELECT p.giveaway_id, p.pick, count(*)
       FROM picked p
       JOIN giveaways g ON g.id = p.giveaway_id AND g.streamer_id = $1
       JOIN winner_messages m ON m.giveaway_id = p.giveaway_id AND m.pick = p.pick
      GROUP BY 1, 2`,
    [streamerId, new Date(now.getTime() - keptMs)],
  )
  return new Map(
    rows.map((row) => [`${row.giveaway_id} ${row.pick}`, { count: row.count, giveawayId: row.giveaway_id }]),
  )
}

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)]
