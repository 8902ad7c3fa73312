/** Reading the numbers people type: `100`, `1k`, `1.5k`, `2m`, `25%`, `max`, `all`. */

/** An amount as it was said. What a share or all of it comes to depends on a balance: `countPoints`. */
export type Amount =
  | { readonly kind: 'points'; readonly points: number }
  | { readonly kind: 'share'; readonly percent: number }
  | { readonly kind: 'all' }

/** The largest number of points that can be typed, and the largest balance a command may make. */
export const mostPoints = 1_000_000_000_000

/** How long a change of points can be undone. */
export const undoMinutes = 10

const units = { '': 1, k: 1_000, m: 1_000_000 } as const

/**
 * Reads an amount. Nothing for what is not a whole, positive number of points up to `mostPoints` after its unit, or a share of
 * 1 to 100 %. Full-width and other compatibility digits count as digits; hexadecimal, exponents and separators do not.
 */
export function readAmount(text: string): Amount | undefined {
  const said = text.normalize('NFKC').toLowerCase()
  if (said === 'max' || said === 'all') return { kind: 'all' }
  const share = /^(\d{1,3})%$/.exec(said)
  if (share) return readShare(Number(share[1]))
  const points = readWhole(said)
  return points === undefined ? undefined : { kind: 'points', points }
}

/** Reads a whole number from 1 to `mostPoints`, with an optional `k` or `m`. Nothing for anything else. */
export function readWhole(text: string): number | undefined {
  const parts = /^(\d{1,13})(?:\.(\d{1,6}))?([km]?)$/.exec(text.normalize('NFKC').toLowerCase())
  if (!parts) return undefined
  const [, whole = '', fraction = '', unit = ''] = parts
  const scale = units[unit as keyof typeof units] // the pattern admits no other unit
  if (10 ** fraction.length > scale) return undefined
  const points = Number(whole) * scale + Number(fraction || '0') * (scale / 10 ** fraction.length)
  return points >= 1 && points <= mostPoints ? points : undefined
}

/** What an amount comes to for somebody with this balance, rounded down. */
export function countPoints(amount: Amount, balance: number): number {
  switch (amount.kind) {
    case 'points':
      return amount.points
    case 'share':
      return Math.floor((balance * amount.percent) / 100)
    case 'all':
      return balance
  }
}

export type PointsChange = 'add' | 'remove' | 'set'

/** What somebody has after a change by a moderator; below 0 where there are not enough points for it. */
export function countTarget(change: PointsChange, had: number, amount: number): number {
  switch (change) {
    case 'add':
      return had + amount
    case 'remove':
      return had - amount
    case 'set':
      return amount
  }
}

function readShare(percent: number): Amount | undefined {
  return percent >= 1 && percent <= 100 ? { kind: 'share', percent } : undefined
}
