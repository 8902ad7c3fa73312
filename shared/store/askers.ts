/** What a batch of asks needs to know: the giveaway under its lock, and everybody who asks, one row an ask. */
import type { Asker, BatchState } from '../giveaway/entry.ts'
import { messageKey } from '../giveaway/entry.ts'
import type { EntryAsk, GiveawayId, MessageKey, StreamerId, ViewerId } from '../giveaway/words.ts'
import { bigints, floats, texts } from './arrays.ts'
import { isKeptOut } from './excluded-viewers.ts'
import { lastWonAt } from './giveaway-winners.ts'
import { findStreamer, lockGiveaway } from './giveaways.ts'
import { holdViewers, type KnownAccounts } from './known-accounts.ts'
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
  const accounts = asks.map((ask) => ask.account)
  const { viewerIds, checked } = holdViewers(session, known, streamerId, accounts)
  const loading = viewerIds.then((ids) => load(session, { streamerId, giveawayId, asks, viewerIds: ids }))
  const [giveaway, { askers, seen }] = await Promise.all([locked, loading, checked])
  return giveaway && { giveaway, limits: giveaway.settings, seen, askers }
}

/** Asks, and who is behind each. */
interface Batch {
  readonly streamerId: StreamerId
  readonly giveawayId: GiveawayId
  readonly asks: readonly EntryAsk[]
  readonly viewerIds: readonly ViewerId[]
}

async function load(session: Session, batch: Batch): Promise<Pick<BatchState, 'askers' | 'seen'>> {
  const viewerIds = bigints(batch.viewerIds)
  const times = floats(batch.asks.map((ask) => ask.sentAt.getTime()))
  if (session.repeated) lockPayers(session, batch, viewerIds)
  const [standing, attempts, handled] = await Promise.all([
    session.query<StandingRow>(standingOf, [batch.streamerId, batch.giveawayId, viewerIds, times]),
    session.query<AttemptsRow>(attemptsOf, [viewerIds, times]),
    session.repeated ? findHandled(session, batch.asks) : [],
  ])
  const { times: before, messages } = attempts[0] ?? {}
  const seen = new Set([...(messages ?? []), ...handled].map(messageKey))
  return {
    seen,
    askers: readAskers(
      standing[0],
      batch,
      Map.groupBy(before ?? [], ([position]) => position),
    ),
  }
}

/**
 * Locks the balances that a costed giveaway debits, by viewer id as everywhere. The first try goes without: the check of the balance
 * refuses a debit that another deed made impossible in between, and the batch is repeated, then under these locks.
 */
function lockPayers({ send }: Session, { streamerId, giveawayId }: Batch, viewerIds: Buffer): void {
  send(
    `SELECT FROM user_balances
      WHERE streamer_id = $1 AND (SELECT cost > 0 FROM giveaways WHERE id = $2) AND viewer_id = ANY ($3::bigint[])
      ORDER BY viewer_id FOR NO KEY UPDATE`,
    [streamerId, giveawayId, viewerIds],
  )
}

/**
 * Every look-up is an index probe an ask, so the cost does not grow with the tables. What each ask has comes back as lists in their order,
 * what few of them have by their position: thousands of rows would cost more to send and read than to find. Exclusions are looked for only
 * where the channel has any.
 */
const standingOf = `
  WITH rule AS MATERIALIZED (SELECT cooldown_days, prize_class FROM giveaways WHERE id = $2)
  SELECT array_agg(coalesce(tickets, 0))::text AS tickets, array_agg(coalesce(bonus, 0))::text AS bonuses,
         array_agg(coalesce(balance, 0))::text AS balances, array_agg(position::integer) FILTER (WHERE excluded) AS excluded,
         json_object_agg(position, last_won_at) FILTER (WHERE last_won_at IS NOT NULL) AS last_won_at
    FROM (
      SELECT position, e.tickets, e.bonus,
             (SELECT balance FROM user_balances b WHERE b.streamer_id = $1 AND b.viewer_id = asked.viewer_id) AS balance,
             CASE WHEN (SELECT EXISTS (SELECT FROM excluded_viewers WHERE streamer_id = $1))
                  THEN ${isKeptOut('$1', '$2', 'asked.viewer_id')} END AS excluded,
             ${lastWonAt('asked.viewer_id', 'to_timestamp(sent / 1000)')} AS last_won_at
        FROM unnest($3::bigint[], $4::float8[]) WITH ORDINALITY AS asked (viewer_id, sent, position)
        LEFT JOIN LATERAL (SELECT tickets, bonus FROM giveaway_entries
                            WHERE giveaway_id = $2 AND giveaway_entries.viewer_id = asked.viewer_id OFFSET 0) e ON true
       ORDER BY position) asker`

/** Positions count from 1. */
interface StandingRow {
  tickets: string
  bonuses: string
  balances: string
  excluded: number[] | null
  last_won_at: Record<string, number> | null
}

/**
 * The attempts of the viewers in the last minute, and which messages those were that are of the second of the ask: a message that comes
 * again is among them.
 */
const attemptsOf = `
  SELECT json_agg(json_build_array(position, extract(epoch FROM attempted_at)::float8 * 1000)) AS times,
         json_agg(json_build_object('platform', platform, 'id', message_id))
           FILTER (WHERE attempted_at BETWEEN sent_at - interval '1 second' AND sent_at + interval '1 second') AS messages
    FROM unnest($1::bigint[], $2::float8[]) WITH ORDINALITY AS asked (viewer_id, sent, position)
   CROSS JOIN LATERAL (SELECT attempted_at, platform, message_id, to_timestamp(sent / 1000) AS sent_at FROM giveaway_entry_attempts a
                        WHERE a.viewer_id = asked.viewer_id AND attempted_at > to_timestamp(sent / 1000) - interval '1 minute'
                       OFFSET 0) attempt`

/** Positions count from 1. */
interface AttemptsRow {
  times: [position: number, at: number][] | null
  messages: MessageKey[] | null
}

/**
 * Messages that were handled before, whosever they were: the viewer may have been another one then, or the time. The first try leaves
 * this to the unique key of attempts.
 */
function findHandled({ query }: Session, asks: readonly EntryAsk[]): Promise<MessageKey[]> {
  return query<MessageKey & object>(
    `SELECT platform, id FROM unnest($1::text[], $2::text[]) AS asked (platform, id)
      WHERE EXISTS (SELECT FROM giveaway_entry_attempts a WHERE a.platform = asked.platform AND a.message_id = asked.id OFFSET 0)`,
    [texts(asks.map(({ message }) => message.platform)), texts(asks.map(({ message }) => message.id))],
  )
}

function readAskers(
  row: StandingRow | undefined,
  { viewerIds }: Batch,
  attempts: ReadonlyMap<number, readonly [position: number, at: number][]>,
): Asker[] {
  if (!row) return []
  const [tickets, bonuses, balances] = [readNumbers(row.tickets), readNumbers(row.bonuses), readNumbers(row.balances)]
  const excluded = new Set(row.excluded)
  return viewerIds.map((viewerId, index) => ({
    viewerId,
    tickets: tickets[index] ?? 0,
    bonus: bonuses[index] ?? 0,
    balance: balances[index] ?? 0,
    excluded: excluded.has(index + 1),
    lastWonAt: row.last_won_at?.[index + 1],
    attempts: attempts.get(index + 1)?.map(([, at]) => at) ?? [],
  }))
}

/** Reads an array as PostgreSQL writes it. */
function readNumbers(array: string): number[] {
  return JSON.parse(`[${array.slice(1, -1)}]`) as number[] // the query gives numbers, and no nulls
}
