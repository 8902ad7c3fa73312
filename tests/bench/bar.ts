/** A bar: one ratio measured in one run, and what it must reach. */
import type { Ground } from './ground.ts'

export interface Bar {
  readonly name: string
  /** What is compared with what, in words. */
  readonly what: string
  readonly limit: number
  readonly kind: 'at-least' | 'at-most'
  /** Measures both sides several times and gives their ratio. */
  measure(ground: Ground): Promise<number>
}

/** Rounds of each side; both sides take turns, so that a slow minute hits both. */
export const rounds = 5

/** The median: half of the values are below it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return (low + high) / 2
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Seconds that the work takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

/** Tells a figure beside the ratio. */
export function tell(bar: string, text: string): void {
  console.log(`    ${bar}: ${text}`)
}
