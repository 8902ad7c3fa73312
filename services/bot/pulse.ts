/** Work that is done again and again: soon after a nudge, else after a rest; never twice at the same time. */
import type { Timers } from './timers.ts'

export interface PulseOptions {
  /** Must not reject: whoever makes the pulse decides what becomes of faults. */
  readonly work: () => Promise<void>
  /** The rest between two times without a nudge, in milliseconds. */
  readonly restMs: number
  /** How long nudges gather, in milliseconds: a storm of them is one. */
  readonly gatherMs: number
  readonly timers: Timers
}

export interface Pulse {
  nudge(): void
  /** No more work; resolves when what is under way has ended. */
  stop(): Promise<void>
}

export function createPulse({ work, restMs, gatherMs, timers }: PulseOptions): Pulse {
  let stopped = false
  let nudged = false
  let underWay: Promise<void> | undefined
  let soon = false
  let cancel = timers.after(restMs, beat)

  function beat(): void {
    soon = false
    nudged = false
    underWay = work().finally(() => {
      underWay = undefined
      if (!stopped) plan(nudged)
    })
  }

  function plan(isSoon: boolean): void {
    cancel()
    soon = isSoon
    cancel = timers.after(isSoon ? gatherMs : restMs, beat)
  }

  return {
    nudge() {
      nudged = true
      if (!stopped && !underWay && !soon) plan(true)
    },
    async stop() {
      stopped = true
      cancel()
      await underWay
    },
  }
}
