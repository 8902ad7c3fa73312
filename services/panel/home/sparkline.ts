/** Entries a minute over the last minutes, as a small curve. */
import type { Activity } from '@streambot/shared/contract/live.ts'
import { make, makePath, makeSvg, setText } from '../parts/dom.ts'
import { say, sayAround } from '../parts/say.ts'
import { sayNumber } from '../parts/words.ts'

export interface Sparkline {
  readonly element: HTMLElement
  /** Times in milliseconds; `until` is now, or when the giveaway closed. */
  show(growth: Activity['growth'], since: number, until: number): void
}

const width = 480
const height = 72
/** The curve lies this high at least, clear of the round corners. */
const floor = 12
const steps = 24
const minute = 60_000

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
      const length = Math.min(5 * minute, Math.max(2 * minute, until - since))
      const curve = drawCurve(readRates(growth, until - length, until))
      line.setAttribute('d', curve)
      area.setAttribute('d', `${curve} L${width} ${height} L0 ${height} Z`)
      setText(rate, sayChange(countAt(growth, until) - countAt(growth, until - minute)))
      setText(span, say('home.span', { count: Math.round(length / minute) }))
    },
  }
}

/** Entries of each step of time. Nobody leaves the curve below zero. */
function readRates(growth: Activity['growth'], from: number, until: number): number[] {
  const step = (until - from) / steps
  return Array.from({ length: steps }, (_, index) =>
    Math.max(0, countAt(growth, from + (index + 1) * step) - countAt(growth, from + index * step)),
  )
}

/** The count as it was known at a time; before the first known count nothing had changed. */
function countAt(growth: Activity['growth'], time: number): number {
  const known = growth.findLast(({ at }) => Date.parse(at) <= time)
  return (known ?? growth[0])?.entryCount ?? 0
}

function sayChange(change: number): string {
  return change > 0 ? `+${sayNumber(change)}` : sayNumber(change)
}

function drawCurve(rates: readonly number[]): string {
  const most = Math.max(1, ...rates)
  const points = rates.map((rate, index) => ({
    x: (index / (rates.length - 1)) * width,
    y: height - floor - (rate / most) * (height - floor - 2),
  }))
  // Through the middles, bent towards the points: smooth, and never above the highest.
  const bends = points.slice(1).map((point, index) => {
    const before = points[index] ?? point
    return `Q${before.x} ${before.y} ${(before.x + point.x) / 2} ${(before.y + point.y) / 2}`
  })
  const [first, last] = [points[0], points.at(-1)]
  return `M${first?.x ?? 0} ${first?.y ?? height} ${bends.join(' ')} L${last?.x ?? width} ${last?.y ?? height}`
}
