/** Costed entries a second through the engine, against the same rows by COPY, one by one, and in a table that has grown. */
import { once } from 'node:events'
import { Client, Pool } from 'pg'
import { from, to } from 'pg-copy-streams'
import { type Bar, median, rounds, tell, time } from './bar.ts'
import { ask } from './ground.ts'
import { asksOf, enterAll, openCosted, openStand, type Stand } from './stand.ts'

const viewers = 50_000

/** The rows that one giveaway's entries leave, table by table, in the order in which they can be copied. */
const leftRows = (id: string): readonly (readonly [table: string, columns: string, query: string])[] => [
  columnsOf(
    'giveaway_entry_attempts',
    'giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at',
    id,
  ),
  columnsOf(
    'giveaway_entries',
    'giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, paid, evidence, entered_at',
    id,
  ),
  columnsOf('balance_ledger', 'streamer_id, viewer_id, amount, reason, key, giveaway_id', id),
  columnsOf('outbox', 'streamer_id, giveaway_id, kind, payload', id),
]

function columnsOf(table: string, columns: string, id: string): readonly [string, string, string] {
  return [table, columns, `SELECT ${columns} FROM ${table} WHERE giveaway_id = '${id}' ORDER BY id`]
}

async function copyOut(client: Client, query: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of client.query(to(`COPY (${query}) TO STDOUT`))) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function copyIn(client: Client, table: string, columns: string, rows: Buffer): Promise<void> {
  const stream = client.query(from(`COPY ${table} (${columns}) FROM STDIN`))
  stream.end(rows)
  await once(stream, 'finish')
}

/** Copies what the engine wrote for this giveaway into the twin: all rows, one debit, one count, one commit. Gives the seconds. */
async function copyGiveaway(url: string, twin: string, giveawayId: string): Promise<number> {
  const [source, target] = [new Client(url), new Client(twin)]
  await Promise.all([source.connect(), target.connect()])
  try {
    const rows = leftRows(giveawayId)
    const data = new Map<string, Buffer>()
    for (const [table, , query] of rows) data.set(table, await copyOut(source, query))
    await insertGiveaway(source, target, giveawayId)
    return await time(async () => {
      await target.query('BEGIN')
      for (const [table, columns] of rows) await copyIn(target, table, columns, data.get(table) ?? Buffer.alloc(0))
      await target.query(
        `UPDATE user_balances b SET balance = balance - paid, total_spent = total_spent + paid, updated_at = now()
           FROM giveaway_entries e WHERE e.giveaway_id = $1 AND b.viewer_id = e.viewer_id`,
        [giveawayId],
      )
      await target.query('UPDATE giveaways SET entry_count = $2::integer, ticket_count = $2::integer WHERE id = $1', [
        giveawayId,
        viewers,
      ])
      await target.query('COMMIT')
    })
  } finally {
    await Promise.all([source.end(), target.end()])
  }
}

async function insertGiveaway(source: Client, target: Client, id: string): Promise<void> {
  const { rows } = await source.query<{ row: object }>('SELECT to_jsonb(g) AS row FROM giveaways g WHERE id = $1', [id])
  await target.query(
    `INSERT INTO giveaways SELECT (jsonb_populate_record(null::giveaways, $1::jsonb || '{"entry_count": 0, "ticket_count": 0}')).*`,
    [JSON.stringify(rows[0]?.row)],
  )
}

const copyBar: Bar = {
  name: 'entries-copy',
  what: 'costed entries a second through the engine : COPY of the very same rows plus one set-wise debit',
  limit: 0.6,
  kind: 'at-least',
  async measure(ground) {
    const stand = await openStand(ground, viewers)
    const twin = await ground.makeDatabase(stand.url)
    const [engine, copy]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      const giveaway = await openCosted(stand)
      const asks = asksOf(stand)
      engine.push(await time(() => enterAll(stand.engine, giveaway.id, asks)))
      copy.push(await copyGiveaway(stand.url, twin, giveaway.id))
    }
    tell('entries-copy', `${perSecond(viewers, engine)} entries/s, COPY ${perSecond(viewers, copy)} rows of each/s`)
    await stand.engine.close()
    return median(copy) / median(engine)
  },
}

