/** Which of the picks that came while somebody looks is drawn on the stage next. Pure. */

interface Pick {
  readonly pick: number
  readonly state: string
}

/** Picks revealed one after the other; those behind them are shown at once, so that a hundred winners do not take an hour. */
const mostRevealed = 5

/** Up to which pick all are shown, and how many were revealed since the last rest. */
export interface Revealed {
  readonly upTo: number
  readonly inRow: number
}

/** The next to reveal: the first new one that was not passed over; nothing where all are shown. */
export function findNext<Found extends Pick>(picks: readonly Found[], { upTo }: Revealed): Found | undefined {
  return picks.find(({ pick, state }) => pick > upTo && state !== 'passed-over')
}

/** How it stands once the next one was revealed. */
export function afterReveal(picks: readonly Pick[], revealed: Revealed): Revealed {
  const shown = findNext(picks, revealed)
  const after = { upTo: shown?.pick ?? revealed.upTo, inRow: revealed.inRow + 1 }
  const isOver = after.inRow === mostRevealed || !findNext(picks, after)
  return isOver ? { upTo: picks.at(-1)?.pick ?? 0, inRow: 0 } : after
}
