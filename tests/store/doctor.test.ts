import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { cancelGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { describeFindings, examine } from '@streambot/shared/store/doctor.ts'
import { addWebhook } from '@streambot/shared/engine/webhooks.ts'
import { writeEvents } from '@streambot/worker/webhook-events.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { post } from '../support/serve.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { drawAmong, fillPool, keysFrom } from '../support/prizes.ts'
import { askOf, costedTickets, openEngine, openFor, pay, person, type TestEngine } from '../support/engine.ts'

let database: TestDatabase
let engine: TestEngine

beforeEach(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
})
afterEach(async () => {
  await engine.close()
  await database.drop()
})

/** A database with everything the doctor looks at: entries, debits, refunds, a draw that was revealed. */
async function fill(): Promise<{ drawn: string; running: string }> {
  const streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 0 })
  const people = [1, 2, 3, 4].map(person)
  await pay(engine, streamerId, people, 100)
  const cause = { actor: 'test' }
  const drawn = await openFor(engine, streamerId, { ...costedTickets, winners: 2 }, '!drawn')
  const cancelled = await openFor(engine, streamerId, costedTickets, '!cancelled')
  const running = await openFor(engine, streamerId, costedTickets, '!running')
  for (const giveaway of [drawn, cancelled, running]) {
    await Promise.all(people.map((who) => engine.entering.enter(giveaway.id, askOf(who, engine.clock, { tickets: 2 }))))
  }
  await cancelGiveaway(engine.ports, cancelled.id, cause)
  const ask = { streamerId, url: 'http://127.0.0.1/', events: ['opened'] } as const
  await addWebhook({ ...engine.ports, ...post }, ask, cause)
  await openFor(engine, streamerId, {}, '!told')
  for (const webhook of await engine.store.findWatched()) await writeEvents(engine.ports, webhook)
  await requestDraw(engine.ports, drawn.id, undefined, cause)
  await advanceGiveaway(engine.ports, drawn.id)
  return { drawn: drawn.id, running: running.id }
}

async function brokenPromises(): Promise<string[]> {
  return (await examine(database.url)).filter((finding) => finding.broken.length > 0).map((finding) => finding.promise)
}

test('a database at work is well, and each promise says how much was looked at', async () => {
  await fill()
  const findings = await examine(database.url)
  expect(findings.flatMap((finding) => finding.broken)).toEqual([])
  expect(describeFindings(findings)).toContain('P1  ok      a person is in a giveaway at most once (12 entries)')
  expect(describeFindings(findings)).toContain('1 sealed, 1 drawn again from the revealed seed')
})

const dropSealed = 'ALTER TABLE giveaway_entries DISABLE TRIGGER USER; '

/** Two rows of devices in one giveaway. */
const joinTwice = (
  device: string,
  session: string,
  account = `(SELECT min(platform_user_id) FROM chat_identities)`,
): string =>
  `INSERT INTO event_participants (event_id, device_id, streamer_id, platform, platform_user_id, session_token, join_timestamp, last_heartbeat)
   SELECT $RUNNING, repeat(${device}, 64), 1, 'twitch', ${account}, repeat(${session}, 64), now(), now() FROM generate_series(1, 2) n`

/** Two shares of the streamer's panel, held by one helper. */
const grantTwice = (
  token: string,
  { status = 'active', ended = 'null', helper = 'helper' }: { status?: string; ended?: string; helper?: string } = {},
): string =>
  `INSERT INTO users (display_name) VALUES ('helper');
   INSERT INTO access_grants (streamer_id, role, status, token_hash, invited_until, helper_id, accepted_at, ended_at)
   SELECT s.id, 'editor', '${status}', repeat(${token}, 64), now(), h.id, CASE WHEN h.id IS NOT NULL THEN now() END, ${ended}
     FROM generate_series(1, 2) n CROSS JOIN (SELECT id FROM users WHERE display_name = 'streamer') s
     LEFT JOIN (SELECT id FROM users WHERE display_name = '${helper}') h ON true`

