/** Chance that repeats: the same seed gives the same numbers, names and tokens. */
export interface Chance {
  /** From 0 up to, but never, 1. */
  next(): number
  /** A whole number from 0 up to, but never, `limit`. */
  below(limit: number): number
  /** True with this probability. */
  rolls(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Lower-case letters and digits, as Twitch's tokens are. */
  word(length: number): string
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Chance from a seed. Without one it differs each time. */
export function createChance(seed: number | string = `${Date.now()}${Math.random()}`): Chance {
  const next = createNumbers(hash(String(seed)))
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    rolls: (probability) => next() < probability,
    pick: (list) => pick(list, below(list.length)),
    word: (length) => Array.from({ length }, () => letters[below(letters.length)]).join(''),
  }
}

function pick<T>(list: readonly T[], index: number): T {
  if (list.length === 0) throw new RangeError('cannot pick from an empty list')
  return list[index] as T // index is below the length
}

/** Mulberry32: small, fast, and good enough for a crowd. */
function createNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** FNV-1a of a text in 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}
