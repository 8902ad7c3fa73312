/** Work that is done again and again: every so often, sooner when asked, and never too often. */
export interface Rhythm {
  /** Asks for a turn as soon as `gap` allows. One that is asked for during a turn comes after it. */
  soon(): void
  stop(): void
}

/** Turns every `every` milliseconds, with at least `gap` between the end of a turn and the next. `turn` never rejects. */
export function keepTurning(turn: () => Promise<void>, { every, gap }: { every: number; gap: number }): Rhythm {
  let timer: NodeJS.Timeout | undefined
  let asked = false
  let turning = false
  let stopped = false
  let ended = performance.now() - gap

  const plan = (delay: number): void => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void take(), delay)
  }
  const take = async (): Promise<void> => {
    asked = false
    turning = true
    await turn()
    turning = false
    ended = performance.now()
    plan(asked ? gap : every)
  }
  plan(every)

  return {
    soon: () => {
      if (asked) return
      asked = true
      if (!turning) plan(Math.max(0, ended + gap - performance.now()))
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
