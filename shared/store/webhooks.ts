/** `webhooks`: addresses elsewhere that are told what happens. Whoever holds the lease of one sends to it; its position is moved once. */
import { asc, count, eq, getTableColumns, sql } from 'drizzle-orm'
import type { EventWebhook, Lease, NewWebhook, WatchedWebhook, WebhookStep } from '../engine/ports/webhooks.ts'
import type { WebhookEvent, WebhookState } from '../giveaway/webhook.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { webhooks } from '../schema.ts'
import { settledId } from './settled.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

type Row = typeof webhooks.$inferSelect

export function addWebhook({ send }: Session, { id, streamerId, url, events, sealedSecret }: NewWebhook): void {
  send(
    `INSERT INTO webhooks (id, streamer_id, url, events, sealed_secret, position) SELECT $1, $2, $3, $4, $5, (${settledId('outbox')})`,
    [id, streamerId, url, events, sealedSecret],
  )
}

export async function lockWebhook(
  { queryBuilt }: Session,
  streamerId: StreamerId,
  id: string,
): Promise<EventWebhook | undefined> {
  const [row] = await queryBuilt(build.select().from(webhooks).where(eq(webhooks.id, id)).for('no key update'))
  return row?.streamerId === streamerId ? toWebhook(row) : undefined
}

export async function countWebhooks({ queryBuilt }: Session, streamerId: StreamerId): Promise<number> {
  const [row] = await queryBuilt(
    build
      .select({ count: count().as('count') })
      .from(webhooks)
      .where(eq(webhooks.streamerId, streamerId)),
  )
  return row?.count ?? 0
}

export function changeWebhook({ sendBuilt }: Session, id: string, { events, ...step }: WebhookStep): void {
  sendBuilt(
    build
      .update(webhooks)
      .set({ ...step, ...(events && { events: [...events] }) })
      .where(eq(webhooks.id, id)),
  )
}

export function skipNews({ send }: Session, id: string): void {
  send(`UPDATE webhooks SET position = greatest(position, (${settledId('outbox')})) WHERE id = $1`, [id])
}

export function removeWebhook({ sendBuilt }: Session, id: string): void {
  sendBuilt(build.delete(webhooks).where(eq(webhooks.id, id)))
}

export async function findWebhooks(
  { queryBuilt }: Reader,
  streamerId: StreamerId,
): Promise<(EventWebhook & { readonly waiting: number })[]> {
  const rows = await queryBuilt(
    build
      .select({
        ...columns,
        waiting:
          sql<number>`(SELECT count(*) FROM webhook_deliveries d WHERE d.webhook_id = webhooks.id AND d.state = 'waiting')`.as(
            'waiting',
          ),
      })
      .from(webhooks)
      .where(eq(webhooks.streamerId, streamerId))
      .orderBy(asc(webhooks.createdAt), asc(webhooks.id)),
  )
  return rows.map(({ waiting, ...row }) => ({ ...toWebhook(row), waiting }))
}

export async function findWatched({ query }: Reader): Promise<WatchedWebhook[]> {
  const rows = await query<{ id: string; streamer_id: number; events: WebhookEvent[]; position: number }>(
    `SELECT id, streamer_id, events, position FROM webhooks WHERE state = 'active' ORDER BY id`,
  )
  return rows.map(({ id, streamer_id: streamerId, events, position }) => ({ id, streamerId, events, position }))
}

/** Of two processes that look at once each gets rows that the other has not locked. */
export async function leaseDue({ query }: Reader, now: Date, { key, until }: Lease, most: number): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `UPDATE webhooks SET lease_key = $2, leased_until = $3
      WHERE id IN (SELECT id FROM webhooks w
                    WHERE state = 'active' AND (due_at IS NULL OR due_at <= $1) AND (leased_until IS NULL OR leased_until <= $1)
                      AND EXISTS (SELECT FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.state = 'waiting')
                    ORDER BY due_at NULLS FIRST LIMIT $4 FOR UPDATE SKIP LOCKED)
      RETURNING id`,
    [now, key, until, most],
  )
  return rows.map(({ id }) => id)
}

/** The one who holds a lease may be dead, and somebody else have it by now: then there is nothing here. */
export async function lockLeased({ queryBuilt }: Session, id: string, key: string): Promise<EventWebhook | undefined> {
  const [row] = await queryBuilt(build.select().from(webhooks).where(eq(webhooks.id, id)).for('no key update'))
  return row?.leaseKey === key ? toWebhook(row) : undefined
}

export function extendLease({ send }: Session, id: string, { key, until }: Lease): void {
  send('UPDATE webhooks SET leased_until = $3 WHERE id = $1 AND lease_key = $2', [id, key, until])
}

export async function endLease({ query }: Reader, id: string, key: string): Promise<void> {
  await query('UPDATE webhooks SET lease_key = NULL, leased_until = NULL WHERE id = $1 AND lease_key = $2', [id, key])
}

const { position: _, leaseKey: __, leasedUntil: ___, ...columns } = getTableColumns(webhooks)

/** The check of the table admits no other words of the state; events are written by our routes, which take no others. */
export function toWebhook(row: Omit<Row, 'position' | 'leaseKey' | 'leasedUntil'>): EventWebhook {
  const { id, streamerId, url, sealedSecret, failures, createdAt } = row
  return {
    id,
    streamerId,
    url,
    sealedSecret,
    events: row.events as WebhookEvent[],
    state: row.state as WebhookState,
    fault: row.fault ?? undefined,
    failures,
    failingSince: row.failingSince ?? undefined,
    dueAt: row.dueAt ?? undefined,
    createdAt,
  }
}
