/** One of something for each platform. */
import type { Platform } from '../giveaway/words.ts'

export function byPlatform<T>(make: () => T): Record<Platform, T> {
  return { twitch: make(), youtube: make(), kick: make(), guest: make() }
}
