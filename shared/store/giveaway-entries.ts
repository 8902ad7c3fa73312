/** `giveaway_entries` and `giveaway_entry_attempts`: a batch is loaded and written set-wise, whatever its size. */
import { and, eq } from 'drizzle-orm'
import type { NewsEntry } from '../engine/ports/news.ts'
import type { DrawEntry } from '../engine/ports/rows.ts'
import { describeEvidence } from '../giveaway/eligibility.ts'
import { type Asker, type Attempt, type BatchState, messageKey } from '../giveaway/entry.ts'
import type { Account, EntryAsk, Giveaway, GiveawayId, StreamerId, ViewerId } from '../giveaway/words.ts'
import { chatIdentities, giveawayEntries } from '../schema.ts'
import { columnsOf, joinKin, sendEnsureViewers } from './chat-identities.ts'
import { countEntries, findStreamer, lockGiveaway } from './giveaways.ts'
import { addNews } from './outbox.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'
import { debit, refund } from './user-balances.ts'

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

/**
 * Locks the giveaway, then what its asks touch, and loads it. The giveaway comes first: every writer of its entries waits there,
 * so that counters, entries and attempts read afterwards cannot change under the batch. All statements go out together.
 */
export async function lockGiveawayFor(
  session: Session,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
): Promise<BatchState | undefined> {
  const streamerId = await findStreamer(session, giveawayId)
  if (streamerId === undefined) return undefined
  const locked = lockGiveaway(session, giveawayId)
  const accounts = asks.map((ask) => ask.account)
  const linking = sendEnsureViewers(session, streamerId, accounts)
  lockPayers(session, streamerId, giveawayId, accounts)
  const [giveaway, users, loaded] = await Promise.all([
    locked,
    linking,
    loadAskers(session, streamerId, giveawayId, asks),
  ])
  if (!giveaway) return undefined
  const rows = users.length > 0 ? await reload(session, streamerId, giveawayId, asks, users) : loaded
  const seen = new Set<string>()
  for (const [index, ask] of asks.entries()) if (rows[index]?.seen) seen.add(messageKey(ask.message))
  return { giveaway, limits: giveaway.settings, seen, askers: rows.map(toAsker) }
}

/** Somebody linked accounts of which one is new here: it stands for the viewer that the others stand for. */
function reload(
  session: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
  users: readonly number[],
): Promise<AskerRow[]> {
  const accounts = asks.map((ask) => ask.account)
  joinKin(session, streamerId, users)
  lockPayers(session, streamerId, giveawayId, accounts)
  return loadAskers(session, streamerId, giveawayId, asks)
}

/** Locks the balances a costed giveaway debits, by viewer id as everywhere: another giveaway may debit the same viewers. */
function lockPayers(
  { send }: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  accounts: readonly Account[],
): void {
  const [platforms, userIds] = columnsOf(accounts)
  send(
    `SELECT FROM unnest($3::text[], $4::text[]) AS asked (platform, user_id)
       JOIN chat_identities i ON i.streamer_id = $1 AND i.platform = asked.platform AND platform_user_id = user_id
       JOIN user_balances b ON b.streamer_id = $1 AND b.viewer_id = i.viewer_id
      WHERE (SELECT cost > 0 FROM giveaways WHERE id = $2)
      ORDER BY b.viewer_id FOR NO KEY UPDATE OF b`,
    [streamerId, giveawayId, platforms, userIds],
  )
}

