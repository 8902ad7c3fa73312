/** `audit_log`: who did what. */
import type { AuditFilter, ListedAudit, PageAsk } from '../engine/ports/channel.ts'
import { actorPatterns, auditTopics } from '../giveaway/audit.ts'
import type { GiveawayId, StreamerId } from '../giveaway/words.ts'
import { nameOfAccount, nameOfActor, nameOfKey, nameOfViewer, titleOf } from './names.ts'
import { announce } from './settled.ts'
import type { Reader } from './statements.ts'
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

/** The same action by many at once. */
export function addAudits(
  { send }: Session,
  streamerId: StreamerId,
  action: string,
  rows: readonly { readonly actor: string; readonly details: object }[],
): void {
  send(
    `INSERT INTO audit_log (streamer_id, actor, action, details)
     SELECT $1::bigint, actor, $2::text, details
       FROM (${announce('audit_log')}) held CROSS JOIN unnest($3::text[], $4::jsonb[]) AS a (actor, details)`,
    [streamerId, action, rows.map(({ actor }) => actor), rows.map(({ details }) => JSON.stringify(details))],
  )
}

/** Whom or what the details name by an id: a viewer, also one who became part of another since; a helper; an API key; an account. Keys to prizes have no names. */
const about = `CASE
  WHEN a.details ? 'viewerId' THEN ${nameOfViewer(`(SELECT coalesce(v.merged_into, v.id) FROM viewers v WHERE v.id = (a.details ->> 'viewerId')::bigint)`)}
  WHEN a.details ? 'helperId' THEN (SELECT display_name FROM users u WHERE u.id = (a.details ->> 'helperId')::bigint)
  WHEN a.action = 'key revoked' THEN ${nameOfKey(`(a.details ->> 'keyId')::bigint`)}
  WHEN a.details ? 'platformUserId'
    THEN ${nameOfAccount('a.streamer_id', `a.details ->> 'platform'`, `a.details ->> 'platformUserId'`)} END`

/** So many lines a page with a filter looks at, however few of them it leaves: what is rare in a log of years would else be looked for in all of it. */
const linesLookedAt = 100_000

/** The newest first; names are those of today. Of the giveaway all lines are looked at. */
export async function listAudit(
  reader: Reader,
  streamerId: StreamerId,
  { giveawayId, topic, by, actor }: AuditFilter,
  { after = Number.MAX_SAFE_INTEGER, count }: PageAsk<number>,
): Promise<ListedAudit[]> {
  const rows = await reader.query<ListedAudit & { readonly giveawayId: string | null }>(
    `SELECT a.id, a.created_at AS at, a.actor, a.action, a.giveaway_id AS "giveawayId", a.details,
            ${nameOfActor('a.streamer_id', 'a.actor')} AS "actorName", ${about} AS about,
            ${titleOf('a.giveaway_id')} AS title
       FROM (SELECT * FROM (${giveawayId === undefined ? ofChannel : ofGiveaway}) near
              WHERE ($4::text[] IS NULL OR action = ANY ($4)) AND ($5::text IS NULL OR actor ~ $5)
                AND ($7::text IS NULL OR actor = $7)
              ORDER BY id DESC LIMIT $3) a
      ORDER BY a.id DESC`,
    [
      streamerId,
      after,
      count,
      topic && auditTopics[topic],
      by && actorPatterns[by],
      giveawayId ?? linesLookedAt,
      actor,
    ],
  )
  return rows.map((row) => ({ ...row, giveawayId: row.giveawayId ?? undefined }))
}

const ofChannel = 'SELECT * FROM audit_log WHERE streamer_id = $1 AND id < $2 ORDER BY id DESC LIMIT $6::bigint'
const ofGiveaway = 'SELECT * FROM audit_log WHERE streamer_id = $1 AND giveaway_id = $6 AND id < $2'

export async function findAuditReach(
  reader: Reader,
  streamerId: StreamerId,
  after = Number.MAX_SAFE_INTEGER,
): Promise<number | undefined> {
  const [last] = await reader.query<{ readonly id: number }>(
    'SELECT id FROM audit_log WHERE streamer_id = $1 AND id < $2 ORDER BY id DESC OFFSET $3 LIMIT 1',
    [streamerId, after, linesLookedAt - 1],
  )
  return last?.id
}
