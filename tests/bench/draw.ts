/** Closing and drawing a giveaway with a million entries, against reading the same rows in the same order. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import { Client } from 'pg'
import { openEngine, openFor, type TestEngine } from '../support/engine.ts'
import { type Bar, median, rounds, tell, time } from './bar.ts'
import { ask } from './ground.ts'

const entries = 1_000_000
const winners = 10
const megabyte = 1_048_576

export const drawBar: Bar = {
  name: 'draw-million',
  what: `seconds to seal ${entries} entries and draw ${winners} winners : to read the same rows in the same order through one cursor`,
  limit: 3,
  kind: 'at-most',
  async measure(ground) {
    const url = await ground.makeDatabase()
    const engine = openEngine(url)
    const streamerId = await engine.store.addStreamer('bench', { graceSeconds: 0 })
    const { id } = await openFor(engine, streamerId, { kind: 'tickets', maxTickets: 100 })
    await fill(url, streamerId, id)
    const [drawn, read, grown]: [number[], number[], number[]] = [[], [], []]
    for (let round = 0; round < rounds; round++) {
      grown.push(await watchMemory(async () => drawn.push(await time(() => drawAll(engine, id)))))
      read.push(await time(() => readAll(url, id)))
      await unseal(url, id)
    }
    const rows = Number(await ask(url, "SELECT pg_table_size('giveaway_entries')")) / megabyte
    tell('draw-million', `sealed and drawn in ${median(drawn).toFixed(2)} s, read in ${median(read).toFixed(2)} s`)
    tell(
      'draw-million',
      `memory grew by ${Math.max(...grown).toFixed(0)} MB at most, the rows are ${rows.toFixed(0)} MB`,
    )
    await engine.close()
    return median(drawn) / median(read)
  },
}

async function fill(url: string, streamerId: number, id: string): Promise<void> {
  await ask(url, `INSERT INTO viewers (streamer_id) SELECT ${streamerId} FROM generate_series(1, ${entries})`)
  await ask(
    url,
    `INSERT INTO giveaway_entries (giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, evidence, entered_at)
     SELECT '${id}', id, (ARRAY['twitch', 'kick', 'youtube'])[id % 3 + 1], (id * 7919 % 900000007)::text, 'Somebody number ' || id,
            1 + id % 100, '{"source": "twitch chat", "roles": []}', now() FROM viewers;
     UPDATE giveaways SET entry_count = entries, ticket_count = tickets
       FROM (SELECT count(*) AS entries, sum(tickets) AS tickets FROM giveaway_entries) counted`,
  )
  await ask(url, 'VACUUM ANALYZE')
}

async function drawAll({ ports, store }: TestEngine, id: string): Promise<void> {
  await requestDraw(ports, id, winners, { actor: 'bench' })
  await advanceGiveaway(ports, id)
  const drawn = await store.findWinners(id)
  if (drawn.length !== winners) throw new Error(`The bench drew ${drawn.length} winners instead of ${winners}.`)
}

async function readAll(url: string, id: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('BEGIN')
  await client.query(
    `DECLARE plain NO SCROLL CURSOR FOR SELECT viewer_id, platform, platform_user_id, display_name, tickets FROM giveaway_entries
      WHERE giveaway_id = '${id}' ORDER BY platform COLLATE "C", platform_user_id COLLATE "C"`,
  )
  let count = 0
  for (let read = -1; read !== 0; count += read) read = (await client.query('FETCH 2000 FROM plain')).rowCount ?? 0
  await client.end()
  if (count !== entries) throw new Error(`The bench read ${count} rows instead of ${entries}.`)
}

/** Takes seal and draw back, which the product refuses to: filling the table again would take minutes. */
async function unseal(url: string, id: string): Promise<void> {
  await ask(
    url,
    `SET session_replication_role = replica; DELETE FROM giveaway_winners;
     UPDATE giveaways SET status = 'open', closed_at = NULL, final_at = NULL, sealed_at = NULL, digest = NULL, completes_at = NULL,
            draw_when_sealed = NULL WHERE id = '${id}'`,
  )
}

/** By how many megabytes the memory of this process grew at most while it worked. */
async function watchMemory(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10)
  await work().finally(() => clearInterval(look))
  return (most - before) / megabyte
}
