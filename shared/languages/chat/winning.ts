/** What is said of winners: drawn, claimed, missed, set aside. */
import type { Passing } from '../../giveaway/answers.ts'
import { type DrawnWinner, type Giveaway, type Platform, platformNames, type Winner } from '../../giveaway/words.ts'
import { cleanText } from './lines.ts'
import { andMore, at, countdown, nameOf, prize } from './phrases.ts'
import type { Speech } from './speech.ts'

type Named = Pick<DrawnWinner, 'name' | 'platform'>

/**
 * Winners, as they are told in the chat of one platform: whoever is on another one is not addressed. `leftMs` is how long they still have
 * to say something, where they must.
 */
export function drawn(
  speech: Speech,
  giveaway: Giveaway,
  winners: readonly Named[],
  here: Platform,
  link: string,
  leftMs?: number,
): string {
  const title = prize(speech, giveaway.title)
  if (winners.length === 0) return speech.say('winners.nobody', { prize: title })
  const said = { prize: title, names: nameAll(speech, winners, here), winners: winners.length, link }
  if (leftMs === undefined) return speech.say('winners.drawn', said)
  if (leftMs <= 0) return speech.say('winners.drawn-late', said)
  return speech.say('winners.drawn-claim', { ...said, time: countdown(speech, leftMs) })
}

/** Those who came first, and how many places are left behind the last of them. */
export function cameFirst(speech: Speech, giveaway: Giveaway, winners: readonly DrawnWinner[], here: Platform): string {
  return speech.say('winners.first', {
    names: nameAll(speech, winners, here),
    winners: winners.length,
    prize: prize(speech, giveaway.title),
    places: Math.max(0, giveaway.rules.winners - (winners.at(-1)?.pick ?? 0)),
  })
}

export function claimed(speech: Speech, giveaway: Giveaway, winner: Named, here: Platform, link: string): string {
  return speech.say('winners.claimed', {
    prize: prize(speech, giveaway.title),
    name: nameWinner(speech, winner, here),
    link,
  })
}

/** Where winners of keys find theirs. The key itself is never said. */
export function whereKeys(speech: Speech, publicUrl: string): string {
  return speech.say('winners.key', { link: `${publicUrl.replace(/\/+$/, '')}/me` })
}

export function missed(
  speech: Speech,
  giveaway: Giveaway,
  winners: readonly Named[],
  drawnNext: number,
  here: Platform,
): string {
  return speech.say('winners.missed', {
    names: nameAll(speech, winners, here),
    prize: prize(speech, giveaway.title),
    next: sayNext(speech, winners.length, drawnNext),
  })
}

export function setAside(speech: Speech, winner: Named, reason: string, drawnNext: number, here: Platform): string {
  return speech.say('winners.set-aside', {
    name: nameWinner(speech, winner, here),
    reason: cleanText(reason, 100) || speech.say('part.reason'),
    next: sayNext(speech, 1, drawnNext),
  })
}

/** Picks that the rules passed over, the first ones by name, and how many they are in all. */
export interface PassedOver {
  readonly picks: readonly (Named & { readonly reason: Passing })[]
  readonly count: number
  /** Picked in their place. */
  readonly drawn: number
}

export function passedOver(
  speech: Speech,
  giveaway: Giveaway,
  { picks, count, drawn: drawnNext }: PassedOver,
  here: Platform,
): string {
  const named = picks.map((pick) => `${nameWinner(speech, pick, here)} (${speech.say(`barred.${pick.reason}`)})`)
  return speech.say('winners.passed-over', {
    prize: prize(speech, giveaway.title),
    names: andMore(speech, named, count),
    next: speech.say(drawnNext > 0 ? 'next.others' : 'next.nobody'),
  })
}

/** The last of them, with what became of each. */
export function lastWinners(
  speech: Speech,
  giveaway: Giveaway,
  winners: readonly (Named & Pick<Winner, 'state'>)[],
  here: Platform,
): string {
  const latest = winners.slice(-mostWinners)
  const names = latest.map((winner) => speech.say(`note.${winner.state}`, { name: nameWinner(speech, winner, here) }))
  return speech.say('winners.latest', { prize: prize(speech, giveaway.title), names: andMore(speech, names) })
}

const mostWinners = 8

/** What became of the prize of somebody who asks for it. */
export function standing(
  speech: Speech,
  giveaway: Giveaway,
  { state, passedOver: why }: Pick<Winner, 'state' | 'passedOver'>,
): string {
  const reason = speech.say(why ? `barred.${why}` : 'barred.unknown')
  return speech.say(`won.${state}`, { prize: prize(speech, giveaway.title), reason })
}

/** The first names, and how many more. */
export function nameAll(speech: Speech, winners: readonly Named[], here: Platform): string {
  return andMore(
    speech,
    winners.map((winner) => nameWinner(speech, winner, here)),
  )
}

function nameWinner(speech: Speech, { name, platform }: Named, here: Platform): string {
  if (platform === here) return at(speech, name)
  // Nobody hears a guest in any chat.
  if (platform === 'guest') return nameOf(speech, name)
  return speech.say('part.elsewhere', { name: nameOf(speech, name), platforms: platformNames[platform] })
}

function sayNext(speech: Speech, out: number, drawnNext: number): string {
  if (drawnNext < out) return speech.say('next.nobody')
  return speech.say(out === 1 ? 'next.one' : 'next.several')
}
