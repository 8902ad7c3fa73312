/** Counting within a window of time, as limits do. */

/** Counts for each key how many fall into a window of time. */
export interface Window {
  isFull(key: string, limit: number): boolean
  add(key: string): void
}

/** A sliding window. */
export function createWindow(milliseconds: number, now: () => number): Window {
  const times = new Map<string, number[]>()
  return {
    isFull(key, limit) {
      const since = now() - milliseconds
      const kept = (times.get(key) ?? []).filter((time) => time > since)
      times.set(key, kept)
      return kept.length >= limit
    },
    add(key) {
      const list = times.get(key)
      if (list) list.push(now())
      else times.set(key, [now()])
    },
  }
}
