/** What the pages of the panel ask for, on a channel of years: a hundred thousand viewers, a million movements of points, a million lines of the audit log. */
import { hashSecret, makeSecret } from '@streambot/api/secrets.ts'
import { openEngine, openFor } from '../support/engine.ts'
import { serve } from '../support/serve.ts'
import { type Bar, median, tell } from './bar.ts'
import { ask } from './ground.ts'

const viewers = 100_000
const movements = 1_000_000
const entries = 20_000
const lines = 1_000_000
const rounds = 9

export const dashboardBar: Bar = {
  name: 'dashboard',
  what: `milliseconds of the slowest of the panel's requests, by its median, with ${viewers} viewers and ${movements} movements`,
  limit: 200,
  kind: 'at-most',
  async measure(ground) {
    const url = await ground.makeDatabase()
    const engine = openEngine(url)
    const streamerId = await engine.store.addStreamer('bench')
    for (let count = 0; count < 60; count++) await openFor(engine, streamerId, {}, `!old${count}`)
    const { id } = await openFor(engine, streamerId, { kind: 'tickets', cost: 1, maxTickets: 100 })
    await ask(url, fill(streamerId, id))
    await ask(url, 'VACUUM ANALYZE')
    const one = Number(await ask(url, 'SELECT min(id) FROM viewers'))
    const middle = Number(
      await ask(
        url,
        `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM balance_ledger WHERE viewer_id = ${one}`,
      ),
    )
    const token = makeSecret()
    await engine.store.transact(async (tx) =>
      tx.addSession({ tokenHash: hashSecret(token), userId: streamerId, expiresAt: new Date(Date.now() + 3_600_000) }),
    )
    const server = await serve(engine, streamerId, { limits: { requests: 1_000_000 } })
    try {
      return await measure(server.address, `streambot=${token}`, pathsOf(id, one, middle))
    } finally {
      await server.stop()
      await engine.close()
    }
  },
}

const place = (after: unknown): string => `after=${Buffer.from(JSON.stringify(after)).toString('base64url')}`

/** The requests of the pages, each with its worst places. */
function pathsOf(giveawayId: string, viewerId: number, movementId: number): string[] {
  const giveaway = `giveaways/${giveawayId}`
  return [
    'giveaways',
    giveaway,
    `${giveaway}/entries`,
    `${giveaway}/entries?${place(viewerId + entries / 2)}`,
    `${giveaway}/winners`,
    `${giveaway}/audit`,
    `${giveaway}/refund`,
    'viewers',
    `viewers?${place(['viewer50000', 'twitch', '50000'])}`,
    'viewers?order=points',
    `viewers?order=points&${place([500, viewerId + viewers / 2])}`,
    'viewers?search=viewer9',
    'viewers?search=number+99999',
    'viewers?search=nobody+is+called+so',
    'viewers?search=nobody+is+called+so&platform=youtube',
    'viewers?order=points&search=number+9',
    'viewers?order=points&search=nobody+is+called+so',
    `viewers/${viewerId}`,
    `viewers/${viewerId}/ledger`,
    `viewers/${viewerId}/ledger?${place(movementId)}`,
    'leaderboard',
    'exclusions',
    'audit',
    `audit?${place(lines / 2)}`,
    'audit?topic=keys',
    'audit?topic=points&by=operator',
    'audit?by=chat',
    'imports',
    'templates',
    'platforms',
    'settings',
    'keys',
    'webhooks',
  ]
}

/** Milliseconds of the slowest, by its median. */
async function measure(address: string, cookie: string, paths: readonly string[]): Promise<number> {
  let slowest = 0
  for (const path of paths) {
    const took: number[] = []
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      const response = await fetch(new URL(`/api/channel/${path}`, address), { headers: { cookie } })
      const text = await response.text()
      if (response.status !== 200) throw new Error(`The bench was refused ${path}: ${text}`)
      took.push(performance.now() - start)
    }
    const [middle, worst] = [median(took), Math.max(...took)]
    const name = path.replaceAll(/after=[\w-]+/g, 'after=...').replaceAll(/[\da-f-]{36}/g, 'ID')
    tell(
      'dashboard',
      `${name.padEnd(58)} median ${middle.toFixed(1).padStart(6)} ms, worst ${worst.toFixed(1).padStart(6)} ms`,
    )
    slowest = Math.max(slowest, middle)
  }
  return slowest
}

/** The first viewer has ten thousand movements, everybody else some ten; balances are what they come to. */
function fill(streamerId: number, giveawayId: string): string {
  const platform = (id: string) => `(ARRAY['twitch', 'youtube', 'kick'])[${id} % 3 + 1]`
  return `
    INSERT INTO viewers (streamer_id) SELECT ${streamerId} FROM generate_series(1, ${viewers});
    INSERT INTO chat_identities (streamer_id, viewer_id, platform, platform_user_id, login, display_name, chatted_at, chatting_since)
    SELECT ${streamerId}, id, ${platform('id')}, id::text, 'viewer' || id, 'Somebody Number ' || id, now(), now() FROM viewers;
    INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key)
    SELECT ${streamerId}, low.id + CASE WHEN n <= 10000 THEN 0 ELSE n % ${viewers} END, 5 + n % 100, 'chat', 'chat:' || n
      FROM generate_series(1, ${movements}) n, (SELECT min(id) AS id FROM viewers) low;
    INSERT INTO user_balances (streamer_id, viewer_id, balance, total_earned)
    SELECT streamer_id, viewer_id, sum(amount), sum(amount) FROM balance_ledger GROUP BY 1, 2;
    INSERT INTO giveaway_entries (giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, paid, evidence, entered_at)
    SELECT '${giveawayId}', id, ${platform('id')}, id::text, 'Somebody Number ' || id, 1 + id % 100, 1 + id % 100,
           '{"source": "twitch chat", "roles": []}', now() FROM viewers ORDER BY viewers.id LIMIT ${entries};
    UPDATE giveaways SET entry_count = entries, ticket_count = tickets
      FROM (SELECT count(*) AS entries, sum(tickets) AS tickets FROM giveaway_entries) counted WHERE id = '${giveawayId}';
    INSERT INTO audit_log (streamer_id, actor, action, giveaway_id, details)
    SELECT ${streamerId}, 'twitch:' || n, 'points changed', CASE WHEN n % 5 = 0 THEN '${giveawayId}'::uuid END, '{}'
      FROM generate_series(1, ${lines}) n;
    SELECT 1`
}
