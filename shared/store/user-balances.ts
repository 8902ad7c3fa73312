/** `user_balances` and `balance_ledger`: points. Whoever changes a balance writes the movement, and the other way round. */
import { and, eq } from 'drizzle-orm'
import type { ChatPayout, LastChange, Movement, Refund, Rich } from '../engine/ports/rows.ts'
import type { Account, Giveaway, GiveawayId, StreamerId, ViewerId } from '../giveaway/words.ts'
import { chatIdentities, userBalances } from '../schema.ts'
import { bigints, texts } from './arrays.ts'
import { CopyRows } from './copy-rows.ts'
import { lateralIdentity } from './chat-identities.ts'
import { holdViewers, type KnownAccounts } from './known-accounts.ts'
import { nameOfViewer } from './names.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

/** Locks balances by viewer id, the one order everywhere, so that A to B and B to A cannot deadlock. Missing ones are made. */
export async function lockBalances(
  { send, query }: Session,
  streamerId: StreamerId,
  viewerIds: readonly ViewerId[],
): Promise<number[]> {
  send(
    `INSERT INTO user_balances (streamer_id, viewer_id)
     SELECT DISTINCT $1::bigint, viewer_id FROM unnest($2::bigint[]) AS asked (viewer_id) ORDER BY viewer_id
         ON CONFLICT DO NOTHING`,
    [streamerId, viewerIds],
  )
  const rows = await query<{ viewer_id: ViewerId; balance: number }>(
    `SELECT viewer_id, balance FROM user_balances
      WHERE streamer_id = $1 AND viewer_id = ANY ($2) ORDER BY viewer_id FOR NO KEY UPDATE`,
    [streamerId, viewerIds],
  )
  const balances = new Map(rows.map((row) => [row.viewer_id, row.balance]))
  return viewerIds.map((viewerId) => balances.get(viewerId) ?? 0)
}

/** Writes movements and the balances they change. The caller holds the balances' locks. */
export function move({ send }: Session, movements: readonly Movement[]): void {
  send(
    `INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key, giveaway_id, actor)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::uuid[], $7::text[])`,
    [
      movements.map((movement) => movement.streamerId),
      movements.map((movement) => movement.viewerId),
      movements.map((movement) => movement.amount),
      movements.map((movement) => movement.reason),
      movements.map((movement) => movement.key),
      movements.map((movement) => movement.giveawayId ?? null),
      movements.map((movement) => movement.actor ?? null),
    ],
  )
  const sums = sumByViewer(movements)
  send(
    `UPDATE user_balances b
        SET balance = balance + earned - spent, total_earned = total_earned + earned, total_spent = total_spent + spent, updated_at = now()
       FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS moved (streamer_id, viewer_id, earned, spent)
      WHERE b.streamer_id = moved.streamer_id AND b.viewer_id = moved.viewer_id`,
    [
      sums.map((sum) => sum.streamerId),
      sums.map((sum) => sum.viewerId),
      sums.map((sum) => sum.earned),
      sums.map((sum) => sum.spent),
    ],
  )
}

/** Takes what entries cost, set-wise and by viewer id, as balances are locked everywhere. `spent` has one row a viewer. */
export function debit({ send }: Session, streamerId: StreamerId, spent: ReadonlyMap<ViewerId, number>): void {
  send(
    `UPDATE user_balances b
        SET balance = balance - cost, total_spent = total_spent + cost, updated_at = now()
       FROM (SELECT * FROM unnest($2::bigint[], $3::bigint[]) AS paid (viewer_id, cost) ORDER BY viewer_id) paid
      WHERE b.streamer_id = $1 AND b.viewer_id = paid.viewer_id`,
    [streamerId, bigints([...spent.keys()]), bigints([...spent.values()])],
  )
}

/** Entries of giveaway $1 that cost something: of all viewers, or of $2. */
const owed = `SELECT id, viewer_id, paid FROM giveaway_entries
               WHERE giveaway_id = $1 AND paid > 0 AND viewer_id = coalesce($2, viewer_id)`

/** What `refund` would give back now. */
export async function findRefund(
  { query }: Reader,
  giveawayId: GiveawayId,
  viewerId: ViewerId | undefined,
): Promise<Refund> {
  const [row] = await query<Refund & object>(
    `SELECT coalesce(sum(paid), 0)::bigint AS refunded, count(*) AS viewers FROM (${owed}) owed`,
    [giveawayId, viewerId],
  )
  return row ?? { refunded: 0, viewers: 0 }
}

