/** Curves of entries and of lines a minute, as paths of a picture of `width` by `height`. */
import type { Activity } from '@streambot/shared/contract/live.ts'

export const width = 480
export const height = 72
export const minute = 60_000
/** The curve lies this high at least, clear of the round corners. */
const floor = 12
const steps = 24

export interface Chart {
  /** Milliseconds that it shows. */
  readonly length: number
  readonly curve: string
  /** The curve, closed below. */
  readonly area: string
  /** How many entered in the last minute; negative where more left. */
  readonly lastMinute: number
}

/** Times in milliseconds; `until` is now, or when the giveaway closed. */
export function chartOf(growth: Activity['growth'], since: number, until: number): Chart {
  const length = Math.min(5 * minute, Math.max(2 * minute, until - since))
  const curve = drawCurve(readRates(growth, until - length, until))
  const lastMinute = countAt(growth, until) - countAt(growth, until - minute)
  return { length, curve, area: `${curve} L${width} ${height} L0 ${height} Z`, lastMinute }
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

/** Rates one after the other, the highest near the top. */
export function drawCurve(rates: readonly number[]): string {
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
