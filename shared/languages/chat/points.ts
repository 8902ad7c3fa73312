/** What is said of points to those who have them, written to follow "@name, ". */
import { at, nameOf, number, points } from './phrases.ts'
import type { Speech } from './speech.ts'

export function balance(speech: Speech, amount: number): string {
  return speech.say('points.mine', { points: points(speech, amount) })
}

export function balanceOf(speech: Speech, name: string, amount: number): string {
  return speech.say('points.theirs', { name: at(speech, name), points: points(speech, amount) })
}

export function gave(speech: Speech, name: string, amount: number, mine: number, theirs: number): string {
  return speech.say('points.gave', { points: points(speech, amount), name: at(speech, name), theirs, balance: mine })
}

export interface Stake {
  readonly won: boolean
  readonly stake: number
  /** After it. */
  readonly balance: number
  /** The chance to double, in percent: said every time. */
  readonly percent: number
}

/** What came of a stake. */
export function gambled(speech: Speech, { won, stake, balance: held, percent }: Stake): string {
  const said = { points: points(speech, stake), balance: held, percent }
  return speech.say(won ? 'gamble.won' : 'gamble.lost', said)
}

export function stakes(speech: Speech, { least, most }: { readonly least: number; readonly most: number }): string {
  return speech.say('gamble.stakes', { least: number(speech, least), points: points(speech, most) })
}

/** The leaderboard, the richest first. Names without `@`: nobody is called for it. */
export function richest(
  speech: Speech,
  people: readonly { readonly name: string; readonly balance: number }[],
): string {
  if (people.length === 0) return speech.say('points.nobody')
  const places = people.map(({ name, balance: held }, index) =>
    speech.say('points.place', { rank: index + 1, name: nameOf(speech, name), points: points(speech, held) }),
  )
  return speech.say('points.richest', { list: places.join(', ') })
}

/** A change that a moderator took back. `amount` is what moved: less than 0 went from them. */
export function undone(speech: Speech, name: string, amount: number, theirs: number): string {
  const said = { points: points(speech, Math.abs(amount)), name: at(speech, name), theirs }
  return speech.say(amount < 0 ? 'undone.taken' : 'undone.returned', said)
}
