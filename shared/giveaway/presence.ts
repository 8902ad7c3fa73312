/** When a stream counts as live. */

export interface Liveness {
  readonly live: boolean
  /** Looks in a row that did not find it live. */
  readonly misses: number
}

export const notSeenLive: Liveness = { live: false, misses: 0 }

/** A platform says at times that a stream is over while it goes on: it takes two such looks in a row. */
const mostMisses = 2

export function seeLive({ live, misses }: Liveness, isLive: boolean): Liveness {
  if (isLive) return { live: true, misses: 0 }
  return { live: live && misses + 1 < mostMisses, misses: misses + 1 }
}
