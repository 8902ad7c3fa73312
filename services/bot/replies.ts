/**
 * Every sentence the bot says, as pure functions; the refusals stand in `refusals.ts`, what is said of winners in `winning.ts`, the terms of a
 * giveaway in `terms.ts`, plans in `plans.ts`. A sentence begins with words of ours, never with something from chat. Only an invitation says "type ..."; other sentences speak of "using" a command.
 */
import type { Gambled } from '@streambot/shared/engine/gamble.ts'
import type { GambleRules } from '@streambot/shared/giveaway/gamble.ts'
import { isCounted, oddsOf, type Odds, type Stakes } from '@streambot/shared/giveaway/odds.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { cleanName } from './lines.ts'
import { and, at, count, number, percent, points, prize, sentences, typed } from './phrases.ts'
import { invitation, leftOf, limitsOf } from './terms.ts'

const mostNames = 8

/** A sentence for one person. */
export function toPerson(name: string, sentence: string): string {
  return `${at(name)}, ${sentence}`
}

/** A sentence for several; of a crowd the first are named. */
export function toPeople(names: readonly string[], sentence: string): string {
  const [only] = names
  if (only !== undefined && names.length === 1) return toPerson(only, sentence)
  const named = names.slice(0, mostNames).map(at)
  const rest = names.length - named.length
  return `${and(rest > 0 ? [...named, `${number(rest)} more`] : named)}: ${sentence}`
}