// Each promise is broken once the constraint that keeps it is gone; with the constraint in place the same change is refused.
const breaks: [promise: string, how: string, unprotect: string, harm: string][] = [
  [
    'P1',
    'a person holds two entries',
    'ALTER TABLE giveaway_entries DROP CONSTRAINT giveaway_entries_giveaway_viewer_unique; ',
    `INSERT INTO giveaway_entries (giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, evidence, entered_at)
     SELECT giveaway_id, viewer_id, platform, platform_user_id, display_name, 1, '{}', now()
       FROM giveaway_entries WHERE giveaway_id = $RUNNING LIMIT 1;
     UPDATE giveaways SET entry_count = entry_count + 1, ticket_count = ticket_count + 1 WHERE id = $RUNNING`,
  ],
  [
    'P2',
    'a message stands in the attempts twice',
    'ALTER TABLE giveaway_entry_attempts DROP CONSTRAINT giveaway_entry_attempts_message_unique; ',
    `INSERT INTO giveaway_entry_attempts (giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at)
     SELECT giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at FROM giveaway_entry_attempts LIMIT 1`,
  ],
  [
    'P3',
    'a counter is above the maximum',
    'ALTER TABLE giveaways DROP CONSTRAINT giveaways_entry_count_check; ',
    'UPDATE giveaways SET max_entries = 1 WHERE id = $RUNNING',
  ],
  [
    'P3',
    'entries won no place where the first ones win',
    'ALTER TABLE giveaways DROP CONSTRAINT giveaways_first_check; ',
    "UPDATE giveaways SET kind = 'first' WHERE id = $RUNNING",
  ],
  [
    'P4',
    'a balance is below zero',
    'ALTER TABLE user_balances DROP CONSTRAINT user_balances_balance_check; ',
    'UPDATE user_balances SET balance = -1, total_spent = total_earned + 1 WHERE viewer_id = (SELECT min(viewer_id) FROM user_balances)',
  ],
  [
    'P4',
    'a movement was deleted from the ledger',
    'ALTER TABLE balance_ledger DISABLE TRIGGER USER; ',
    "DELETE FROM balance_ledger WHERE reason = 'refund'",
  ],
  [
    'P4',
    'an import says more than it moved',
    'ALTER TABLE point_imports DROP CONSTRAINT point_imports_people_check; ',
    `INSERT INTO point_imports (streamer_id, source, checksum, mode, rows, people, points)
     SELECT id, 'csv', 'none', 'add', 1, 2, 5 FROM users LIMIT 1`,
  ],
  [
    'P7',
    'an account is linked to two users',
    'DROP INDEX platform_connections_platform_platform_user_id_unique; ',
    `INSERT INTO users (display_name) VALUES ('another');
     INSERT INTO platform_connections (user_id, platform, platform_user_id, login, display_name)
     SELECT id, 'twitch', '77', 'same', 'Same' FROM users`,
  ],
  [
    'P8',
    'an entry was changed after the draw',
    dropSealed,
    `UPDATE giveaway_entries SET tickets = tickets + 1 WHERE giveaway_id = $DRAWN;
     UPDATE giveaways SET ticket_count = ticket_count + entry_count WHERE id = $DRAWN`,
  ],
  [
    'P8',
    'the digest was changed',
    'ALTER TABLE giveaways DISABLE TRIGGER USER; ',
    "UPDATE giveaways SET digest = repeat('0', 64) WHERE id = $DRAWN",
  ],
  [
    'P8',
    'a pick is gone',
    'ALTER TABLE giveaway_winners DISABLE TRIGGER USER; ',
    'DELETE FROM giveaway_winners WHERE pick = 1',
  ],
  [
    'P8',
    'the picks are numbered otherwise',
    'ALTER TABLE giveaway_winners DISABLE TRIGGER USER; ',
    'UPDATE giveaway_winners SET pick = 3 - pick + 10 WHERE giveaway_id = $DRAWN',
  ],
  [
    'P8',
    'a round of a beacon was named after the draw',
    'ALTER TABLE giveaways DISABLE TRIGGER USER; ',
    "UPDATE giveaways SET beacon_chain = repeat('a', 64), beacon_round = 1, beacon_at = now() WHERE id = $DRAWN",
  ],
  [
    'P8',
    'a completed giveaway waits for a winner',
    'ALTER TABLE giveaways DROP CONSTRAINT giveaways_claims_due_check; ',
    'UPDATE giveaways SET claims_due_at = now() WHERE id = $DRAWN',
  ],
  [
    'P9',
    'a pair has two active grants',
    'DROP INDEX access_grants_active_unique; ',
    grantTwice(`(ARRAY['a', 'b'])[n]`),
  ],
  [
    'P9',
    'two grants have one token',
    'DROP INDEX access_grants_token_hash_unique; ',
    grantTwice(`'a'`, { status: 'revoked', ended: 'now()' }),
  ],
  [
    'P9',
    'the tokens themselves are kept',
    'ALTER TABLE access_grants DROP CONSTRAINT access_grants_token_check; ',
    grantTwice(`(ARRAY['x', 'y'])[n]`, { status: 'revoked', ended: 'now()' }),
  ],
  [
    'P9',
    'somebody holds a share of their own panel',
    'ALTER TABLE access_grants DROP CONSTRAINT access_grants_helper_check; ',
    grantTwice(`(ARRAY['a', 'b'])[n]`, { status: 'revoked', ended: 'now()', helper: 'streamer' }),
  ],
  [
    'P9',
    'an invitation that nobody used is active',
    'ALTER TABLE access_grants DROP CONSTRAINT access_grants_accepted_check; ',
    grantTwice(`(ARRAY['a', 'b'])[n]`, { helper: 'nobody' }),
  ],
  [
    'P10',
    'a device joined twice',
    'ALTER TABLE event_participants DROP CONSTRAINT unique_device_per_event; ',
    joinTwice(`'a'`, `(ARRAY['1', '2'])[n]`),
  ],
  [
    'P10',
    'two devices have one session',
    'ALTER TABLE event_participants DROP CONSTRAINT event_participants_session_token_unique; ',
    joinTwice(`(ARRAY['a', 'b'])[n]`, `'1'`),
  ],
  [
    'P10',
    'a device joined as nobody',
    'ALTER TABLE event_participants DROP CONSTRAINT event_participants_account_fk; ',
    joinTwice(`(ARRAY['a', 'b'])[n]`, `(ARRAY['1', '2'])[n]`, `'nobody'`),
  ],
  [
    'P11',
    'an event stands there twice for a webhook',
    'ALTER TABLE webhook_deliveries DROP CONSTRAINT webhook_deliveries_news_unique; ',
    'INSERT INTO webhook_deliveries (webhook_id, news_id, event, body) SELECT webhook_id, news_id, event, body FROM webhook_deliveries',
  ],
]