/** One transaction an entry, as anyone would write it: rules and checks left out, which favours this side. */
async function enterPlainly(
  pool: Pool,
  giveawayId: string,
  streamerId: number,
  viewerId: number,
  message: string,
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT FROM giveaways WHERE id = $1 FOR UPDATE', [giveawayId])
    await client.query(
      `INSERT INTO giveaway_entry_attempts (giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at)
       VALUES ($1, $2, 'twitch', $3, 'entered', 1, now())`,
      [giveawayId, viewerId, message],
    )
    await client.query(
      `INSERT INTO giveaway_entries (giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, paid, evidence, entered_at)
       VALUES ($1, $2, 'twitch', $3, 'name', 1, 1, '{}', now())`,
      [giveawayId, viewerId, String(viewerId)],
    )
    await client.query(
      `INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key, giveaway_id) VALUES ($1, $2, -1, 'entry', $3, $4)`,
      [streamerId, viewerId, message, giveawayId],
    )
    await client.query(
      'UPDATE user_balances SET balance = balance - 1, total_spent = total_spent + 1 WHERE streamer_id = $1 AND viewer_id = $2',
      [streamerId, viewerId],
    )
    await client.query(
      'UPDATE giveaways SET entry_count = entry_count + 1, ticket_count = ticket_count + 1 WHERE id = $1',
      [giveawayId],
    )
    await client.query(
      `INSERT INTO outbox (streamer_id, giveaway_id, kind, payload) VALUES ($1, $2, 'entered', '{}')`,
      [streamerId, giveawayId],
    )
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}

const plainBar: Bar = {
  name: 'entries-plain',
  what: 'costed entries a second through the engine : one transaction an entry, 8 connections',
  limit: 12,
  kind: 'at-least',
  async measure(ground) {
    const stand = await openStand(ground, viewers)
    const pool = new Pool({ connectionString: stand.url, max: 8 })
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM viewers ORDER BY id LIMIT 2000')
    const ids = rows.map((row) => Number(row.id))
    const [engine, plain]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      const [left, right] = [await openCosted(stand), await openCosted(stand)]
      const asks = asksOf(stand)
      engine.push((await time(() => enterAll(stand.engine, left.id, asks))) / viewers)
      const work = ids.map((id) => () => enterPlainly(pool, right.id, stand.streamerId, id, `plain-${round}-${id}`))
      plain.push((await time(() => Promise.all(work.map((enter) => enter())))) / ids.length)
    }
    tell('entries-plain', `${Math.round(1 / median(engine))} entries/s, plainly ${Math.round(1 / median(plain))}/s`)
    await pool.end()
    await stand.engine.close()
    return median(plain) / median(engine)
  },
}

const growthBar: Bar = {
  name: 'growth',
  what: 'costed entries a second with 1,000,000 entries in the table : with none',
  limit: 0.8,
  kind: 'at-least',
  async measure(ground) {
    const stand = await openStand(ground, viewers)
    const round = async () => {
      const giveaway = await openCosted(stand)
      const asks = asksOf(stand).slice(0, 20_000)
      return time(() => enterAll(stand.engine, giveaway.id, asks))
    }
    const small = [await round(), await round(), await round(), await round(), await round()]
    await grow(stand)
    const large = [await round(), await round(), await round(), await round(), await round()]
    tell('growth', `${perSecond(20_000, small)} entries/s before, ${perSecond(20_000, large)} with a million more`)
    await stand.engine.close()
    return median(small) / median(large)
  },
}

/** Fills attempts, entries and ledger up with a million rows of twenty other giveaways. */
async function grow(stand: Stand): Promise<void> {
  for (let filler = 0; filler < 20; filler++) {
    const { id } = await openCosted(stand)
    await ask(
      stand.url,
      `INSERT INTO giveaway_entry_attempts (giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at)
       SELECT '${id}', id, 'twitch', 'filler-${filler}-' || id, 'entered', 1, '2026-11-20' FROM viewers;
       INSERT INTO giveaway_entries (giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, paid, evidence, entered_at)
       SELECT '${id}', id, 'twitch', id::text, 'filler', 1, 1, '{}', '2026-11-20' FROM viewers;
       INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key, giveaway_id)
       SELECT streamer_id, id, -1, 'entry', 'filler-${filler}', '${id}' FROM viewers;`,
    )
  }
  await ask(stand.url, 'VACUUM ANALYZE')
}

function perSecond(count: number, seconds: readonly number[]): string {
  return Math.round(count / median(seconds)).toLocaleString('en')
}

export const entriesBars: readonly Bar[] = [copyBar, plainBar, growthBar]
