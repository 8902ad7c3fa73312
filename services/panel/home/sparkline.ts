/** Entries a minute over the last minutes, as a small curve. */
import type { Activity } from '@streambot/shared/contract/live.ts'
import { chartOf, height, minute, width } from '../parts/curve.ts'
import { make, makePath, makeSvg, setText } from '../parts/dom.ts'
import { say, sayAround } from '../parts/say.ts'
import { sayNumber } from '../parts/words.ts'

export interface Sparkline {
  readonly element: HTMLElement
  /** Times in milliseconds; `until` is now, or when the giveaway closed. */
  show(growth: Activity['growth'], since: number, until: number): void
}

export function makeSparkline(): Sparkline {
  const [area, line] = [makePath('', 'area'), makePath('', 'line')]
  const svg = makeSvg(`0 0 ${width} ${height}`, area, line)
  svg.setAttribute('preserveAspectRatio', 'none')
  const rate = make('strong', 'number')
  const span = make('span', 'fine')
  const caption = make('figcaption', '', make('span', '', ...sayAround('home.rate', { change: rate })), span)
  const element = make('figure', 'sparkline', caption, svg)

  return {
    element,
    show: (growth, since, until) => {
      const { length, curve, area: below, lastMinute } = chartOf(growth, since, until)
      line.setAttribute('d', curve)
      area.setAttribute('d', below)
      setText(rate, sayChange(lastMinute))
      setText(span, say('home.span', { count: Math.round(length / minute) }))
    },
  }
}

function sayChange(change: number): string {
  return change > 0 ? `+${sayNumber(change)}` : sayNumber(change)
}
