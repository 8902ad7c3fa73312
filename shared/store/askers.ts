/** What a batch of asks needs to know: the giveaway under its lock, and everybody who asks, one row an ask. */
import type { Asker, BatchState } from '../giveaway/entry.ts'
import { messageKey } from '../giveaway/entry.ts'
import type { EntryAsk, GiveawayId, StreamerId, ViewerId } from '../giveaway/words.ts'
import { floats, texts } from './arrays.ts'
import { holdIdentities, joinKin, lateralIdentity, sendEnsureViewers } from './chat-identities.ts'
import { isKeptOut } from './excluded-viewers.ts'
import { lastWonAt } from './giveaway-winners.ts'
import { findStreamer, lockGiveaway } from './giveaways.ts'
import type { KnownAccounts } from './known-accounts.ts'
import type { Session } from './transaction.ts'

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
  const { askers, seen } = users.length > 0 ? await loadJoined(session, streamerId, giveawayId, asks, users) : loaded
  known.confirm(streamerId, strangers, askers.length === asks.length)
  const handled = new Set(seen.flatMap((index) => asks[index] ?? []).map((ask) => messageKey(ask.message)))
  return { giveaway, limits: giveaway.settings, seen: handled, askers }
}

/** Somebody linked accounts of which one is new here: it stands for the viewer that the others stand for. */
function loadJoined(
  session: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
  users: readonly number[],
): Promise<Loaded> {
  joinKin(session, streamerId, users)
  return load(session, streamerId, giveawayId, asks)
}

function load(
  session: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
): Promise<Loaded> {
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

/**
 * Every look-up is an index probe an ask, so the cost does not grow with the tables. What each ask has comes back as lists in their order,
 * what few of them have by their position: thousands of rows would cost more to send and read than to find.
 */
const askersOf = `
  WITH rule AS MATERIALIZED (SELECT cooldown_days, prize_class FROM giveaways WHERE id = $2)
  SELECT array_agg(viewer_id)::text AS viewer_ids, array_agg(coalesce(tickets, 0))::text AS tickets,
         array_agg(coalesce(bonus, 0))::text AS bonuses, array_agg(coalesce(balance, 0))::text AS balances,
         array_agg(position::integer) FILTER (WHERE excluded) AS excluded, array_agg(position::integer) FILTER (WHERE seen) AS seen,
         json_object_agg(position, last_won_at) FILTER (WHERE last_won_at IS NOT NULL) AS last_won_at,
         json_object_agg(position, attempts) FILTER (WHERE attempts IS NOT NULL) AS attempts
    FROM (
      SELECT position, viewer_id, e.tickets, e.bonus,
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
       ORDER BY position) asker`

/** Positions count from 1. */
interface AskersRow {
  viewer_ids: string | null
  tickets: string
  bonuses: string
  balances: string
  excluded: number[] | null
  seen: number[] | null
  last_won_at: Record<string, number> | null
  attempts: Record<string, number[]> | null
}

async function loadAskers(
  { query }: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
): Promise<Loaded> {
  const [row] = await query<AskersRow>(askersOf, [
    streamerId,
    giveawayId,
    ...accountsOf(asks),
    texts(asks.map((ask) => ask.message.platform)),
    texts(asks.map((ask) => ask.message.id)),
    floats(asks.map((ask) => ask.sentAt.getTime())),
  ])
  return row?.viewer_ids ? readAskers(row, readNumbers(row.viewer_ids)) : { askers: [], seen: [] }
}

/** Who asks, and the positions of asks whose messages were handled before, counted from 0. */
interface Loaded {
  readonly askers: readonly Asker[]
  readonly seen: readonly number[]
}

function readAskers(row: AskersRow, viewerIds: readonly ViewerId[]): Loaded {
  const [tickets, bonuses, balances] = [readNumbers(row.tickets), readNumbers(row.bonuses), readNumbers(row.balances)]
  const excluded = new Set(row.excluded)
  const askers = viewerIds.map((viewerId, index) => ({
    viewerId,
    tickets: tickets[index] ?? 0,
    bonus: bonuses[index] ?? 0,
    balance: balances[index] ?? 0,
    excluded: excluded.has(index + 1),
    lastWonAt: row.last_won_at?.[index + 1],
    attempts: row.attempts?.[index + 1] ?? [],
  }))
  return { askers, seen: (row.seen ?? []).map((position) => position - 1) }
}

/** Reads an array as PostgreSQL writes it. */
function readNumbers(array: string): number[] {
  return JSON.parse(`[${array.slice(1, -1)}]`) as number[] // the query gives numbers, and no nulls
}

function accountsOf(asks: readonly EntryAsk[]): [platforms: Buffer, userIds: Buffer] {
  return [texts(asks.map((ask) => ask.account.platform)), texts(asks.map((ask) => ask.account.userId))]
}