/** One row an ask, in their order; each look-up is an index probe, so the cost does not grow with the tables. */
function loadAskers(
  { query }: Session,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
): Promise<AskerRow[]> {
  const [platforms, userIds] = columnsOf(asks.map((ask) => ask.account))
  return query<AskerRow>(
    `WITH rule AS MATERIALIZED (SELECT cooldown_days, prize_class FROM giveaways WHERE id = $2)
     SELECT i.viewer_id, e.tickets, e.bonus, b.balance, x.excluded IS NOT NULL AS excluded, w.last_won_at, r.attempts,
            s.seen IS NOT NULL AS seen
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
                 WITH ORDINALITY AS asked (platform, user_id, message_platform, message_id, sent_at, position)
       JOIN chat_identities i ON i.streamer_id = $1 AND i.platform = asked.platform AND platform_user_id = user_id
       LEFT JOIN LATERAL (SELECT tickets, bonus FROM giveaway_entries WHERE giveaway_id = $2 AND viewer_id = i.viewer_id) e ON true
       LEFT JOIN LATERAL (SELECT balance FROM user_balances
                           WHERE streamer_id = $1 AND viewer_id = i.viewer_id) b ON true
       LEFT JOIN LATERAL (SELECT true AS excluded FROM excluded_viewers
                           WHERE streamer_id = $1 AND viewer_id = i.viewer_id) x ON true
       LEFT JOIN LATERAL (SELECT extract(epoch FROM max(drawn_at))::float8 * 1000 AS last_won_at
                            FROM rule JOIN giveaway_winners ON giveaway_winners.viewer_id = i.viewer_id
                            JOIN giveaways won ON won.id = giveaway_id
                           WHERE rule.cooldown_days IS NOT NULL
                             AND drawn_at > sent_at - make_interval(days => rule.cooldown_days + 1)
                             AND won.prize_class IS NOT DISTINCT FROM coalesce(rule.prize_class, won.prize_class)
                             AND giveaway_winners.state NOT IN ('missed', 'set-aside') AND won.status <> 'cancelled') w ON true
       LEFT JOIN LATERAL (SELECT array_agg(extract(epoch FROM attempted_at)::float8 * 1000) AS attempts
                            FROM giveaway_entry_attempts
                           WHERE viewer_id = i.viewer_id AND attempted_at > sent_at - interval '1 minute') r ON true
       LEFT JOIN LATERAL (SELECT true AS seen FROM giveaway_entry_attempts
                           WHERE platform = message_platform AND message_id = asked.message_id) s ON true
      ORDER BY position`,
    [
      streamerId,
      giveawayId,
      platforms,
      userIds,
      asks.map((ask) => ask.message.platform),
      asks.map((ask) => ask.message.id),
      asks.map((ask) => ask.sentAt),
    ],
  )
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

/** A person's part of a batch: several granted asks of one person are one change of one entry. */
interface Change {
  readonly viewerId: ViewerId
  readonly ask: EntryAsk
  tickets: number
  bonus: number
  paid: number
}

/** Writes attempts, entries, ledger, balances, counters and the news of them. */
export function addEntries(session: Session, { giveaway }: BatchState, attempts: readonly Attempt[]): void {
  writeAttempts(session, giveaway, attempts)
  const changes = gather(attempts)
  if (changes.size === 0) return
  writeEntries(session, giveaway, [...changes.values()])
  if (giveaway.rules.cost > 0) writeDebits(session, giveaway, attempts, changes)
  const [entries, tickets] = countAdded(attempts)
  countEntries(session, giveaway.id, entries, tickets)
  addNews(session, giveaway, {
    kind: 'entered',
    entryCount: giveaway.entryCount + entries,
    ticketCount: giveaway.ticketCount + tickets,
    latest: [...changes.values()].slice(-10).toReversed().map(toNewsEntry),
  })
}

function gather(attempts: readonly Attempt[]): Map<ViewerId, Change> {
  const changes = new Map<ViewerId, Change>()
  for (const { ask, viewerId, decision } of attempts) {
    if (!decision.ok) continue
    const change = changes.get(viewerId) ?? { viewerId, ask, tickets: 0, bonus: 0, paid: 0 }
    changes.set(viewerId, change)
    change.tickets += decision.added
    change.bonus += decision.bonus
    change.paid += decision.cost
  }
  return changes
}

function countAdded(attempts: readonly Attempt[]): [entries: number, tickets: number] {
  let entries = 0
  let tickets = 0
  for (const { decision } of attempts) {
    if (!decision.ok) continue
    tickets += decision.added
    if (decision.first) entries++
  }
  return [entries, tickets]
}

function writeAttempts({ send }: Session, giveaway: Giveaway, attempts: readonly Attempt[]): void {
  send(
    `INSERT INTO giveaway_entry_attempts (giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at)
     SELECT $1::uuid, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::timestamptz[])`,
    [
      giveaway.id,
      attempts.map(({ viewerId }) => viewerId),
      attempts.map(({ ask }) => ask.message.platform),
      attempts.map(({ ask }) => ask.message.id),
      attempts.map(({ decision }) => (decision.ok ? 'entered' : decision.code)),
      attempts.map(({ decision }) => (decision.ok ? decision.added : 0)),
      attempts.map(({ ask }) => ask.sentAt),
    ],
  )
}

function writeEntries({ send }: Session, giveaway: Giveaway, changes: readonly Change[]): void {
  const [platforms, userIds, , names] = columnsOf(changes.map((change) => change.ask.account))
  send(
    `INSERT INTO giveaway_entries AS held
       (giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, bonus, paid, evidence, entered_at)
     SELECT $1::uuid, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::integer[], $8::bigint[],
                                    $9::jsonb[], $10::timestamptz[])
         ON CONFLICT (giveaway_id, viewer_id)
         DO UPDATE SET tickets = held.tickets + excluded.tickets, bonus = held.bonus + excluded.bonus, paid = held.paid + excluded.paid`,
    [
      giveaway.id,
      changes.map((change) => change.viewerId),
      platforms,
      userIds,
      names,
      changes.map((change) => change.tickets),
      changes.map((change) => change.bonus),
      changes.map((change) => change.paid),
      changes.map(({ ask }) => JSON.stringify(describeEvidence(ask))),
      changes.map(({ ask }) => ask.sentAt),
    ],
  )
}

/** One ledger row for each granted ask, named after its message, and one debit for each person. */
function writeDebits(
  session: Session,
  giveaway: Giveaway,
  attempts: readonly Attempt[],
  changes: ReadonlyMap<ViewerId, Change>,
): void {
  const paying = attempts.filter(({ decision }) => decision.ok && decision.cost > 0)
  session.send(
    `INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key, giveaway_id)
     SELECT $1::bigint, viewer_id, amount, 'entry', key, $2::uuid
       FROM unnest($3::bigint[], $4::bigint[], $5::text[]) AS paid (viewer_id, amount, key)`,
    [
      giveaway.streamerId,
      giveaway.id,
      paying.map(({ viewerId }) => viewerId),
      paying.map(({ decision }) => (decision.ok ? -decision.cost : 0)),
      paying.map(({ ask }) => `entry:${messageKey(ask.message)}`),
    ],
  )
  debit(session, giveaway.streamerId, new Map([...changes.values()].map((change) => [change.viewerId, change.paid])))
}

function toNewsEntry({ ask, tickets }: Change): NewsEntry {
  return { platform: ask.account.platform, name: ask.account.name, tickets }
}

/** Takes one entry out, its points back first. Gives what was refunded; nothing where there was no entry. */
export async function removeEntry(
  session: Session,
  giveaway: Giveaway,
  viewerId: ViewerId,
): Promise<number | undefined> {
  const { refunded } = await refund(session, giveaway, viewerId)
  const [gone] = await session.queryBuilt(
    build
      .delete(giveawayEntries)
      .where(and(eq(giveawayEntries.giveawayId, giveaway.id), eq(giveawayEntries.viewerId, viewerId)))
      .returning({ tickets: giveawayEntries.tickets }),
  )
  if (!gone) return undefined
  countEntries(session, giveaway.id, -1, -gone.tickets)
  const [entryCount, ticketCount] = [giveaway.entryCount - 1, giveaway.ticketCount - gone.tickets]
  addNews(session, giveaway, { kind: 'left', entryCount, ticketCount })
  return refunded
}

const pageSize = 2_000

/**
 * All entries in canonical order, page by page: by `platform:userId`, bytewise whatever the database's own collation. For a reader
 * within a transaction, whose cursor sorts once and holds what it sees.
 */
export async function* readEntries({ query }: Reader, giveawayId: GiveawayId): AsyncGenerator<DrawEntry[]> {
  await query(
    `DECLARE entries NO SCROLL CURSOR FOR
     SELECT viewer_id AS "viewerId", platform, platform_user_id AS "userId", display_name AS name, tickets
       FROM giveaway_entries WHERE giveaway_id = $1 ORDER BY platform COLLATE "C", platform_user_id COLLATE "C"`,
    [giveawayId],
  )
  const fetch = (): Promise<DrawEntry[]> => query<DrawEntry & object>(`FETCH ${pageSize} FROM entries`)
  for (let page = await fetch(); page.length > 0; page = await fetch()) yield page
  await query('CLOSE entries')
}

/** The entries of these viewers, in the order asked. */
export async function findEntries(
  { query }: Reader,
  giveawayId: GiveawayId,
  viewerIds: readonly ViewerId[],
): Promise<DrawEntry[]> {
  const rows = await query<DrawEntry>(
    `SELECT e.viewer_id AS "viewerId", e.platform, e.platform_user_id AS "userId", e.display_name AS name, e.tickets
       FROM unnest($2::bigint[]) WITH ORDINALITY AS asked (viewer_id, position)
       JOIN giveaway_entries e ON e.giveaway_id = $1 AND e.viewer_id = asked.viewer_id
      ORDER BY position`,
    [giveawayId, viewerIds],
  )
  if (rows.length !== viewerIds.length)
    throw new Error(
      `Giveaway ${giveawayId} has entries of ${rows.length} viewers, where ${viewerIds.length} were asked for.`,
    )
  return rows
}

/** The latest entries, newest first. */
export function findLatestEntries(reader: Reader, giveawayId: GiveawayId, count: number): Promise<NewsEntry[]> {
  return reader.query<NewsEntry>(
    'SELECT platform, display_name AS name, tickets FROM giveaway_entries WHERE giveaway_id = $1 ORDER BY id DESC LIMIT $2',
    [giveawayId, count],
  )
}

/** Tickets held by the person behind a chat account; 0 without an entry. */
export async function findTickets(
  reader: Reader,
  giveawayId: GiveawayId,
  account: Pick<Account, 'platform' | 'userId'>,
): Promise<number> {
  const [row] = await reader.queryBuilt(
    build
      .select({ tickets: giveawayEntries.tickets })
      .from(giveawayEntries)
      .innerJoin(chatIdentities, eq(chatIdentities.viewerId, giveawayEntries.viewerId))
      .where(
        and(
          eq(giveawayEntries.giveawayId, giveawayId),
          eq(chatIdentities.platform, account.platform),
          eq(chatIdentities.platformUserId, account.userId),
        ),
      ),
  )
  return row?.tickets ?? 0
}