/** A sentence for everybody in the chat. */
export function toAll(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** The page on which anybody can check a giveaway. */
export function linkTo(publicUrl: string, giveaway: Pick<Giveaway, 'id'>): string {
  return `${publicUrl.replace(/\/+$/, '')}/g/${giveaway.id}`
}

// News of a giveaway.

export function opened(giveaway: Giveaway, link: string, pointsName: string, now: Date): string {
  return sentences(
    `Giveaway: ${prize(giveaway.title)}! ${invitation(giveaway, pointsName)}`,
    limitsOf(giveaway, pointsName, now),
    giveaway.commitment
      ? `Fair draw, fixed by ${giveaway.commitment.slice(0, 12)}: ${link}`
      : `Who came first stands here: ${link}`,
  )
}

export function blocked({ title, word }: Giveaway): string {
  return `The giveaway for ${prize(title)} has to wait: another one has the word "${typed(word)}". It opens when that one closes.`
}

export function paused(giveaway: Giveaway): string {
  return `Paused: ${prize(giveaway.title)} takes no entries for now. Who is in stays in.`
}

export function reopened(giveaway: Giveaway, pointsName: string, now: Date): string {
  return sentences(`Open again: ${prize(giveaway.title)}! ${invitation(giveaway, pointsName)}`, leftOf(giveaway, now))
}

export function extended(giveaway: Giveaway, now: Date): string {
  return sentences(`More time for ${prize(giveaway.title)}.`, leftOf(giveaway, now))
}

export function closed(giveaway: Giveaway): string {
  const { beacon } = giveaway
  return sentences(
    `Closed: ${prize(giveaway.title)} takes no more entries.`,
    isCounted(stakesOf(giveaway))
      ? `${count(giveaway.entryCount, 'person is', 'people are')} in.`
      : 'Who chatted is taken in now.',
    beacon && `The draw takes round ${beacon.round} of the public beacon, which nobody can know yet.`,
  )
}

export function beaconLate(giveaway: Giveaway, round: number): string {
  return `The draw for ${prize(giveaway.title)} waits: round ${round} of the public beacon cannot be had for ten minutes. A moderator can use !giveaway draw -without-beacon, and the proof will say so.`
}

export function beaconWaived(giveaway: Giveaway, round: number): string {
  return `The draw for ${prize(giveaway.title)} is done without round ${round} of the public beacon, which did not come. The proof says so.`
}

export function completed(giveaway: Giveaway, link: string): string {
  return `The seed of the draw for ${prize(giveaway.title)} is public now. Check the draw yourself: ${link}`
}

export function cancelled(giveaway: Giveaway, refunded: number, viewers: number, pointsName: string): string {
  const back = `All points went back: ${points(refunded, pointsName)} to ${count(viewers, 'person', 'people')}.`
  return sentences(`Cancelled: ${prize(giveaway.title)}.`, refunded > 0 && back)
}

// Entries.

/** Somebody who entered, with what they want to know. */
export interface Confirmed {
  readonly name: string
  /** Tickets they hold, where one may hold several. */
  readonly tickets: number | undefined
  /** Points they have left, where they paid. */
  readonly left: number | undefined
}

export function areIn(people: readonly Confirmed[]): string {
  return `${people.map(describeConfirmed).join(', ')}: you are in.`
}

/** How many entered since the last such line. The word tells giveaways apart where several run. */
export function entered(added: number, total: number, word: string | undefined): string {
  return `+${number(added)} entered${word === undefined ? '' : ` with ${typed(word)}`}, ${number(total)} in all.`
}

export function left(giveaway: Giveaway, refunded: number, balance: number, pointsName: string): string {
  const back = `${points(refunded, pointsName)} came back, you have ${number(balance)}.`
  return sentences(`you are out of the giveaway for ${prize(giveaway.title)}.`, refunded > 0 && back)
}

// What viewers ask for.

export interface Holding {
  readonly mine: number
  readonly link: string
  readonly pointsName: string
  readonly now: Date
}

export function describe(giveaway: Giveaway, { mine, link, pointsName, now }: Holding): string {
  if (giveaway.status !== 'open') return `the giveaway for ${prize(giveaway.title)} is ${giveaway.status}: ${link}`
  const terms = [
    `the prize is ${prize(giveaway.title)}. ${invitation(giveaway, pointsName)}`,
    limitsOf(giveaway, pointsName, now),
  ]
  const stand = oddsOf(stakesOf(giveaway), mine)
  if (stand.code === 'not-counted') return sentences(...terms, link)
  if (stand.code === 'first-come')
    return sentences(...terms, `${placesOf(giveaway)} ${stand.hasWon ? 'You have won.' : ''}`.trim(), link)
  const held = stand.code === 'chance' ? `You hold ${count(mine, 'ticket')}, ${chance(stand)}.` : 'You are not in yet.'
  return sentences(...terms, `${number(giveaway.entryCount)} in.`, `${held} ${link}`)
}

export function odds(giveaway: Giveaway, mine: number): string {
  const what = prize(giveaway.title)
  const stand = oddsOf(stakesOf(giveaway), mine)
  switch (stand.code) {
    case 'not-counted':
      return `the odds for ${what} are known when all who chatted are counted.`
    case 'first-come':
      return `nothing is drawn for ${what}: ${stand.hasWon ? 'you have won.' : 'who comes first wins.'}`
    case 'not-in':
      return `you hold no ticket for ${what}.`
    case 'chance':
      return `you hold ${number(stand.tickets)} of ${count(stand.all, 'ticket')} for ${what}: ${chance(stand)}.`
  }
}

export const noWinners = 'nobody has won anything here yet.'
export const noGiveaway = 'no giveaway is running right now.'
export const noGiveaways = 'there has been no giveaway here yet.'

export function unknownGiveaway(word: string): string {
  return `no giveaway has the word "${typed(word)}".`
}

export function proof(giveaway: Giveaway, link: string): string {
  if (giveaway.rules.kind === 'first')
    return `nothing was drawn for ${prize(giveaway.title)}: who came first has won, in this order: ${link}`
  const fixed = giveaway.commitment && `Its draw was fixed at opening by ${giveaway.commitment.slice(0, 12)}.`
  return sentences(`anybody can check the giveaway for ${prize(giveaway.title)}.`, fixed, link)
}

/** The link is for all to see: it opens nothing for whoever cannot sign in to the account. */
export function linking(address: string, minutes: number): string {
  return `join your accounts into one within ${minutes} minutes, by signing in to each: ${address}`
}

// Points.

export function balance(amount: number, pointsName: string): string {
  return `you have ${points(amount, pointsName)}.`
}

export function balanceOf(name: string, amount: number, pointsName: string): string {
  return `${at(name)} has ${points(amount, pointsName)}.`
}

export function gave(name: string, amount: number, mine: number, theirs: number, pointsName: string): string {
  return `you gave ${points(amount, pointsName)} to ${at(name)}, who has ${number(theirs)} now. You have ${number(mine)} left.`
}

/** What came of a stake. The odds are said every time. */
export function gambled({ won, stake, balance, percent: odds }: Gambled, pointsName: string): string {
  const outcome = won ? `you won ${points(stake, pointsName)}` : `you lost ${points(stake, pointsName)}`
  return `${outcome} and have ${number(balance)} now. The chance to double is ${odds} %.`
}

export function stakes({ least, most }: GambleRules, pointsName: string): string {
  return `a stake is ${number(least)} to ${points(most, pointsName)}. Nothing changed.`
}

/** The leaderboard, the richest first. Names without `@`: nobody is called for it. */
export function richest(
  people: readonly { readonly name: string; readonly balance: number }[],
  pointsName: string,
): string {
  if (people.length === 0) return 'nobody has any points yet.'
  const places = people.map(
    ({ name, balance }, index) => `${index + 1}. ${cleanName(name)} (${points(balance, pointsName)})`,
  )
  return `the leaderboard: ${places.join(', ')}.`
}

// Moderators.

export function undone(name: string, amount: number, balance: number, pointsName: string): string {
  const moved = amount < 0 ? 'went from' : 'came back to'
  return `undone: ${points(Math.abs(amount), pointsName)} ${moved} ${at(name)}, who has ${number(balance)} now.`
}

export function excluded(name: string): string {
  return `${at(name)} is kept out of giveaways from now on, and passed over where they are drawn. !include lets them in again.`
}

export function included(name: string): string {
  return `${at(name)} may enter giveaways again.`
}

/** When a draw that was asked for comes: after late messages, and after the round of the beacon where one takes part. */
export function drawFollows(giveaway: Giveaway, now: Date): string {
  const { finalAt, beacon } = giveaway
  const seconds = Math.ceil(((beacon?.at ?? finalAt ?? now).getTime() - now.getTime()) / 1_000)
  const when = seconds > 0 ? `in about ${count(seconds, 'second')}` : 'in a moment'
  const until = beacon ? `with round ${beacon.round} of the public beacon` : 'when the entries are final'
  return `the draw for ${prize(giveaway.title)} comes ${when}, ${until}.`
}

export function status(giveaway: Giveaway, link: string, now: Date): string {
  const { entryCount, ticketCount } = giveaway
  return sentences(
    `the giveaway for ${prize(giveaway.title)} with the word "${typed(giveaway.word)}" is ${giveaway.status}.`,
    isCounted(stakesOf(giveaway))
      ? `${count(entryCount, 'person', 'people')} with ${count(ticketCount, 'ticket')}.`
      : 'Who chatted is counted after the close.',
    giveaway.status === 'open' && leftOf(giveaway, now),
    link,
  )
}

export function removed(name: string, giveaway: Giveaway, refunded: number, pointsName: string): string {
  const back = `${points(refunded, pointsName)} went back.`
  const out = `${at(name)} is out of the giveaway for ${prize(giveaway.title)} and stays out: !include lets them in again.`
  return sentences(out, refunded > 0 && back)
}

export function isNotIn(name: string, giveaway: Giveaway): string {
  return `${at(name)} is not in the giveaway for ${prize(giveaway.title)}.`
}

export function isMyCommand(word: string): string {
  return `"${typed(word)}" is one of my own commands. Choose another word.`
}

/** What a flag was given that it cannot take, or that is no flag. */
export function badFlag(flag: string): string {
  return `I cannot read "${typed(flag)}". ${usage.open}`
}

/** How a command is used, where an argument is missing or cannot be read. */
export const usage = {
  enter: 'tickets are a whole number, or max: for example !enter 5.',
  points: 'use !points, or !points @name. Moderators can use !points undo, too.',
  gamble: 'use !gamble 100. A stake may also be 1k, 25%, or all.',
  raffle:
    'use !raffle POINTS SECONDS, with the number of winners behind it for more than one: for example !raffle 1000 60 5.',
  top: 'use !top, or !top 10 for more; 10 is the most.',
  give: 'use !give @name 100. An amount may also be 1k, 25%, or all.',
  addpoints: 'use !addpoints @name 100. An amount may also be 1k or 25%.',
  removepoints: 'use !removepoints @name 100. An amount may also be 1k, 25%, or all.',
  exclude: 'use !exclude @name REASON.',
  include: 'use !include @name.',
  setpoints: 'use !setpoints @name 100. An amount may also be 0 or 1k.',
  manage:
    'use !giveaway open, draft, drafts, pause, resume, extend, close, reopen, draw, redraw, remove, cancel, or status.',
  draft: 'use !giveaway draft WORD PRIZE, with the flags of !giveaway open but -in; !giveaway open WORD opens it.',
  extend: 'use !giveaway extend 5 for five more minutes, at most 10080.',
  template: 'use !giveaway template save NAME, list, or delete NAME.',
  remove: 'use !giveaway remove @name REASON, with the word of the giveaway behind it where several run.',
  open: 'use !giveaway open WORD PRIZE, with any of -cost 50, -tickets 10, -max 500, -winners 2, -claim 60, -minutes 15, -in 10, -active 10, -kind first, -template NAME, -for subs, vips, mods, followers, or everyone. The guide has more: -tier, -follow, -age, -min, -on, -mods, -unknown, -subx, -vipx, -followx, -class, -cooldown.',
  redraw: 'use !giveaway redraw REASON, or !giveaway redraw @name REASON where several have won.',
  draw: 'use !giveaway draw, or !giveaway draw 3 for three winners. With -without-beacon it does without a public beacon that is late.',
} as const

export const outage = 'I cannot reach my database right now. Try again in a moment.'
export const broken = 'that went wrong on my side, and nothing changed. The log says why.'

function stakesOf({ rules, ticketCount, sealedAt }: Giveaway): Stakes {
  return { kind: rules.kind, ticketCount, isSealed: sealedAt !== undefined }
}

function placesOf({ rules, entryCount }: Giveaway): string {
  return `${number(entryCount)} of ${count(rules.winners, 'place')} taken.`
}

function chance({ part }: Extract<Odds, { code: 'chance' }>): string {
  return `a chance of ${percent(part)} in each pick`
}

function describeConfirmed({ name, tickets, left }: Confirmed): string {
  const details = [tickets !== undefined && count(tickets, 'ticket'), left !== undefined && `${number(left)} left`]
  const known = details.filter(Boolean)
  return known.length === 0 ? at(name) : `${at(name)} (${known.join(', ')})`
}
