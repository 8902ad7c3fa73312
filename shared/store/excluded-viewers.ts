/** `excluded_viewers`: who is kept out of all giveaways of a channel. */
import { and, eq } from 'drizzle-orm'
import type { StreamerId, ViewerId } from '../giveaway/words.ts'
import { excludedViewers } from '../schema.ts'
import { build } from './statements.ts'
import type { Session } from './transaction.ts'

export function excludeViewer(
  { sendBuilt }: Session,
  streamerId: StreamerId,
  viewerId: ViewerId,
  reason: string,
  actor: string,
): void {
  sendBuilt(
    build
      .insert(excludedViewers)
      .values({ streamerId, viewerId, reason, actor })
      .onConflictDoUpdate({
        target: [excludedViewers.streamerId, excludedViewers.viewerId],
        set: { reason, actor },
      }),
  )
}

export async function includeViewer(
  { queryBuilt }: Session,
  streamerId: StreamerId,
  viewerId: ViewerId,
): Promise<boolean> {
  const gone = await queryBuilt(
    build
      .delete(excludedViewers)
      .where(and(eq(excludedViewers.streamerId, streamerId), eq(excludedViewers.viewerId, viewerId)))
      .returning({ viewerId: excludedViewers.viewerId }),
  )
  return gone.length > 0
}
