/** `orders`: what viewers had for their points, each with its ticket number. */
import type { PageAsk } from '../engine/ports/channel.ts'
import type { NewOrder, Order, OrderStep, OwnOrder, Queue } from '../engine/ports/rewards.ts'
import { writeTicket } from '../giveaway/ticket-numbers.ts'
import type { Account, OrderStatus, StreamerId, ViewerId } from '../giveaway/words.ts'
import { addAudits } from './audit-log.ts'
import { holdIdentities } from './chat-identities.ts'
import type { Reader } from './statements.ts'
import { takeNumbers } from './token-sequence.ts'
import type { Session } from './transaction.ts'

type Row = Omit<Order, 'servedAt' | 'decidedAt'> & { servedAt: Date | null; decidedAt: Date | null }

const columns = `o.id, o.viewer_id AS "viewerId", o.reward_id AS "rewardId", o.reward_name AS "rewardName", o.platform,
  o.platform_user_id AS "userId", o.display_name AS name, o.said, o.paid, o.prefix, to_char(o.day, 'YYYY-MM-DD') AS day, o.number, o.digits,
  o.status, o.ordered_at AS "orderedAt", o.served_at AS "servedAt", o.decided_at AS "decidedAt"`

export async function addOrders(
  session: Session,
  streamerId: StreamerId,
  day: string,
  added: readonly NewOrder[],
  now: Date,
): Promise<Order[]> {
  const byPrefix = Map.groupBy(added, ({ reward }) => reward.prefix)
  takeStock(session, added)
  const counts = new Map(Array.from(byPrefix, ([prefix, orders]) => [prefix, orders.length]))
  const last = await takeNumbers(session, streamerId, day, counts)
  const next = new Map(Array.from(counts, ([prefix, count]) => [prefix, (last.get(prefix) ?? 0) - count]))
  const numbers = added.map(({ reward: { prefix } }) => {
    const number = (next.get(prefix) ?? 0) + 1
    next.set(prefix, number)
    return number
  })
  const rows = await session.query<Row>(
    `INSERT INTO orders AS o (streamer_id, viewer_id, reward_id, reward_name, platform, platform_user_id, display_name, said, paid,
                              prefix, digits, number, day, ordered_at)
     SELECT $1::bigint, a.*, $2::date, $3::timestamptz
       FROM unnest($4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::text[],
                   $13::integer[], $14::integer[]) AS a
     RETURNING ${columns}`,
    [
      streamerId,
      day,
      now,
      added.map(({ viewerId }) => viewerId),
      added.map(({ reward }) => reward.id),
      added.map(({ reward }) => reward.name),
      added.map(({ account }) => account.platform),
      added.map(({ account }) => account.userId),
      added.map(({ account }) => account.name),
      added.map(({ said }) => said),
      added.map(({ paid }) => paid),
      added.map(({ reward }) => reward.prefix),
      added.map(({ reward }) => reward.digits),
      numbers,
    ],
  )
  const byTicket = new Map(rows.map((row) => [writeTicket(row), toOrder(row)]))
  const orders = added.map(({ reward: { prefix, digits } }, index) => {
    const order = byTicket.get(writeTicket({ prefix, digits, number: numbers[index] ?? 0 }))
    if (!order) throw new Error(`Of ${added.length} orders of ${day} number ${index + 1} was not written.`)
    return order
  })
  const audited = orders.map((order, index) => ({ actor: added[index]?.actor ?? 'unknown', details: auditOf(order) }))
  addAudits(session, streamerId, 'reward redeemed', audited)
  return orders
}

function takeStock({ send }: Session, added: readonly NewOrder[]): void {
  const taken = Map.groupBy(added, ({ reward }) => reward.id)
  send(
    `UPDATE rewards r SET stock = stock - count FROM unnest($1::bigint[], $2::integer[]) AS taken (id, count)
      WHERE r.id = taken.id AND stock IS NOT NULL`,
    [[...taken.keys()], Array.from(taken.values(), (orders) => orders.length)],
  )
}

function auditOf(order: Order): object {
  const { id, viewerId, rewardName: reward, paid } = order
  return { orderId: id, ticket: writeTicket(order), viewerId, reward, paid }
}

