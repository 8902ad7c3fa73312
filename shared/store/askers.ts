/** What a batch of asks needs to know: the giveaway under its lock, and everybody who asks, one row an ask. */
import type { Asker, BatchState } from '../giveaway/entry.ts'
import { messageKey } from '../giveaway/entry.ts'
import type { EntryAsk, GiveawayId, StreamerId, ViewerId } from '../giveaway/words.ts'
import { numbers, texts } from './arrays.ts'
import { holdIdentities, joinKin, lateralIdentity, sendEnsureViewers } from './chat-identities.ts'
import { isKeptOut } from './excluded-viewers.ts'
import { lastWonAt } from './giveaway-winners.ts'
import { findStreamer, lockGiveaway } from './giveaways.ts'
import type { KnownAccounts } from './known-accounts.ts'
import { RepeatError, type Session } from './transaction.ts'

/**
 * Locks the giveaway, then loads what its asks touch. The giveaway comes first: every writer of its entries waits there, so that
 * counters, entries and attempts read afterwards cannot change under the batch. All statements go out together.
 */
export async function lockGiveawayFor(
  session: Session,
  known: KnownAccounts,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
): Promise<BatchState | undefined> {
  const streamerId = await findStreamer(session, giveawayId)
  if (streamerId === undefined) return undefined
  const locked = lockGiveaway(session, giveawayId)
  holdIdentities(session)
  const strangers = asks.map((ask) => ask.account).filter((account) => !known.has(streamerId, account))
  const linking = strangers.length > 0 ? sendEnsureViewers(session, streamerId, strangers) : []
  const loading = load(session, streamerId, giveawayId, asks)
  const [giveaway, users, loaded] = await Promise.all([locked, linking, loading])
  if (!giveaway) return undefined
  const rows = users.length > 0 ? await loadJoined(session, streamerId, giveawayId, asks, users) : loaded
  if (rows.length < asks.length) {
    known.clear()
    throw new RepeatError(`A viewer who was known is not in the database any more, for giveaway ${giveawayId}.`)
  }
  for (const account of strangers) known.add(streamerId, account)
  const seen = new Set<string>()
  for (const [index, ask] of asks.entries()) if (rows[index]?.seen) seen.add(messageKey(ask.message))
  return { giveaway, limits: giveaway.settings, seen, askers: rows.map(toAsker) }
}

/** Somebody linked accounts of which one is new here: it stands for the viewer that the others stand for. */
function loadJoined(
  session: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
  users: readonly number[],
): Promise<AskerRow[]> {
  joinKin(session, streamerId, users)
  return load(session, streamerId, giveawayId, asks)
}

function load(
  session: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
): Promise<AskerRow[]> {
  if (session.repeated) lockPayers(session, streamerId, giveawayId, asks)
  return loadAskers(session, streamerId, giveawayId, asks)
}

/**
 * Locks the balances that a costed giveaway debits, by viewer id as everywhere. The first try goes without: the check of the balance
 * refuses a debit that another deed made impossible in between, and the batch is repeated, then under these locks.
 */
function lockPayers(
  { send }: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
): void {
  const [platforms, userIds] = accountsOf(asks)
  send(
    `SELECT FROM user_balances
      WHERE streamer_id = $1 AND (SELECT cost > 0 FROM giveaways WHERE id = $2)
        AND viewer_id = ANY (ARRAY (
              SELECT viewer_id FROM unnest($3::text[], $4::text[]) AS asked (platform, user_id) ${lateralIdentity}))
      ORDER BY viewer_id FOR NO KEY UPDATE`,
    [streamerId, giveawayId, platforms, userIds],
  )
}

/** Every look-up is an index probe an ask, so the cost does not grow with the tables. */
const askersOf = `
  WITH rule AS MATERIALIZED (SELECT cooldown_days, prize_class FROM giveaways WHERE id = $2)
  SELECT viewer_id, e.tickets, e.bonus,
         (SELECT balance FROM user_balances b WHERE b.streamer_id = $1 AND b.viewer_id = i.viewer_id) AS balance,
         ${isKeptOut('$1', '$2', 'i.viewer_id')} AS excluded,
         ${lastWonAt('i.viewer_id', 'to_timestamp(sent / 1000)')} AS last_won_at,
         (SELECT array_agg(extract(epoch FROM attempted_at)::float8 * 1000) FROM giveaway_entry_attempts a
           WHERE a.viewer_id = i.viewer_id AND attempted_at > to_timestamp(sent / 1000) - interval '1 minute') AS attempts,
         EXISTS (SELECT FROM giveaway_entry_attempts s
                  WHERE s.platform = message_platform AND s.message_id = asked.message_id OFFSET 0) AS seen
    FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::float8[])
              WITH ORDINALITY AS asked (platform, user_id, message_platform, message_id, sent, position) ${lateralIdentity}
    LEFT JOIN LATERAL (SELECT tickets, bonus FROM giveaway_entries
                        WHERE giveaway_id = $2 AND giveaway_entries.viewer_id = i.viewer_id OFFSET 0) e ON true
   ORDER BY position`

interface AskerRow {
  viewer_id: ViewerId
  tickets: number | null
  bonus: number | null
  balance: number | null
  excluded: boolean
  last_won_at: number | null
  attempts: number[] | null
  seen: boolean
}

function loadAskers(
  { query }: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
): Promise<AskerRow[]> {
  return query<AskerRow>(askersOf, [
    streamerId,
    giveawayId,
    ...accountsOf(asks),
    texts(asks.map((ask) => ask.message.platform)),
    texts(asks.map((ask) => ask.message.id)),
    numbers(asks.map((ask) => ask.sentAt.getTime())),
  ])
}

function accountsOf(asks: readonly EntryAsk[]): [platforms: string, userIds: string] {
  return [texts(asks.map((ask) => ask.account.platform)), texts(asks.map((ask) => ask.account.userId))]
}

function toAsker(row: AskerRow): Asker {
  return {
    viewerId: row.viewer_id,
    tickets: row.tickets ?? 0,
    bonus: row.bonus ?? 0,
    balance: row.balance ?? 0,
    excluded: row.excluded,
    lastWonAt: row.last_won_at ?? undefined,
    attempts: row.attempts ?? [],
  }
}