/** Gives back what these entries cost: one ledger row an entry, whose key keeps it from happening twice. */
export async function refund(
  { send, query }: Session,
  giveaway: Pick<Giveaway, 'id' | 'streamerId'>,
  viewerId?: ViewerId,
): Promise<Refund> {
  const values = [giveaway.id, viewerId ?? null, giveaway.streamerId]
  // Taken by viewer id before the set-wise update, which would lock them in any order.
  send(
    `SELECT FROM user_balances b JOIN (${owed}) owed USING (viewer_id)
      WHERE b.streamer_id = $3 ORDER BY viewer_id FOR NO KEY UPDATE OF b`,
    values,
  )
  const [row] = await query<Refund & object>(
    `WITH given AS (
       INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key, giveaway_id)
       SELECT $3::bigint, viewer_id, paid, 'refund', 'refund:' || id, $1::uuid FROM (${owed}) owed ORDER BY viewer_id
           ON CONFLICT (viewer_id, key) DO NOTHING RETURNING viewer_id, amount),
     back AS (
       UPDATE user_balances b SET balance = balance + amount, total_spent = total_spent - amount, updated_at = now()
         FROM given WHERE b.streamer_id = $3 AND b.viewer_id = given.viewer_id)
     SELECT coalesce(sum(amount), 0)::bigint AS refunded, count(*) AS viewers FROM given`,
    values,
  )
  return row ?? { refunded: 0, viewers: 0 }
}

/** Pays once for a window of time: who has the ledger row already is passed over. */
export async function payChatters(session: Session, known: KnownAccounts, payout: ChatPayout): Promise<number> {
  const { streamerId, reason = 'chat', amount, subscriberFactor = 1, window, accounts } = payout
  const { viewerIds, checked } = holdViewers(session, known, streamerId, accounts)
  const [earners] = await Promise.all([viewerIds, checked])
  const amounts = new Map(earners.map((viewerId) => [viewerId, amount]))
  if (subscriberFactor > 1)
    for (const viewerId of await findSubscribers(session, streamerId, accounts))
      amounts.set(viewerId, amount * subscriberFactor)
  const key = `${reason}:${window}`
  for (const viewerId of await findPaid(session, known, streamerId, key, [...amounts.keys()])) amounts.delete(viewerId)
  const due = [...amounts].toSorted(([one], [other]) => one - other)
  // The rows of a slice are made here while the server writes those of the one before.
  const crediting: Promise<void>[] = []
  for (let from = 0; from < due.length; from += sliceSize) {
    const slice = due.slice(from, from + sliceSize)
    const rows = new CopyRows()
    for (const [viewerId, points] of slice)
      rows.row(5).bigint(streamerId).bigint(viewerId).bigint(points).text(reason).text(key)
    session.copy('balance_ledger (streamer_id, viewer_id, amount, reason, key)', rows)
    crediting.push(credit(session, streamerId, slice))
  }
  await Promise.all(crediting)
  return due.length
}

const sliceSize = 5_000

/**
 * Those of the viewers who were paid already. A process that pays alone need not look: the key of the ledger refuses a second payment,
 * and the payout is repeated, and looks then. It goes on looking as long as somebody else pays the same people.
 */
async function findPaid(
  session: Session,
  { paidElsewhere }: KnownAccounts,
  streamerId: StreamerId,
  key: string,
  viewerIds: readonly ViewerId[],
): Promise<ViewerId[]> {
  if (!session.repeated && !paidElsewhere.has(streamerId)) return []
  const rows = await session.query<{ viewer_id: ViewerId }>(
    `SELECT viewer_id FROM unnest($1::bigint[]) AS asked (viewer_id)
      WHERE EXISTS (SELECT FROM balance_ledger l WHERE l.viewer_id = asked.viewer_id AND l.key = $2 OFFSET 0)`,
    [bigints(viewerIds), key],
  )
  if (rows.length > 0) paidElsewhere.add(streamerId)
  else paidElsewhere.delete(streamerId)
  return rows.map((row) => row.viewer_id)
}

/** Adds what was earned, by viewer id, as balances are locked everywhere. Who has no balance yet gets one. */
async function credit(
  { query, send }: Session,
  streamerId: StreamerId,
  earned: readonly (readonly [viewerId: ViewerId, points: number])[],
): Promise<void> {
  const [row] = await query<{ credited: ViewerId[] | null }>(
    `WITH credited AS (
       UPDATE user_balances b SET balance = balance + points, total_earned = total_earned + points, updated_at = now()
         FROM (SELECT * FROM unnest($2::bigint[], $3::bigint[]) AS earned (viewer_id, points) ORDER BY viewer_id) earned
        WHERE b.streamer_id = $1 AND b.viewer_id = earned.viewer_id RETURNING b.viewer_id)
     SELECT CASE WHEN count(*) < $4 THEN coalesce(json_agg(viewer_id), '[]') END AS credited FROM credited`,
    [streamerId, ...columnsOf(earned), earned.length],
  )
  if (!row?.credited) return
  const credited = new Set(row.credited)
  // Somebody else may make their balance at the same moment: it is added to that one then.
  send(
    `INSERT INTO user_balances AS b (streamer_id, viewer_id, balance, total_earned)
     SELECT $1::bigint, viewer_id, points, points FROM unnest($2::bigint[], $3::bigint[]) AS earned (viewer_id, points)
         ON CONFLICT (streamer_id, viewer_id) DO UPDATE
         SET balance = b.balance + excluded.balance, total_earned = b.total_earned + excluded.total_earned, updated_at = now()`,
    [streamerId, ...columnsOf(earned.filter(([viewerId]) => !credited.has(viewerId)))],
  )
}

