/** The picture of a draw, as numbers. The draw is done and published before; here is only how something turns until it stops on its winner. Pure. */
import type { PublicPick } from '@streambot/shared/contract/http.ts'
import type { Sample } from '@streambot/shared/contract/overlay.ts'

type Entrant = Pick<PublicPick, 'platform' | 'userId' | 'name'>

/** Who stands on a wheel or reel, and which of them it stops on. */
export interface Lineup {
  readonly names: readonly string[]
  readonly stopsOn: number
}

/** So many names can be told apart. */
export const mostNames = 60

/** The sample with the winner at a place by chance, and without those who have won before. `chance` gives numbers from 0 to below 1. */
export function lineUp(
  { entries }: Pick<Sample, 'entries'>,
  winner: Entrant,
  before: readonly Entrant[],
  chance: () => number,
): Lineup {
  const out = new Set([winner, ...before].map(keyOf))
  const others = entries.filter((entry) => !out.has(keyOf(entry))).slice(0, mostNames - 1)
  const stopsOn = Math.floor(chance() * (others.length + 1))
  return { names: others.toSpliced(stopsOn, 0, winner).map(({ name }) => name), stopsOn }
}

const keyOf = ({ platform, userId }: Entrant): string => `${platform}:${userId}`

/** How far something has turned at a part of its time, both from 0 to 1: off quickly, and slower and slower to its stop. */
export function ease(part: number): number {
  const left = 1 - Math.min(1, Math.max(0, part))
  return 1 - left ** 4
}

const full = 2 * Math.PI

/** The angle at which a wheel stops, in radians: its pointer stands at the top, and slice 0 begins at the right. `within`: where in the slice, from 0 to below 1. */
export function wheelStop(count: number, slice: number, turns: number, within: number): number {
  // Never so near to an edge that one has to look twice.
  const inside = 0.15 + within * 0.7
  return full * turns - Math.PI / 2 - ((slice + inside) * full) / count
}

/** The slice under the pointer. */
export function sliceAt(count: number, angle: number): number {
  const under = (((-Math.PI / 2 - angle) % full) + full) % full
  return Math.floor((under / full) * count) % count
}

/** How many rows a reel has gone by when it stops on a row; its names come again and again. */
export function reelStop(count: number, row: number, rounds: number): number {
  return count * rounds + row
}
