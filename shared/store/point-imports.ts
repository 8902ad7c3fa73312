/** `point_imports`: files of points that came from other bots. */
import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import type { PageAsk } from '../engine/ports/channel.ts'
import type { Imported, ImportStep, NewImport, PointImport } from '../engine/ports/rows.ts'
import type { ImportMode } from '../giveaway/ledger.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { pointImports } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

/** Notes an import. The unique index keeps a file to one that stands: a second one waits for the first to end, and gets it. */
export async function addImport(
  { queryBuilt, query }: Session,
  ask: NewImport,
): Promise<{ isNew: boolean; kept: PointImport }> {
  const { streamerId, source, checksum, rows, mode } = ask
  const [added] = await query<{ id: number }>(
    `INSERT INTO point_imports (streamer_id, source, checksum, rows, mode) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (streamer_id, checksum) WHERE reversed_at IS NULL DO NOTHING RETURNING id`,
    [streamerId, source, checksum, rows, mode],
  )
  const kept = await findImport({ query, queryBuilt }, streamerId, checksum)
  if (!kept) throw new Error(`The import of file ${checksum} was noted, but no row came back.`)
  return { isNew: added !== undefined, kept }
}

export function changeImport({ sendBuilt }: Session, importId: number, step: ImportStep): void {
  sendBuilt(build.update(pointImports).set(step).where(eq(pointImports.id, importId)))
}

export async function lockImport(
  { queryBuilt }: Session,
  streamerId: StreamerId,
  importId: number,
): Promise<PointImport | undefined> {
  const isAsked = and(eq(pointImports.streamerId, streamerId), eq(pointImports.id, importId))
  const [row] = await queryBuilt(build.select().from(pointImports).where(isAsked).for('update'))
  return row && toImport(row)
}

/** The import of a file that stands, when there is one. */
export async function findImport(
  reader: Reader,
  streamerId: StreamerId,
  checksum: string,
): Promise<PointImport | undefined> {
  const isStanding = and(
    eq(pointImports.streamerId, streamerId),
    eq(pointImports.checksum, checksum),
    isNull(pointImports.reversedAt),
  )
  const [row] = await reader.queryBuilt(build.select().from(pointImports).where(isStanding))
  return row && toImport(row)
}

/** The newest first. */
export async function listImports(
  reader: Reader,
  streamerId: StreamerId,
  { after = Number.MAX_SAFE_INTEGER, count }: PageAsk<number>,
): Promise<PointImport[]> {
  const isAsked = and(eq(pointImports.streamerId, streamerId), lt(pointImports.id, after))
  const rows = await reader.queryBuilt(
    build.select().from(pointImports).where(isAsked).orderBy(desc(pointImports.id)).limit(count),
  )
  return rows.map(toImport)
}

/** What an import moved, by viewer id. */
export function findImported(reader: Reader, importId: number): Promise<Imported[]> {
  return reader.query<{ viewerId: number; name: string; amount: number }>(
    // Whoever was merged since is one person now, with what was imported for both.
    `SELECT l.viewer_id AS "viewerId", coalesce(seen.display_name, 'viewer ' || l.viewer_id) AS name, amount
       FROM (SELECT coalesce(merged_into, viewer_id) AS viewer_id, sum(amount)::bigint AS amount
               FROM balance_ledger JOIN viewers v ON v.id = viewer_id
              WHERE reason = 'import' AND key = 'import:' || $1::text GROUP BY 1) l
       LEFT JOIN LATERAL (
              SELECT display_name FROM chat_identities i WHERE i.viewer_id = l.viewer_id ORDER BY seen_at DESC LIMIT 1) seen ON true
      ORDER BY l.viewer_id`,
    [importId],
  )
}

function toImport(row: typeof pointImports.$inferSelect): PointImport {
  const { reversedAt, mode, ...same } = row
  // The table's check admits no other modes.
  return { ...same, mode: mode as ImportMode, reversedAt: reversedAt ?? undefined }
}
