/** `excluded_viewers`: who is kept out of all giveaways of a channel, or of one. */
import { and, eq } from 'drizzle-orm'
import type { GiveawayId, StreamerId, ViewerId } from '../giveaway/words.ts'
import { excludedViewers } from '../schema.ts'
import { build } from './statements.ts'
import type { Session } from './transaction.ts'

/** SQL for whether a viewer is kept out of a giveaway. */
export const isKeptOut = (streamer: string, giveaway: string, viewer: string): string => `
  EXISTS (SELECT FROM excluded_viewers x
           WHERE x.streamer_id = ${streamer} AND x.viewer_id = ${viewer} AND (x.giveaway_id IS NULL OR x.giveaway_id = ${giveaway}) OFFSET 0)`

/** Keeps a viewer out of all giveaways, or of the one that is named. */
export function excludeViewer(
  { sendBuilt }: Session,
  streamerId: StreamerId,
  viewerId: ViewerId,
  reason: string,
  actor: string,
  giveawayId?: GiveawayId,
): void {
  sendBuilt(
    build
      .insert(excludedViewers)
      .values({ streamerId, viewerId, giveawayId, reason, actor })
      .onConflictDoUpdate({
        target: [excludedViewers.streamerId, excludedViewers.viewerId, excludedViewers.giveawayId],
        set: { reason, actor },
      }),
  )
}

/** Lets a viewer in again, to all giveaways. */
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
