/** How many are in. The number runs to where it stands. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { make, setText } from '../panel/parts/dom.ts'
import { makeCard } from './card.ts'
import { animate } from './loop.ts'
import { calm } from './motion.ts'
import type { Say } from './words.ts'

const runMs = 700

export function makeCounter(language: string, say: Say) {
  const numbers = new Intl.NumberFormat(language)
  const digits = make('div', 'number')
  const label = make('div', 'label')
  const tickets = make('div', 'tickets')
  const card = makeCard('counter', digits, make('div', 'labels', label, tickets))
  let shown = 0
  let from = 0
  let to = 0
  let start = 0
  let running = false

  const frame = (now: number): boolean => {
    const part = Math.min(1, (now - start) / runMs)
    shown = Math.round(from + (to - from) * (1 - (1 - part) ** 3))
    setText(digits, numbers.format(shown))
    running = part < 1
    return running
  }
  const runTo = (count: number): void => {
    if (count === to) return
    from = shown
    to = count
    start = performance.now()
    if (calm() || document.hidden) frame(start + runMs)
    else if (!running) {
      running = true
      animate(frame)
    }
  }
  setText(digits, '0')

  return {
    ...card,
    update(giveaway: PublicGiveaway | undefined) {
      // Active chatters are counted once it is closed and the last lines are in.
      const isCounted = giveaway !== undefined && (giveaway.kind !== 'active' || giveaway.digest !== null)
      card.show(isCounted)
      if (!isCounted) return
      const { entryCount, ticketCount } = giveaway
      runTo(entryCount)
      setText(label, say('counter.entries', { count: entryCount }))
      setText(tickets, ticketCount > entryCount ? say('counter.tickets', { count: ticketCount }) : '')
    },
  }
}
