/** Raffles: points that are shared among some of those who join. */
import { mostPoints } from './amount.ts'

/** `endsAt` is what was told. */
export interface RaffleTimes {
  readonly openedAt: Date
  readonly endsAt: Date
}

/** Whether a raffle may be opened: everybody who wins gets a point at least, and nobody waits for more than an hour. */
export function isRaffle(points: number, seconds: number, winners: number): boolean {
  const isWhole = [points, seconds, winners].every(Number.isSafeInteger)
  return (
    isWhole &&
    seconds >= 10 &&
    seconds <= 3_600 &&
    winners >= 1 &&
    winners <= 100 &&
    points >= winners &&
    points <= mostPoints
  )
}

/** Whether a message of this time joins; the platform's clock counts, not the arrival. */
export function isInTime({ openedAt, endsAt }: RaffleTimes, sentAt: Date): boolean {
  return sentAt >= openedAt && sentAt <= endsAt
}

/** Shares of so many that come to all points: even, and what does not divide goes to the first ones, one each. */
export function shareOut(points: number, count: number): number[] {
  const [each, rest] = [Math.floor(points / count), points % count]
  return Array.from({ length: count }, (_, index) => each + (index < rest ? 1 : 0))
}

/** Picks so many, or all where there are fewer; nobody twice, and each as likely as the others where `below` is fair. */
export function pickSome<T>(all: readonly T[], count: number, below: (most: number) => number): T[] {
  const left = [...all]
  return Array.from({ length: Math.min(count, all.length) }, () => left.splice(below(left.length), 1)).flat()
}
