/** What somebody is in the panel: its streamer, a helper, or nobody. */
import type { Share } from '@streambot/shared/engine/ports/access.ts'
import type { PanelRole } from '@streambot/shared/giveaway/access.ts'
import type { UserId } from '@streambot/shared/giveaway/words.ts'
import type { Api } from './options.ts'

/** The role, and of a helper what they hold. */
interface Standing {
  readonly role: PanelRole
  readonly share?: Share
}

/** Asks the database each time, so that what was revoked opens nothing from then on. Nothing: they have no part in the panel. */
export async function findStanding(
  { store, clock, streamerId }: Api,
  userId: UserId | undefined,
): Promise<Standing | undefined> {
  if (userId === undefined) return undefined
  if (userId === streamerId) return { role: 'streamer' }
  const share = await store.useShare(streamerId, userId, clock.now())
  return share && { role: share.role, share }
}
