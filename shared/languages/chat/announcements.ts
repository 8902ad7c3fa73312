/** News of giveaways for everybody in the chat; of winners, see `winning.ts`. A sentence begins with words of the streamer's, never with something from chat. */
import { isCounted, type Stakes } from '../../giveaway/odds.ts'
import type { Giveaway } from '../../giveaway/words.ts'
import { points, prize, typed } from './phrases.ts'
import type { Speech } from './speech.ts'
import { invitation, leftOf, limitsOf } from './terms.ts'

/** The page on which anybody can check a giveaway. */
export function linkTo(publicUrl: string, giveaway: Pick<Giveaway, 'id'>): string {
  return `${publicUrl.replace(/\/+$/, '')}/g/${giveaway.id}`
}

export function opened(speech: Speech, giveaway: Giveaway, link: string, now: Date): string {
  const said = { ...introduce(speech, giveaway), terms: limitsOf(speech, giveaway, now), link }
  if (!giveaway.commitment) return speech.say('news.opened-first', said)
  return speech.say('news.opened', { ...said, commitment: shorten(giveaway.commitment) })
}

export function blocked(speech: Speech, { title, word }: Giveaway): string {
  return speech.say('news.blocked', { prize: prize(speech, title), word: typed(word) })
}

export function paused(speech: Speech, giveaway: Giveaway): string {
  return speech.say('news.paused', { prize: prize(speech, giveaway.title), word: typed(giveaway.word) })
}

export function reopened(speech: Speech, giveaway: Giveaway, now: Date): string {
  return speech.say('news.reopened', { ...introduce(speech, giveaway), timeLeft: leftOf(speech, giveaway, now) })
}

export function extended(speech: Speech, giveaway: Giveaway, now: Date): string {
  return speech.say('news.extended', {
    prize: prize(speech, giveaway.title),
    word: typed(giveaway.word),
    timeLeft: leftOf(speech, giveaway, now),
  })
}

/** Said again while it is open: what can be won, how one takes part, how many are in, how long it is open. */
export function reminder(speech: Speech, giveaway: Giveaway, now: Date): string {
  return speech.say('news.reminder', {
    ...introduce(speech, giveaway),
    standing: standing(speech, giveaway),
    timeLeft: leftOf(speech, giveaway, now),
  })
}

export function closed(speech: Speech, giveaway: Giveaway): string {
  const { beacon } = giveaway
  const said = {
    prize: prize(speech, giveaway.title),
    word: typed(giveaway.word),
    people: giveaway.entryCount,
    beacon: beacon ? speech.say('standing.beacon', { round: nameRound(beacon.round) }) : '',
  }
  return speech.say(isCounted(stakesOf(giveaway)) ? 'news.closed' : 'news.closed-active', said)
}

export function beaconLate(speech: Speech, giveaway: Giveaway, round: number): string {
  return speech.say('news.beacon-late', { prize: prize(speech, giveaway.title), round: nameRound(round) })
}

export function beaconWaived(speech: Speech, giveaway: Giveaway, round: number): string {
  return speech.say('news.beacon-waived', { prize: prize(speech, giveaway.title), round: nameRound(round) })
}

export function completed(speech: Speech, giveaway: Giveaway, link: string): string {
  return speech.say('news.completed', { prize: prize(speech, giveaway.title), link })
}

export function cancelled(speech: Speech, giveaway: Giveaway, refunded: number, viewers: number): string {
  const said = { prize: prize(speech, giveaway.title), points: points(speech, refunded), people: viewers }
  return speech.say(refunded > 0 ? 'news.cancelled-refunded' : 'news.cancelled', said)
}

/** What decides the odds of a giveaway. */
export function stakesOf({ rules, ticketCount, sealedAt }: Giveaway): Stakes {
  return { kind: rules.kind, ticketCount, isSealed: sealedAt !== undefined }
}

/** The number of a round as the beacon writes it, without separators. */
export function nameRound(round: number): string {
  return String(round)
}

/** As much of a commitment as fits a chat. */
export function shorten(commitment: string): string {
  return commitment.slice(0, 12)
}

function introduce(speech: Speech, giveaway: Giveaway): { prize: string; word: string; howToEnter: string } {
  return {
    prize: prize(speech, giveaway.title),
    word: typed(giveaway.word),
    howToEnter: invitation(speech, giveaway),
  }
}

/** How many are in, or could still be; empty where that is known only after the close. */
function standing({ say }: Speech, { rules, entryCount }: Giveaway): string {
  switch (rules.kind) {
    case 'active':
      return ''
    case 'first':
      return say('standing.places', { places: rules.winners - entryCount })
    case 'keyword':
    case 'tickets':
      return say('standing.people', { people: entryCount })
  }
}
