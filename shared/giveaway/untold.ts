/** What a platform tells nobody of its viewers, by what of a giveaway rests on it. `shared/platforms` holds who is asked and how. */
import type { Platform } from './words.ts'

const platformsWithout = {
  /** Who follows, and since when. */
  follow: ['youtube', 'kick'],
  /** How old an account is. */
  account: ['kick'],
  /** VIPs: only moderators pass for one there. */
  vip: ['youtube'],
  /** Tiers of a subscription: everybody has the first one there. */
  tier: ['youtube', 'kick'],
} as const satisfies Record<string, readonly Platform[]>

export type Untold = keyof typeof platformsWithout

/** Those of the platforms that cannot tell this. */
export function findUntold(what: Untold, platforms: readonly Platform[]): Platform[] {
  const without: readonly Platform[] = platformsWithout[what]
  return platforms.filter((platform) => without.includes(platform))
}
