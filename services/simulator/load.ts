/** Saying very much, no faster than it is taken. */
import type { Person } from './world.ts'

export interface LoadLine {
  readonly person: Person
  readonly text: string
  readonly id?: string
  /** Milliseconds; now when absent. */
  readonly sentAt?: number
}

/** So many bytes may wait in a socket. */
export const mostBytesWaiting = 4_000_000

/** Says the lines, so many at once, and pauses while too much waits. */
export async function sayInParts<T>(
  lines: Iterable<T>,
  size: number,
  say: (part: readonly T[]) => void,
  isFull: () => boolean,
): Promise<void> {
  for (const part of chunk(lines, size)) {
    say(part)
    do await new Promise((resolve) => setImmediate(resolve))
    while (isFull())
  }
}

function* chunk<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = []
  for (const item of items) {
    part.push(item)
    if (part.length < size) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
