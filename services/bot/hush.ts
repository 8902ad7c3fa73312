/** Keeps the bot from saying the same thing again and again. */
import { LRUCache } from 'lru-cache'
import type { Clock } from '@streambot/shared/engine/ports.ts'

export interface Hush {
  /** Whether it may be said now; then it may not for so many milliseconds. */
  mayTell(key: string, ms: number): boolean
}

/** Remembers the latest ten thousand; who is forgotten is told once more. */
export function createHush(clock: Clock, max = 10_000): Hush {
  const told = new LRUCache<string, number>({ max })
  return {
    mayTell(key, ms) {
      const now = clock.now().getTime()
      const before = told.get(key)
      if (before !== undefined && now - before < ms) return false
      told.set(key, now)
      return true
    },
  }
}