test.each(breaks)(
  '%s is found broken when %s, which its protection refuses',
  async (promise, _how, unprotect, harm) => {
    const ids = await fill()
    const change = harm.replaceAll('$RUNNING', `'${ids.running}'`).replaceAll('$DRAWN', `'${ids.drawn}'`)
    await expect(engine.store.pool.query(change)).rejects.toThrow(/constraint|final|append-only|cannot change/)
    expect(await brokenPromises()).toEqual([])
    await engine.store.pool.query(unprotect)
    await engine.store.pool.query(change)
    expect(await brokenPromises()).toContain(promise)
  },
)

test.each([
  ['a webhook stands ahead of the news', 'UPDATE webhooks SET position = position + 1000'],
  ['a webhook is to be sent what it did not come to yet', 'UPDATE webhooks SET position = 0'],
  [
    'a webhook was sent one event before another',
    `INSERT INTO webhook_deliveries (webhook_id, news_id, event, body, state)
     SELECT webhook_id, news_id + 1, event, body, 'delivered' FROM webhook_deliveries;
     UPDATE webhooks SET position = position + 1;
     SELECT setval('outbox_id_seq', 1000)`,
  ],
])('P11 is found broken when %s', async (_, harm) => {
  await fill()
  await engine.store.pool.query(harm)
  expect(await brokenPromises()).toEqual(['P11'])
})

test('P3 is found broken when a counter differs from its entries', async () => {
  const { running } = await fill()
  await engine.store.pool.query('UPDATE giveaways SET entry_count = entry_count - 1 WHERE id = $1', [running])
  expect(await brokenPromises()).toEqual(['P3'])
})

test('P8 is found broken when a winner of a completed giveaway is pending', async () => {
  const { drawn } = await fill()
  await engine.store.pool.query(
    "UPDATE giveaway_winners SET state = 'pending', claim_deadline = now() WHERE pick = 1 AND giveaway_id = $1",
    [drawn],
  )
  expect(await brokenPromises()).toEqual(['P8'])
})

test('P4 is found broken when a raffle paid more than it promised, before its end, or somebody who did not join', async () => {
  await fill()
  const { pool } = engine.store
  await pool.query(
    `INSERT INTO raffles (streamer_id, points, winners, opened_at, ends_at, due_at)
     SELECT min(id), 10, 1, now(), now() + interval '1 minute', now() + interval '1 minute' FROM users;
     INSERT INTO raffle_entries (streamer_id, viewer_id, raffle_id, platform, display_name)
     SELECT streamer_id, min(viewer_id), 1, 'twitch', 'Anna' FROM user_balances GROUP BY streamer_id;
     INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key)
     SELECT streamer_id, viewer_id, 11, 'raffle', 'raffle:1' FROM user_balances;
     UPDATE user_balances SET balance = balance + 11, total_earned = total_earned + 11`,
  )
  const broken = (await examine(database.url)).flatMap((finding) => finding.broken)
  expect(broken).toHaveLength(4)
  expect(broken[0]).toBe('raffle 1 of 10 points for 1 paid 11 points to 1, and did not end')
  expect(broken[1]).toMatch(/^viewer \d+ got 11 points of raffle:1 without joining$/)
})

