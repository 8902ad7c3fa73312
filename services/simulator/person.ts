/** A person, whatever rooms there are. */
import { createHash } from 'node:crypto'
import type { Chance } from './chance.ts'

/** Somebody's account on a platform other than Twitch. */
export interface Account {
  /** YouTube: the channel's `UC...`; Kick: a number. It never changes. */
  readonly id: string
  /** YouTube: the handle without `@`; Kick: the slug. */
  login: string
  displayName: string
}

/** `id`, `login` and `displayName` are those on Twitch. */
export interface Person {
  /** A numeric string that never changes. */
  readonly id: string
  login: string
  displayName: string
  color: string
  readonly createdAt: Date
  /** Verified bots have wider limits. */
  verified: boolean
  /** Absent: a person without a channel there. */
  readonly youtube: Account | undefined
  readonly kick: Account | undefined
}

export type NewPerson = Partial<Omit<Person, 'login'>> & { readonly login: string }

const colors = ['#FF0000', '#0000FF', '#008000', '#B22222', '#FF7F50', '#9ACD32', '#FF4500', '#2E8B57', '#DAA520']
const day = 86_400_000

/** Fills in what was not asked for. `index` counts the people there are. */
export function makePerson(asked: NewPerson, chance: Chance, index: number, now: number): Person {
  const id = asked.id ?? String(100_000_000 + index * 9973 + chance.below(9973))
  const displayName = asked.displayName ?? asked.login
  const login = asked.login.toLowerCase()
  return {
    id,
    login,
    displayName,
    youtube: { id: makeChannelId(id), login, displayName },
    kick: { id: String(2_000_000 + index * 97), login: makeSlug(login), displayName },
    color: asked.color ?? chance.pick(colors),
    createdAt: asked.createdAt ?? new Date(now - (30 + chance.below(2500)) * day),
    verified: asked.verified ?? false,
    ...('youtube' in asked && { youtube: asked.youtube }),
    ...('kick' in asked && { kick: asked.kick }),
  }
}

/** Gives a person another name on every platform. */
export function renamePerson(person: Person, login: string, displayName: string): void {
  Object.assign(person, { login, displayName })
  if (person.youtube) Object.assign(person.youtube, { login, displayName })
  if (person.kick) Object.assign(person.kick, { login: makeSlug(login), displayName })
}

/** Kick has dashes where others have underscores. */
function makeSlug(login: string): string {
  return login.replaceAll('_', '-')
}

/** `UC` and sixteen bytes, as YouTube's are, always the same for one person. */
function makeChannelId(id: string): string {
  return `UC${createHash('md5').update(`channel of ${id}`).digest('base64url')}`
}