export async function lockOrder(
  { query }: Session,
  streamerId: StreamerId,
  orderId: number,
): Promise<Order | undefined> {
  const [row] = await query<Row>(
    `SELECT ${columns} FROM orders o WHERE streamer_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [streamerId, orderId],
  )
  return row && toOrder(row)
}

export async function findByTicket(
  { query }: Session,
  streamerId: StreamerId,
  prefix: string | undefined,
  number: number,
): Promise<Order[]> {
  const rows = await query<Row>(
    `SELECT ${columns} FROM orders o
      WHERE streamer_id = $1 AND prefix = coalesce($2, prefix) AND number = $3
      ORDER BY (status IN ('pending', 'serving')) DESC, o.day DESC, o.prefix LIMIT 2`,
    [streamerId, prefix ?? null, number],
  )
  return rows.map(toOrder)
}

export async function findServing({ query }: Reader, streamerId: StreamerId): Promise<Order | undefined> {
  const [row] = await query<Row>(`SELECT ${columns} FROM orders o WHERE streamer_id = $1 AND status = 'serving'`, [
    streamerId,
  ])
  return row && toOrder(row)
}

export async function findNextOrder(session: Session, streamerId: StreamerId): Promise<Order | undefined> {
  return (await listOrders(session, streamerId, 'pending', { after: undefined, count: 1 }))[0]
}

export async function countWaiting({ query }: Reader, streamerId: StreamerId): Promise<number> {
  const [row] = await query<{ count: number }>(
    `SELECT count(*) AS count FROM orders WHERE streamer_id = $1 AND status = 'pending'`,
    [streamerId],
  )
  return row?.count ?? 0
}

export function changeOrder({ send }: Session, orderId: number, { status, servedAt, decidedAt }: OrderStep): void {
  send('UPDATE orders SET status = $2, served_at = coalesce($3, served_at), decided_at = $4 WHERE id = $1', [
    orderId,
    status,
    servedAt ?? null,
    decidedAt,
  ])
}

export async function followMerge(session: Session, viewerId: ViewerId): Promise<ViewerId> {
  holdIdentities(session)
  const [row] = await session.query<{ id: ViewerId }>(
    'SELECT coalesce(merged_into, id) AS id FROM viewers WHERE id = $1',
    [viewerId],
  )
  if (!row) throw new Error(`There is no viewer ${viewerId} in the database.`)
  return row.id
}

export async function listOrders(
  reader: Reader,
  streamerId: StreamerId,
  status: OrderStatus | undefined,
  { after, count }: PageAsk<number>,
): Promise<Order[]> {
  const rows = await (status === undefined
    ? reader.query<Row>(
        `SELECT ${columns} FROM orders o WHERE streamer_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
        [streamerId, after ?? Number.MAX_SAFE_INTEGER, count],
      )
    : reader.query<Row>(
        `SELECT ${columns} FROM orders o WHERE streamer_id = $1 AND status = $2 AND id > $3 ORDER BY id LIMIT $4`,
        [streamerId, status, after ?? 0, count],
      ))
  return rows.map(toOrder)
}

/** A viewer's orders stand under whoever the viewer was at the time. */
const ofViewer = (viewer: string): string =>
  `o.viewer_id IN (SELECT ${viewer}::bigint UNION ALL SELECT id FROM viewers WHERE merged_into = ${viewer})`

const ahead = `CASE WHEN o.status = 'pending' THEN
    (SELECT count(*) FROM orders b WHERE b.streamer_id = o.streamer_id AND b.status = 'pending' AND b.id < o.id) ELSE 0 END AS ahead`

export async function listOwnOrders(
  { query }: Reader,
  streamerId: StreamerId,
  viewerId: ViewerId,
  { after = Number.MAX_SAFE_INTEGER, count }: PageAsk<number>,
): Promise<OwnOrder[]> {
  const rows = await query<Row & { ahead: number }>(
    `SELECT ${columns}, ${ahead} FROM orders o WHERE streamer_id = $1 AND ${ofViewer('$2')} AND o.id < $3 ORDER BY o.id DESC LIMIT $4`,
    [streamerId, viewerId, after, count],
  )
  return rows.map((row) => ({ ...toOrder(row), ahead: row.ahead }))
}

export async function findTicketsOf(
  { query }: Reader,
  streamerId: StreamerId,
  { platform, userId }: Pick<Account, 'platform' | 'userId'>,
): Promise<OwnOrder[]> {
  const rows = await query<Row & { ahead: number }>(
    `SELECT ${columns}, ${ahead}
       FROM chat_identities i JOIN orders o ON ${ofViewer('i.viewer_id')}
      WHERE i.streamer_id = $1 AND i.platform = $2 AND i.platform_user_id = $3 AND o.status IN ('pending', 'serving') ORDER BY o.id`,
    [streamerId, platform, userId],
  )
  return rows.map((row) => ({ ...toOrder(row), ahead: row.ahead }))
}

export async function findQueue(reader: Reader, streamerId: StreamerId, count: number): Promise<Queue> {
  const [serving, next, waiting] = await Promise.all([
    findServing(reader, streamerId),
    listOrders(reader, streamerId, 'pending', { after: undefined, count }),
    countWaiting(reader, streamerId),
  ])
  return { serving, next, waiting }
}

function toOrder({ servedAt, decidedAt, ...row }: Row): Order {
  return { ...row, servedAt: servedAt ?? undefined, decidedAt: decidedAt ?? undefined }
}