/** Three people, two of whom won a key each out of a pool of four. */
async function fillPrizes(): Promise<void> {
  const streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 600 })
  const poolId = await fillPool(engine, streamerId, keysFrom(1, 4))
  await drawAmong(engine, streamerId, [1, 2, 3].map(person), { poolId, winners: 2 })
  await engine.store.pool.query('UPDATE deliveries SET revealed_at = now() WHERE pick = 1')
}

const loser = `(SELECT id FROM viewers WHERE id NOT IN (SELECT viewer_id FROM deliveries) LIMIT 1)`

test.each([
  [
    'a key was delivered to two viewers',
    'DROP INDEX "tokenUniqueIdx"',
    `INSERT INTO deliveries (streamer_id, token_id, viewer_id, pool_id) SELECT streamer_id, token_id, ${loser}, pool_id FROM deliveries LIMIT 1`,
  ],
  [
    'a viewer has two keys of a pool',
    'ALTER TABLE deliveries DROP CONSTRAINT deliveries_pool_viewer_unique',
    `UPDATE token_pool SET assigned_to = (SELECT min(viewer_id) FROM deliveries) WHERE claim_count = 1;
     UPDATE deliveries SET viewer_id = (SELECT min(viewer_id) FROM deliveries)`,
  ],
  [
    'a key is claimed, and nobody has it',
    'ALTER TABLE token_pool DROP CONSTRAINT token_pool_assigned_check',
    'UPDATE token_pool SET claim_count = 1 WHERE claim_count = 0',
  ],
  [
    'one key stands there twice',
    'DROP INDEX token_pool_fingerprint_unique',
    'UPDATE token_pool SET fingerprint = (SELECT min(fingerprint) FROM token_pool)',
  ],
])('P5 is found broken when %s, which its protection refuses', async (_, unprotect, harm) => {
  await fillPrizes()
  await expect(engine.store.pool.query(harm)).rejects.toThrow(/constraint/)
  expect(await brokenPromises()).toEqual([])
  await engine.store.pool.query(unprotect)
  await engine.store.pool.query(harm)
  expect(await brokenPromises()).toContain('P5')
})

test.each([
  [
    'a key that somebody has counts as free',
    'UPDATE token_pool SET claim_count = 0, assigned_to = NULL, assigned_at = NULL',
  ],
  ['a key is noted for somebody else', `UPDATE token_pool SET assigned_to = ${loser} WHERE claim_count = 1`],
  [
    'a winner who is out keeps a key that nobody saw',
    `UPDATE giveaway_winners SET state = 'set-aside', reason = 'test' WHERE pick = 2`,
  ],
  ['a cancelled giveaway keeps keys that nobody saw', `UPDATE giveaways SET status = 'cancelled'`],
])('P5 is found broken when %s', async (_, harm) => {
  await fillPrizes()
  await engine.store.pool.query(harm)
  expect(await brokenPromises()).toEqual(['P5'])
})

test('a key that was seen stays with a winner who is out, and P5 is well', async () => {
  await fillPrizes()
  await engine.store.pool.query(`UPDATE giveaway_winners SET state = 'set-aside', reason = 'test' WHERE pick = 1`)
  expect(await brokenPromises()).toEqual([])
})

test('P9 is found broken when an access was used after it had ended, whatever ended it', async () => {
  await fill()
  const { pool } = engine.store
  await pool.query(grantTwice(`(ARRAY['a', 'b'])[n]`, { status: 'revoked', ended: `now() - interval '1 hour'` }))
  expect(await brokenPromises()).toEqual([])
  await pool.query('ALTER TABLE access_grants DISABLE TRIGGER USER; UPDATE access_grants SET last_used_at = now()')
  expect(await brokenPromises()).toEqual(['P9'])
  await pool.query(
    `UPDATE access_grants SET status = 'expired', ended_at = now(), expires_at = now() - interval '1 hour'`,
  )
  expect(await brokenPromises()).toEqual(['P9'])
})
