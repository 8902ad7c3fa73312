/** A database with rows in every table, and with the texts that dumps get wrong. */
import { runOn } from './postgres.ts'

/** Fills the tables as migration 0000 made them: two giveaways, one of them sealed and drawn. */
export async function fillCore(url: string): Promise<void> {
  await runOn(url, core)
}

/** An entry attempt more, for databases that have migration 0004. */
export async function fillAttempts(url: string): Promise<void> {
  await runOn(
    url,
    `insert into giveaway_entry_attempts (giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at)
     values ('${open}', 1, 'twitch', 'm-1', 'entered', 3, now()), ('${open}', 2, 'kick', 'm-2', 'rate-limited', 0, now())`,
  )
}

/** Pools of prize keys, one of them handed out, for databases that have migration 0001. */
export async function fillKeys(url: string): Promise<void> {
  await runOn(
    url,
    `insert into prize_pools (streamer_id, name, sealed_secret) values (1, 'Games', 'v1.secret'), (1, 'Mugs', null)`,
    `insert into token_pool (streamer_id, pool_id, token, fingerprint, ending, claim_count, assigned_to, assigned_at)
     values (1, 1, 'v1.one', 'f1', 'ABC', 1, 3, now()), (1, 1, 'v1.two', 'f2', '', 0, null, null)`,
    `insert into deliveries (streamer_id, token_id, viewer_id, pool_id, giveaway_id, pick) values (1, 1, 3, 1, '${sealed}', 1)`,
    `update giveaways set pool_id = 1 where id = '${sealed}'`,
  )
}

export const open = '11111111-1111-4111-8111-111111111111'
export const sealed = '22222222-2222-4222-8222-222222222222'

/** Every sign that COPY, SQL or a line reader treats in a way of its own. */
export const nasty = `tab\t newline\n return\r backslash \\ end \\. quote ' double " dollar $$ sign \u2028 null \\N emoji 🎁 semi; -- no comment`
const literal = `'${nasty.replaceAll("'", "''")}'`

const core = `
insert into users (display_name) values (${literal}), (''), ('Other');
insert into platform_connections (user_id, platform, purpose, platform_user_id, login, display_name, access_token, scopes)
  values (1, 'twitch', 'streamer', '100', 'one', ${literal}, 'v1.sealed', '{chat:read,"with space",NULL}'),
         (1, 'twitch', 'bot', '101', 'bot', 'Bot', null, '{}'), (3, 'kick', 'streamer', '100', 'three', 'Three', null, '{}');
insert into bot_configs (streamer_id, time_zone) values (1, 'Europe/Berlin');
insert into sessions (token_hash, user_id, expires_at) values ('hash', 1, '2030-01-01 00:00:00.123456+02');
insert into viewers (streamer_id) values (1), (1), (1);
insert into chat_identities (streamer_id, platform, platform_user_id, viewer_id, login, display_name)
  values (1, 'twitch', '7', 1, 'ann', ${literal}), (1, 'kick', '7', 2, 'bob', 'Bob'), (1, 'youtube', 'UC7', 3, 'cid', 'Cid');
insert into giveaways (id, streamer_id, title, word, kind, status, cost, max_tickets, max_entries, max_tickets_in_all, opened_at)
  values ('${open}', 1, ${literal}, 'enter', 'tickets', 'open', 10, 5, 2, 4, now());
insert into giveaways (id, streamer_id, title, word, kind, status, commitment, sealed_seed)
  values ('${sealed}', 1, 'Sealed', 'win', 'keyword', 'drawn', 'abc', 'v1.seed');
insert into giveaway_entries (giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, paid, evidence, entered_at)
  values ('${open}', 1, 'twitch', '7', ${literal}, 3, 30, '{"tier": 1, "text": "a\\nb\\\\"}', now()),
         ('${open}', 2, 'kick', '7', 'Bob', 1, 10, '{}', now()), ('${sealed}', 3, 'youtube', 'UC7', 'Cid', 1, 0, '{}', now());
update giveaways set sealed_at = now(), digest = 'def' where id = '${sealed}';
insert into giveaway_winners values ('${sealed}', 1, 3, 'youtube', 'UC7', 'Cid', 1, now());
insert into user_balances (streamer_id, viewer_id, balance, total_earned, total_spent) values (1, 1, 70, 100, 30), (1, 2, 90, 100, 10);
insert into balance_ledger (streamer_id, viewer_id, amount, reason, key, giveaway_id, actor)
  values (1, 1, 100, 'chat', 'chat:1', null, null), (1, 1, -30, 'entry', 'entry:1', '${open}', ${literal}),
         (1, 2, 100, 'chat', 'chat:1', null, null), (1, 2, -10, 'entry', 'entry:1', '${open}', null);
insert into handled_messages (platform, message_id) values ('twitch', 'm-0');
insert into outbox (streamer_id, giveaway_id, kind, payload) values (1, '${open}', 'opened', '{"kind": "opened"}');
insert into commands (streamer_id, name, response) values (1, 'hi', ${literal});
insert into timers (streamer_id, name, message, every_seconds) values (1, 'hourly', ${literal}, 3600);
insert into audit_log (streamer_id, actor, action, details) values (1, 'twitch:7', 'open', '{"title": "x"}');
-- An id that was given and taken back: the counter goes on after it all the same.
delete from commands; insert into commands (streamer_id, name, response) values (1, 'hi', 'there');
`