function columnsOf(earned: readonly (readonly [viewerId: ViewerId, points: number])[]): [Buffer, Buffer] {
  return [bigints(earned.map(([viewerId]) => viewerId)), bigints(earned.map(([, points]) => points))]
}

/** Those of whom chat showed one of these accounts as a subscriber last. */
async function findSubscribers(
  { query }: Session,
  streamerId: StreamerId,
  accounts: readonly Account[],
): Promise<ViewerId[]> {
  const rows = await query<{ viewer_id: ViewerId }>(
    `SELECT viewer_id FROM unnest($2::text[], $3::text[]) AS asked (platform, user_id) ${lateralIdentity} WHERE tier > 0`,
    [streamerId, texts(accounts.map(({ platform }) => platform)), texts(accounts.map(({ userId }) => userId))],
  )
  return rows.map((row) => row.viewer_id)
}

/** The balance behind a chat account; 0 for somebody new. */
export async function findBalance(
  reader: Reader,
  streamerId: StreamerId,
  account: Pick<Account, 'platform' | 'userId'>,
): Promise<number> {
  const [row] = await reader.queryBuilt(
    build
      .select({ balance: userBalances.balance })
      .from(chatIdentities)
      .innerJoin(userBalances, eq(userBalances.viewerId, chatIdentities.viewerId))
      .where(
        and(
          eq(chatIdentities.streamerId, streamerId),
          eq(chatIdentities.platform, account.platform),
          eq(chatIdentities.platformUserId, account.userId),
        ),
      ),
  )
  return row?.balance ?? 0
}

/** Who has the most points. Sorted when asked, which is seldom: an index by balance would make every change of a balance dearer. */
export function findRichest(reader: Reader, streamerId: StreamerId, count: number): Promise<Rich[]> {
  return reader.query<{ name: string; balance: number }>(
    `SELECT ${nameOf('b.viewer_id')} AS name, balance FROM user_balances b
      WHERE streamer_id = $1 AND balance > 0 ORDER BY balance DESC, viewer_id LIMIT $2`,
    [streamerId, count],
  )
}

/** The last change that a moderator made, or anybody, to anybody or one viewer, within so many minutes. */
export async function findLastChange(
  reader: Reader,
  streamerId: StreamerId,
  minutes: number,
  { actor, viewerId }: { readonly actor?: string | undefined; readonly viewerId?: ViewerId | undefined },
): Promise<LastChange | undefined> {
  const [row] = await reader.query<{ id: number; viewerId: ViewerId; name: string; amount: number }>(
    `SELECT l.id, coalesce(v.merged_into, l.viewer_id) AS "viewerId", ${nameOf('coalesce(v.merged_into, l.viewer_id)')} AS name, amount
       FROM balance_ledger l JOIN viewers v ON v.id = l.viewer_id
      WHERE l.streamer_id = $1 AND reason in ('add', 'remove', 'set') AND actor = coalesce($3, actor)
        AND coalesce(v.merged_into, l.viewer_id) = coalesce($4, v.merged_into, l.viewer_id)
        AND l.created_at > now() - make_interval(mins => $2)
      ORDER BY l.id DESC LIMIT 1`,
    [streamerId, minutes, actor ?? null, viewerId ?? null],
  )
  return row
}

export async function hasGambled(reader: Reader, viewerId: ViewerId, seconds: number): Promise<boolean> {
  const rows = await reader.query(
    `SELECT FROM balance_ledger
      WHERE viewer_id = $1 AND reason = 'gamble' AND created_at > clock_timestamp() - make_interval(secs => $2) LIMIT 1`,
    [viewerId, seconds],
  )
  return rows.length > 0
}

export async function hasMovement(reader: Reader, viewerId: ViewerId, key: string): Promise<boolean> {
  const rows = await reader.query('SELECT FROM balance_ledger WHERE viewer_id = $1 AND key = $2', [viewerId, key])
  return rows.length > 0
}

function nameOf(viewerId: string): string {
  return `coalesce(${nameOfViewer(viewerId)}, 'somebody')`
}

function sumByViewer(movements: readonly Movement[]) {
  const sums = new Map<ViewerId, { streamerId: StreamerId; viewerId: ViewerId; earned: number; spent: number }>()
  for (const { streamerId, viewerId, amount } of movements) {
    const sum = sums.get(viewerId) ?? { streamerId, viewerId, earned: 0, spent: 0 }
    if (amount > 0) sum.earned += amount
    else sum.spent -= amount
    sums.set(viewerId, sum)
  }
  return [...sums.values()]
}
