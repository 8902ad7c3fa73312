/** Plays acts one after the other. */
import type { Act } from './acts.ts'
import { calm } from './motion.ts'

/** More than anybody would wait for: then all are shown as they came out. */
const mostWaiting = 40

export interface Player {
  readonly isPlaying: boolean
  add(acts: readonly Act[]): void
  /** Nothing of what waits is played any more. */
  stop(): void
}

/** `perform` ends soon when it is broken off. `ended` is told of each act that is over, played or not. */
export function makePlayer(
  perform: (act: Act, breakOff: AbortSignal) => Promise<void>,
  ended: (act: Act) => void,
): Player {
  let acts: readonly Act[] = []
  let playing: AbortController | undefined

  const playAll = async (): Promise<void> => {
    for (let act = acts[0]; act; act = acts[0]) {
      playing = new AbortController()
      // What nobody sees, or wants to see, is not played: it is shown as it came out.
      if (document.hidden || calm()) playing.abort()
      await perform(act, playing.signal)
      // Stopped meanwhile, none is left.
      if (acts[0] !== act) continue
      acts = acts.slice(1)
      ended(act)
    }
    playing = undefined
  }
  const stop = (): void => {
    const dropped = acts
    acts = []
    playing?.abort()
    for (const act of dropped) ended(act)
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) playing?.abort()
  })

  return {
    get isPlaying() {
      return acts.length > 0
    },
    add(added) {
      if (added.length === 0) return
      acts = [...acts, ...added]
      if (acts.length > mostWaiting) return stop()
      if (!playing) void playAll()
    },
    stop,
  }
}
