/** Rows for people to take with them, whatever their number: read through a cursor, in one snapshot. */
import { Client, types } from 'pg'
import type { Cell, ExportAsk, Page } from '../engine/ports/exports.ts'
import type { StreamerId } from '../giveaway/words.ts'

const pageSize = 2_000

/** Reads page by page; the first page comes even where there are no rows. Times are ISO 8601 in UTC. */
export async function* readExport(url: string, streamerId: StreamerId, ask: ExportAsk): AsyncGenerator<Page> {
  const client = new Client({ connectionString: url, application_name: 'streambot export', types: parsers })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const { sql, values } = queryOf(streamerId, ask)
    await client.query(`DECLARE rows NO SCROLL CURSOR FOR ${sql}`, values)
    for (;;) {
      const { fields, rows } = await client.query<Cell[]>({ text: `FETCH ${pageSize} FROM rows`, rowMode: 'array' })
      yield { columns: fields.map(({ name }) => name), rows }
      if (rows.length < pageSize) return
    }
  } finally {
    await client.end()
  }
}

function queryOf(streamerId: StreamerId, ask: ExportAsk): { sql: string; values: unknown[] } {
  switch (ask.kind) {
    case 'entries':
      return { sql: entries, values: [streamerId, ask.giveawayId] }
    case 'winners':
      return { sql: winners, values: [streamerId, ask.giveawayId ?? null] }
    case 'ledger':
      return { sql: ledger, values: [streamerId] }
    case 'balances':
      return { sql: balances, values: [streamerId] }
    case 'viewers':
      return { sql: viewers, values: [streamerId] }
    case 'audit':
      return { sql: audit, values: [streamerId] }
  }
}

/** Of several accounts of one person the one seen last. */
const lastSeen = (viewer: string): string => `
  LEFT JOIN LATERAL (SELECT platform, platform_user_id, login, display_name FROM chat_identities i
                      WHERE i.viewer_id = ${viewer} ORDER BY seen_at DESC LIMIT 1) seen ON true`

const entries = `
  SELECT e.entered_at, e.platform, e.platform_user_id AS user_id, e.display_name AS name, e.tickets, e.paid
    FROM giveaway_entries e JOIN giveaways g ON g.id = e.giveaway_id
   WHERE g.streamer_id = $1 AND e.giveaway_id = $2 ORDER BY e.id`

const winners = `
  SELECT w.drawn_at, g.id AS giveaway, g.title, w.pick, w.platform, w.platform_user_id AS user_id, w.display_name AS name, w.tickets
    FROM giveaway_winners w JOIN giveaways g ON g.id = w.giveaway_id
   WHERE g.streamer_id = $1 AND g.id = coalesce($2::uuid, g.id) ORDER BY w.drawn_at, g.id, w.pick`

const ledger = `
  SELECT l.id, l.created_at, l.viewer_id AS viewer, seen.platform, seen.platform_user_id AS user_id, seen.display_name AS name,
         l.amount, l.reason, l.giveaway_id AS giveaway, l.actor, l.key
    FROM balance_ledger l ${lastSeen('l.viewer_id')}
   WHERE l.streamer_id = $1 ORDER BY l.id`

const balances = `
  SELECT b.viewer_id AS viewer, seen.platform, seen.platform_user_id AS user_id, seen.login, seen.display_name AS name,
         b.balance, b.total_earned, b.total_spent
    FROM user_balances b ${lastSeen('b.viewer_id')}
   WHERE b.streamer_id = $1 ORDER BY b.viewer_id`

const viewers = `
  SELECT i.viewer_id AS viewer, i.platform, i.platform_user_id AS user_id, i.login, i.display_name AS name,
         array_to_string(i.roles, ' ') AS roles, i.tier, i.months, i.created_at AS first_seen_at, i.seen_at, i.chatted_at
    FROM chat_identities i WHERE i.streamer_id = $1 ORDER BY i.viewer_id, i.platform`

const audit = `
  SELECT id, created_at, actor, action, giveaway_id AS giveaway, details::text AS details
    FROM audit_log WHERE streamer_id = $1 ORDER BY id`

const [int8, timestamptz] = [20, 1184]

/** Points and ids stay below 2^53. */
const parsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return Number
    if (oid === timestamptz) return (text: string) => new Date(text).toISOString()
    return types.getTypeParser(oid, format as 'text') // the overloads name each format alone
  },
}
