/** The names that go by before a winner. Pure: chance is given. */
import type { Platform } from '@streambot/shared/giveaway/words.ts'

export interface Reeled {
  readonly platform: Platform
  readonly name: string
}

const length = 40

/** Names of entrants in any order, none twice in a row where there are others, and the winner last. */
export function makeReel(names: readonly Reeled[], winner: Reeled, chance: () => number): readonly Reeled[] {
  const others = names.filter((one) => !isSame(one, winner))
  const pool = others.length > 0 ? others : [winner]
  const reel: Reeled[] = []
  while (reel.length < length) {
    const fresh = pool.filter((one) => pool.length === 1 || reel.length === 0 || one !== reel.at(-1))
    const next = fresh[Math.floor(chance() * fresh.length)]
    if (next) reel.push(next)
  }
  return [...reel, winner]
}

function isSame(one: Reeled, other: Reeled): boolean {
  return one.platform === other.platform && one.name === other.name
}
