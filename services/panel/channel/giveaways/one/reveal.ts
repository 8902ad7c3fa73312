/** Which picks are shown, and which one is being revealed: picks that come while somebody looks are drawn on the stage first. */
import type { ChannelWinner } from '@streambot/shared/contract/channel.ts'
import { useReducedMotion } from '@mantine/hooks'
import { useState } from 'react'
import { afterReveal, findNext, type Revealed } from './picks.ts'

/** Where the first ones win nothing is drawn, and for whoever asked for less motion nothing moves: then all stand at once. */
export function useReveal(winners: readonly ChannelWinner[], isPending: boolean, isDrawn: boolean) {
  const wantsStill = useReducedMotion()
  const isStill = wantsStill || !isDrawn
  const [revealed, setRevealed] = useState<Revealed>()
  // What stands when the page opens is no news.
  if (!revealed && !isPending) setRevealed({ upTo: winners.at(-1)?.pick ?? 0, inRow: 0 })
  const rolling = revealed && !isStill ? findNext(winners, revealed) : undefined
  return {
    rolling,
    shown: rolling && revealed ? winners.filter(({ pick }) => pick <= revealed.upTo) : winners,
    finish: () => revealed && setRevealed(afterReveal(winners, revealed)),
  }
}
