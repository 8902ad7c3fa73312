/** In what number and order messages arrive, faults included. */
import type { CommonFaults } from './faults.ts'
import type { Room } from './world.ts'

/** Gives the messages for a room as they arrive now. */
export type Arrange<T> = (room: Room, messages: readonly T[]) => readonly T[]

/** Repeats and swaps while the faults say so. */
export function createArrange<T>(faults: Pick<CommonFaults, 'copies' | 'swapPairs'>): Arrange<T> {
  const held = new Map<Room, T>()
  return (room, messages) => swap(room, repeat(messages, faults.copies), faults.swapPairs, held)
}

function repeat<T>(messages: readonly T[], copies: number): readonly T[] {
  if (copies === 1) return messages
  return messages.flatMap((message) => Array<T>(copies).fill(message))
}

/** Turns pairs round. A message without its pair waits; once the fault is off it goes first. */
function swap<T>(room: Room, messages: readonly T[], isOn: boolean, held: Map<Room, T>): readonly T[] {
  const waiting = held.get(room)
  held.delete(room)
  const queue = waiting === undefined ? messages : [waiting, ...messages]
  if (!isOn) return queue
  const last = queue.length % 2 === 1 ? queue.at(-1) : undefined
  if (last !== undefined) held.set(room, last)
  const pairs = last === undefined ? queue : queue.slice(0, -1)
  return pairs.map((_, index) => pairs[index ^ 1]).filter((message) => message !== undefined)
}
