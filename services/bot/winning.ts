/** What is said of winners: drawn, claimed, missed, set aside. Written as the sentences of `replies.ts` are. */
import type { News } from '@streambot/shared/engine/ports/news.ts'
import type { Ineligibility } from '@streambot/shared/giveaway/answers.ts'
import type { DrawnWinner, Giveaway, Platform, Winner, WinnerState } from '@streambot/shared/giveaway/words.ts'
import { platformNames } from './conditions.ts'
import { cleanText } from './lines.ts'
import { and, at, count, duration, number, prize } from './phrases.ts'

const mostNames = 8

/**
 * Winners, as they are told in the chat of one platform: whoever is on another one is not addressed. `leftMs` is how long they still have
 * to say something, where they must.
 */
export function drawn(
  giveaway: Giveaway,
  winners: readonly DrawnWinner[],
  here: Platform,
  link: string,
  leftMs?: number,
): string {
  if (winners.length === 0) return `Nobody entered for ${prize(giveaway.title)}, so nobody wins.`
  const verb = winners.length === 1 ? 'winner is' : 'winners are'
  const all = `The ${verb} ${nameAll(winners, here)}`
  const check = `Check the draw: ${link}`
  if (leftMs === undefined) return `${all}, congratulations! Prize: ${prize(giveaway.title)}. ${check}`
  if (leftMs <= 0) return `${all} for ${prize(giveaway.title)}, and the time to say something is over. ${check}`
  return `${all}: say something here within ${sayWithin(leftMs)} to claim ${prize(giveaway.title)}! ${check}`
}

/** Those who came first, and how many places are left behind the last of them. */
export function cameFirst(giveaway: Giveaway, winners: readonly DrawnWinner[], here: Platform): string {
  const left = giveaway.rules.winners - (winners.at(-1)?.pick ?? 0)
  const places = left > 0 ? `${count(left, 'place is', 'places are')} left.` : 'All places are taken.'
  const verb = winners.length === 1 ? 'wins' : 'win'
  return `In time: ${nameAll(winners, here)} ${verb} ${prize(giveaway.title)}, congratulations! ${places}`
}

export function claimed(giveaway: Giveaway, winner: DrawnWinner, here: Platform, link: string): string {
  return `Claimed: ${prize(giveaway.title)} goes to ${nameWinner(winner, here)}, congratulations! Check the draw: ${link}`
}

export function missed(giveaway: Giveaway, winners: readonly DrawnWinner[], drawnNext: number, here: Platform): string {
  const silent = `No word from ${nameAll(winners, here)} in time for ${prize(giveaway.title)}.`
  return `${silent} ${sayNext(winners.length, drawnNext)}`
}

export function setAside(winner: DrawnWinner, reason: string, drawnNext: number, here: Platform): string {
  return `Set aside: ${nameWinner(winner, here)} (${cleanText(reason, 100) || 'no reason'}). ${sayNext(1, drawnNext)}`
}

/** Picks that the rules passed over, each with the reason. */
export function passedOver(
  giveaway: Giveaway,
  { picks, count, drawn: drawnNext }: Extract<News, { readonly kind: 'passed-over' }>,
  here: Platform,
): string {
  const named = picks.slice(0, mostNames).map((pick) => `${nameWinner(pick, here)} (${reasons[pick.reason]})`)
  const rest = count - named.length
  const all = and(rest > 0 ? [...named, `${number(rest)} more`] : named)
  const next = drawnNext > 0 ? 'Others are drawn.' : 'Nobody else is left to draw.'
  return `Passed over for ${prize(giveaway.title)}: ${all}. ${next}`
}

const reasons: Record<Ineligibility, string> = {
  'not-follower': 'does not follow the channel',
  'follow-too-new': 'has not followed for long enough',
  'not-subscriber': 'is no subscriber of that tier',
  'not-vip': 'is no VIP',
  'not-moderator': 'is no moderator',
  'moderators-out': 'moderates the channel',
  'account-too-new': 'the account is too new',
  'cannot-check': 'cannot be looked up',
  excluded: 'is kept out of giveaways',
  'won-recently': 'won not long ago',
}

export function lastWinners(giveaway: Giveaway, winners: readonly Winner[], here: Platform): string {
  const names = winners.slice(-mostNames).map((winner) => `${nameWinner(winner, here)}${notes[winner.state]}`)
  return `the latest winners, for ${prize(giveaway.title)}: ${and(names)}.`
}

/** What became of the prize of somebody who asks for it. */
export function standing(giveaway: Giveaway, { state, passedOver: why }: Winner): string {
  switch (state) {
    case 'pending':
      return `your time to claim ${prize(giveaway.title)} is over.`
    case 'claimed':
      return `you have claimed ${prize(giveaway.title)} already.`
    case 'confirmed':
      return `you have won ${prize(giveaway.title)}, there is nothing more to do.`
    case 'missed':
      return `you were drawn for ${prize(giveaway.title)}, but said nothing in time.`
    case 'set-aside':
      return `you were drawn for ${prize(giveaway.title)}, but a moderator set that aside.`
    case 'passed-over':
      return `you were drawn for ${prize(giveaway.title)}, but the rules passed you over (${why ? reasons[why] : 'no reason is known'}).`
  }
}

export const nothingToClaim = 'there is nothing for you to claim.'

const notes: Record<WinnerState, string> = {
  pending: ' (has to say something)',
  claimed: '',
  confirmed: '',
  missed: ' (said nothing in time)',
  'set-aside': ' (set aside)',
  'passed-over': ' (passed over)',
}

function sayNext(out: number, drawnNext: number): string {
  if (drawnNext < out) return 'Nobody else is left to draw.'
  return out === 1 ? 'The next one is drawn.' : 'The next ones are drawn.'
}

/** Seconds, as long as one counts them. */
function sayWithin(ms: number): string {
  return ms <= 120_000 ? `${number(Math.ceil(ms / 1_000))} s` : duration(ms)
}

/** The first names, and how many more. */
export function nameAll(winners: readonly Pick<DrawnWinner, 'name' | 'platform'>[], here: Platform): string {
  const names = winners.slice(0, mostNames).map((winner) => nameWinner(winner, here))
  const rest = winners.length - names.length
  return and(rest > 0 ? [...names, `${number(rest)} more`] : names)
}

function nameWinner({ name, platform }: Pick<DrawnWinner, 'name' | 'platform'>, here: Platform): string {
  return platform === here ? at(name) : `${at(name).slice(1)} (${platformNames[platform]})`
}
