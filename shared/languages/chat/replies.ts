/** What viewers and moderators are told of giveaways when they ask, or when something they did is done. Written to follow "@name, ". */
import { isCounted, type Odds, oddsOf } from '../../giveaway/odds.ts'
import type { Giveaway } from '../../giveaway/words.ts'
import { nameRound, shorten, stakesOf } from './announcements.ts'
import { at, percent, points, prize, typed } from './phrases.ts'
import type { PlainKey, Speech } from './speech.ts'
import { invitation, leftOf, limitsOf } from './terms.ts'

// Entries.

/** Somebody who entered, with what they want to know. */
export interface Confirmed {
  readonly name: string
  /** Tickets they hold, where one may hold several. */
  readonly tickets: number | undefined
  /** Points they have left, where they paid. */
  readonly left: number | undefined
}

export function areIn(speech: Speech, people: readonly Confirmed[]): string {
  const names = people.map((one) => describeConfirmed(speech, one)).join(', ')
  return speech.say('entries.named', { names, people: people.length })
}

/** How many entered since the last such line. The word tells giveaways apart where several run. */
export function entered(speech: Speech, added: number, people: number, word: string | undefined): string {
  if (word === undefined) return speech.say('entries.counted', { added, people })
  return speech.say('entries.counted-word', { added, people, word: typed(word) })
}

export function left(speech: Speech, giveaway: Giveaway, refunded: number, balance: number): string {
  const said = { prize: prize(speech, giveaway.title), points: points(speech, refunded), balance }
  return speech.say(refunded > 0 ? 'entries.gone-refunded' : 'entries.gone', said)
}

// What viewers ask for.

export interface Holding {
  readonly mine: number
  readonly link: string
  readonly now: Date
}

export function describe(speech: Speech, giveaway: Giveaway, { mine, link, now }: Holding): string {
  const title = prize(speech, giveaway.title)
  if (giveaway.status !== 'open')
    return speech.say('asked.status', { prize: title, status: speech.say(`status.${giveaway.status}`), link })
  const said = {
    prize: title,
    howToEnter: invitation(speech, giveaway),
    terms: limitsOf(speech, giveaway, now),
    people: giveaway.entryCount,
    winners: giveaway.rules.winners,
    link,
  }
  const stand = oddsOf(stakesOf(giveaway), mine)
  switch (stand.code) {
    case 'not-counted':
      return speech.say('asked.active', said)
    case 'first-come':
      return speech.say('asked.first', { ...said, yours: stand.hasWon ? speech.say('yours.won') : '' })
    case 'not-in':
      return speech.say('asked.open', { ...said, yours: speech.say('yours.none') })
    case 'chance': {
      const yours = speech.say('yours.tickets', { held: mine, chance: chance(speech, stand) })
      return speech.say('asked.open', { ...said, yours })
    }
  }
}

export function odds(speech: Speech, giveaway: Giveaway, mine: number): string {
  const said = { prize: prize(speech, giveaway.title) }
  const stand = oddsOf(stakesOf(giveaway), mine)
  switch (stand.code) {
    case 'not-counted':
      return speech.say('odds.active', said)
    case 'first-come':
      return speech.say(stand.hasWon ? 'odds.first-won' : 'odds.first', said)
    case 'not-in':
      return speech.say('odds.none', said)
    case 'chance':
      return speech.say('odds.tickets', {
        ...said,
        held: stand.tickets,
        tickets: stand.all,
        chance: chance(speech, stand),
      })
  }
}

export function unknownGiveaway(speech: Speech, word: string): string {
  return speech.say('none.word', { word: typed(word) })
}

export function proof(speech: Speech, giveaway: Giveaway, link: string): string {
  const said = { prize: prize(speech, giveaway.title), link }
  if (giveaway.rules.kind === 'first') return speech.say('proof.first', said)
  if (!giveaway.commitment) return speech.say('proof.plain', said)
  return speech.say('proof.fixed', { ...said, commitment: shorten(giveaway.commitment) })
}

/** The link is for all to see: it opens nothing for whoever cannot sign in to the account. */
export function linking(speech: Speech, address: string, minutes: number): string {
  return speech.say('link.offer', { link: address, minutes })
}

// Moderators.

export function excluded(speech: Speech, name: string): string {
  return speech.say('people.excluded', { name: at(speech, name) })
}

export function included(speech: Speech, name: string): string {
  return speech.say('people.included', { name: at(speech, name) })
}

/** When a draw that was asked for comes: after late messages, and after the round of the beacon where one takes part. */
export function drawFollows(speech: Speech, giveaway: Giveaway, now: Date): string {
  const { finalAt, beacon } = giveaway
  const seconds = Math.ceil(((beacon?.at ?? finalAt ?? now).getTime() - now.getTime()) / 1_000)
  const said = { prize: prize(speech, giveaway.title), seconds: Math.max(0, seconds) }
  if (!beacon) return speech.say('draw.follows', said)
  return speech.say('draw.follows-beacon', { ...said, round: nameRound(beacon.round) })
}

/** How many keys a pool has for so many winners. */
export interface KeysShort {
  readonly winners: number
  readonly available: number
  readonly missing: number
}

export function keysShort(speech: Speech, { title }: Giveaway, { winners, available, missing }: KeysShort): string {
  return speech.say('told.keys-short', { prize: prize(speech, title), winners, count: available, missing })
}

export function status(speech: Speech, giveaway: Giveaway, link: string, now: Date): string {
  return speech.say(isCounted(stakesOf(giveaway)) ? 'told.status' : 'told.status-active', {
    prize: prize(speech, giveaway.title),
    word: typed(giveaway.word),
    status: speech.say(`status.${giveaway.status}`),
    people: giveaway.entryCount,
    tickets: giveaway.ticketCount,
    timeLeft: giveaway.status === 'open' ? leftOf(speech, giveaway, now) : '',
    link,
  })
}

export function removed(speech: Speech, name: string, giveaway: Giveaway, refunded: number): string {
  const said = {
    name: at(speech, name),
    prize: prize(speech, giveaway.title),
    points: points(speech, refunded),
  }
  return speech.say(refunded > 0 ? 'people.removed-refunded' : 'people.removed', said)
}

export function isNotIn(speech: Speech, name: string, giveaway: Giveaway): string {
  return speech.say('people.not-in', { name: at(speech, name), prize: prize(speech, giveaway.title) })
}

export function isMyCommand(speech: Speech, word: string): string {
  return speech.say('usage.my-command', { word: typed(word) })
}

/** What a flag was given that it cannot take, or that is no flag. */
export function badFlag(speech: Speech, flag: string): string {
  return speech.say('usage.bad-flag', { flag: typed(flag), usage: speech.say('usage.open') })
}

/** How a command is used. */
export type Usage = Extract<PlainKey, `usage.${string}`>

function chance(speech: Speech, { part }: Extract<Odds, { code: 'chance' }>): string {
  return speech.say('odds.chance', { share: percent(speech, part) })
}

function describeConfirmed(speech: Speech, { name, tickets, left: balance }: Confirmed): string {
  const who = at(speech, name)
  if (tickets === undefined && balance === undefined) return who
  if (tickets === undefined) return speech.say('entry.left', { name: who, balance: balance ?? 0 })
  if (balance === undefined) return speech.say('entry.tickets', { name: who, tickets })
  return speech.say('entry.tickets-left', { name: who, tickets, balance })
}
