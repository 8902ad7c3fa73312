/** `webhook_deliveries`: events for webhooks, written down with the position and kept until they are taken. */
import { and, desc, eq, lt } from 'drizzle-orm'
import type { PageAsk } from '../engine/ports/channel.ts'
import type { EventDelivery, EventWebhook, NewDelivery, Posted, WatchedWebhook } from '../engine/ports/webhooks.ts'
import type { DeliveryState } from '../giveaway/webhook.ts'
import { webhookDeliveries, webhooks } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'
import { toWebhook } from './webhooks.ts'

/**
 * One statement: the position moves only from where it stood when the news was read. Of two processes that read the same news the second
 * waits at the row, finds that the position has moved, and writes nothing. Numbers are given in the order of the news.
 */
export async function addDeliveries(
  { query }: Reader,
  { id, position }: WatchedWebhook,
  upTo: number,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  await query(
    `WITH moved AS (UPDATE webhooks SET position = $3 WHERE id = $1 AND position = $2 AND state = 'active' RETURNING id)
     INSERT INTO webhook_deliveries (webhook_id, news_id, event, body)
     SELECT moved.id, news_id, event, body
       FROM moved, unnest($4::bigint[], $5::text[], $6::text[]) AS new (news_id, event, body) ORDER BY news_id`,
    [
      id,
      position,
      upTo,
      deliveries.map(({ newsId }) => newsId),
      deliveries.map(({ event }) => event),
      deliveries.map(({ body }) => body),
    ],
  )
}

/** Nothing where the lease is somebody else's by now, or the webhook is not active any more. */
export async function findNext(
  { queryBuilt }: Reader,
  id: string,
  key: string,
): Promise<{ webhook: EventWebhook; delivery: EventDelivery } | undefined> {
  const leased = and(eq(webhooks.id, id), eq(webhooks.leaseKey, key), eq(webhooks.state, 'active'))
  const [webhook] = await queryBuilt(build.select().from(webhooks).where(leased))
  const waiting = and(eq(webhookDeliveries.webhookId, id), eq(webhookDeliveries.state, 'waiting'))
  const [delivery] = await queryBuilt(
    build.select().from(webhookDeliveries).where(waiting).orderBy(webhookDeliveries.number).limit(1),
  )
  return webhook && delivery && { webhook: toWebhook(webhook), delivery: toDelivery(delivery) }
}

export function noteTry({ send }: Session, deliveryId: string, { status, ms, fault }: Posted, at: Date): void {
  send(
    `UPDATE webhook_deliveries SET state = CASE WHEN $4::text IS NULL THEN 'delivered' ELSE state END,
            tries = tries + 1, tried_at = $5, status = $2, ms = $3, fault = $4
      WHERE id = $1`,
    [deliveryId, status ?? null, ms, fault ?? null, at],
  )
}

export function addTest(
  { sendBuilt }: Session,
  webhookId: string,
  delivery: Pick<EventDelivery, 'id' | 'event' | 'body'>,
  { status, ms, fault }: Posted,
  triedAt: Date,
): void {
  const state = fault === undefined ? 'delivered' : 'failed'
  sendBuilt(
    build.insert(webhookDeliveries).values({ ...delivery, webhookId, state, tries: 1, triedAt, status, ms, fault }),
  )
}

export async function listDeliveries(
  { queryBuilt }: Reader,
  webhookId: string,
  { after = Number.MAX_SAFE_INTEGER, count }: PageAsk<number>,
): Promise<EventDelivery[]> {
  const rows = await queryBuilt(
    build
      .select()
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.webhookId, webhookId), lt(webhookDeliveries.number, after)))
      .orderBy(desc(webhookDeliveries.number))
      .limit(count),
  )
  return rows.map(toDelivery)
}

/** What is still to be sent stays; of a webhook that is not active it goes as the rest does. Two workers take different rows. */
export async function removeOldDeliveries({ query }: Reader, before: Date, count: number): Promise<number> {
  const [gone] = await query<{ count: number }>(
    `WITH gone AS (
       DELETE FROM webhook_deliveries
        WHERE id IN (SELECT d.id FROM webhook_deliveries d JOIN webhooks w ON w.id = webhook_id
                      WHERE d.created_at < $1 AND (d.state <> 'waiting' OR w.state <> 'active')
                      ORDER BY d.created_at LIMIT $2 FOR UPDATE OF d SKIP LOCKED)
       RETURNING 1)
     SELECT count(*) FROM gone`,
    [before, count],
  )
  return gone?.count ?? 0
}

function toDelivery(row: typeof webhookDeliveries.$inferSelect): EventDelivery {
  const { id, number, event, body, tries, createdAt, ms } = row
  const posted = ms === null ? undefined : { status: row.status ?? undefined, ms, fault: row.fault ?? undefined }
  // The check of the table admits no other words.
  const state = row.state as DeliveryState
  return { id, number, event, body, state, tries, triedAt: row.triedAt ?? undefined, posted, createdAt }
}
