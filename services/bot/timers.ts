/** Waiting, as something that can be handed in: tests turn it by hand. */

export interface Timers {
  /** Does the work once, so many milliseconds from now. Gives what calls it off. */
  after(ms: number, work: () => void): () => void
}

export const realTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}
