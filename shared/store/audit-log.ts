/** `audit_log`: who did what. */
import { and, desc, eq, lt } from 'drizzle-orm'
import type { ListedAudit, PageAsk } from '../engine/ports/channel.ts'
import type { GiveawayId, StreamerId } from '../giveaway/words.ts'
import { auditLog } from '../schema.ts'
import { announce } from './settled.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export function addAudit(
  { send }: Session,
  streamerId: StreamerId,
  actor: string,
  action: string,
  giveawayId: GiveawayId | undefined,
  details: object,
): void {
  send(
    `INSERT INTO audit_log (streamer_id, actor, action, giveaway_id, details)
     SELECT $1::bigint, $2::text, $3::text, $4::uuid, $5::jsonb FROM (${announce('audit_log')}) held`,
    [streamerId, actor, action, giveawayId, JSON.stringify(details)],
  )
}

/** The newest first: of the channel, or of one giveaway. */
export async function listAudit(
  reader: Reader,
  streamerId: StreamerId,
  giveawayId: GiveawayId | undefined,
  { after = Number.MAX_SAFE_INTEGER, count }: PageAsk<number>,
): Promise<ListedAudit[]> {
  const ofGiveaway = giveawayId === undefined ? undefined : eq(auditLog.giveawayId, giveawayId)
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.streamerId, streamerId), ofGiveaway, lt(auditLog.id, after)))
      .orderBy(desc(auditLog.id))
      .limit(count),
  )
  return rows.map(({ id, createdAt, actor, action, giveawayId: ofOne, details }) => ({
    id,
    at: createdAt,
    actor,
    action,
    giveawayId: ofOne ?? undefined,
    details: details as object, // written by `addAudit` alone, from objects
  }))
}
