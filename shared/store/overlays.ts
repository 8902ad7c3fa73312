/** `overlays`: pages for OBS. One that is revoked stays as a row, and is found no more. */
import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import type { NewOverlay, Overlay, OverlayStep } from '../engine/ports/overlays.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { overlays } from '../schema.ts'
import { noteUse } from './last-used.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function addOverlay({ queryBuilt }: Session, overlay: NewOverlay): Promise<Overlay> {
  return toOverlay(theRow(await queryBuilt(build.insert(overlays).values(overlay).returning()), overlay.id))
}

export async function lockOverlay(
  { queryBuilt }: Session,
  streamerId: StreamerId,
  id: string,
): Promise<Overlay | undefined> {
  const isTheirs = and(eq(overlays.id, id), stands(streamerId))
  const [row] = await queryBuilt(build.select().from(overlays).where(isTheirs).for('no key update'))
  return row && toOverlay(row)
}

export async function countOverlays({ queryBuilt }: Session, streamerId: StreamerId): Promise<number> {
  const [row] = await queryBuilt(
    build
      .select({ count: count().as('count') })
      .from(overlays)
      .where(stands(streamerId)),
  )
  return row?.count ?? 0
}

export async function changeOverlay({ queryBuilt }: Session, id: string, step: OverlayStep): Promise<Overlay> {
  return toOverlay(
    theRow(await queryBuilt(build.update(overlays).set(step).where(eq(overlays.id, id)).returning()), id),
  )
}

export function revokeOverlay({ sendBuilt }: Session, id: string): void {
  sendBuilt(
    build
      .update(overlays)
      .set({ revokedAt: sql`now()` })
      .where(eq(overlays.id, id)),
  )
}

export async function findOverlays({ queryBuilt }: Reader, streamerId: StreamerId): Promise<Overlay[]> {
  const rows = await queryBuilt(
    build.select().from(overlays).where(stands(streamerId)).orderBy(asc(overlays.createdAt), asc(overlays.id)),
  )
  return rows.map(toOverlay)
}

export async function useOverlay(reader: Reader, tokenHash: string, now: Date): Promise<Overlay | undefined> {
  const isIt = and(eq(overlays.tokenHash, tokenHash), isNull(overlays.revokedAt))
  const [row] = await reader.queryBuilt(build.select().from(overlays).where(isIt))
  if (!row) return undefined
  await noteUse(reader, 'overlays', row, now, 'revoked_at IS NULL')
  return toOverlay(row)
}

type Row = typeof overlays.$inferSelect

const stands = (streamerId: StreamerId) => and(eq(overlays.streamerId, streamerId), isNull(overlays.revokedAt))

function theRow([row]: readonly Row[], id: string): Row {
  if (!row) throw new Error(`The overlay ${id} was written, but no row came back.`)
  return row
}

function toOverlay({ lastUsedAt, ...overlay }: Row): Overlay {
  return { ...overlay, lastUsedAt: lastUsedAt ?? undefined }
}
