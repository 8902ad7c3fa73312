/** A person, whatever rooms there are. */
import type { Chance } from './chance.ts'

export interface Person {
  /** A numeric string that never changes. */
  readonly id: string
  login: string
  displayName: string
  color: string
  readonly createdAt: Date
  /** Verified bots have wider limits. */
  verified: boolean
}

export type NewPerson = Partial<Omit<Person, 'login'>> & { readonly login: string }

const colors = ['#FF0000', '#0000FF', '#008000', '#B22222', '#FF7F50', '#9ACD32', '#FF4500', '#2E8B57', '#DAA520']
const day = 86_400_000

/** Fills in what was not asked for. `index` counts the people there are. */
export function makePerson(asked: NewPerson, chance: Chance, index: number, now: number): Person {
  return {
    id: asked.id ?? String(100_000_000 + index * 9973 + chance.below(9973)),
    login: asked.login.toLowerCase(),
    displayName: asked.displayName ?? asked.login,
    color: asked.color ?? chance.pick(colors),
    createdAt: asked.createdAt ?? new Date(now - (30 + chance.below(2500)) * day),
    verified: asked.verified ?? false,
  }
}
