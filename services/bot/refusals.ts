/** A sentence for every "no", written to follow "@name, "; and how it is told. */
import { mostPoints } from '@streambot/shared/giveaway/amount.ts'
import type { DeedRefusal, Refusal } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { count, number, points, prize } from './phrases.ts'

/**
 * How a refused entry is told. `person`: to this person, once a minute at most, in one line with others refused for the same reason.
 * `few`: the same, but only while they are few: to a crowd that is in it would be noise. `everyone`: what holds for all is said to all,
 * now and then. `silent`: a message delivered twice concerns nobody, and an answer to somebody who writes
 * too fast would only double the noise.
 */
export const manners: Record<Refusal, 'person' | 'few' | 'everyone' | 'silent'> = {
  'nothing-open': 'everyone',
  'not-yet-open': 'everyone',
  paused: 'everyone',
  closed: 'everyone',
  full: 'everyone',
  'chatting-enters': 'everyone',
  'already-entered': 'few',
  'too-many-tickets': 'person',
  'insufficient-balance': 'person',
  'rate-limited': 'silent',
  'not-follower': 'person',
  'follow-too-new': 'person',
  'not-subscriber': 'person',
  'not-vip': 'person',
  'not-moderator': 'person',
  'moderators-out': 'person',
  'account-too-new': 'person',
  'cannot-check': 'person',
  excluded: 'person',
  'won-recently': 'person',
  'platform-off': 'everyone',
  'already-handled': 'silent',
  busy: 'everyone',
}

/** Why an entry was refused. The giveaway is absent where none runs. */
export function sayRefusal(code: Refusal, giveaway: Giveaway | undefined, pointsName: string): string {
  switch (code) {
    case 'nothing-open':
      return 'no giveaway is running right now.'
    case 'not-yet-open':
      return 'the giveaway has not opened yet.'
    case 'paused':
      return 'the giveaway is paused. Try again when it goes on.'
    case 'closed':
      return 'the giveaway is closed, no more entries.'
    case 'full':
      return 'the giveaway is full, no more entries.'
    case 'chatting-enters':
      return 'there is nothing to enter here: whoever chats takes part.'
    case 'already-entered':
      return 'you are in already.'
    case 'too-many-tickets':
      return sayMostTickets(giveaway)
    case 'insufficient-balance':
      return saySpent(giveaway, pointsName)
    case 'rate-limited':
      return 'that was too often. Wait a minute, then try again.'
    case 'not-follower':
      return 'this giveaway is for followers of the channel.'
    case 'follow-too-new':
      return sayTooNew('you have not followed the channel for long enough', giveaway?.rules.conditions.followDays)
    case 'not-subscriber':
      return sayNotSubscriber(giveaway)
    case 'not-vip':
      return 'this giveaway is for VIPs and moderators.'
    case 'not-moderator':
      return 'this giveaway is for moderators.'
    case 'moderators-out':
      return 'moderators cannot enter this giveaway.'
    case 'account-too-new':
      return sayTooNew('your account is too new for this giveaway', giveaway?.rules.conditions.accountDays)
    case 'cannot-check':
      return 'I cannot find out whether you may enter this giveaway. Try again in a minute.'
    case 'excluded':
      return 'this account cannot take part in this giveaway.'
    case 'won-recently':
      return 'you won not long ago, so others have their turn now.'
    case 'platform-off':
      return 'this giveaway does not take entries from this platform.'
    case 'already-handled':
      return 'I have that message already.'
    case 'busy':
      return 'more people are entering than I can take at once. If you are not in yet, try again in a moment.'
    default:
      return neverSaid(code)
  }
}

/** Why a deed was refused. The giveaway is the one that it was asked of. */
export function sayDeedRefusal(code: DeedRefusal, giveaway?: Giveaway): string {
  switch (code) {
    case 'already-handled':
      return 'I have that message already.'
    case 'key-reused':
      return 'that was asked for under the name of something else. Nothing changed.'
    case 'no-such-giveaway':
      return 'there is no such giveaway.'
    case 'wrong-status':
      return sayStatus(giveaway)
    case 'sealed':
      return `the entries${giveaway ? ` for ${prize(giveaway.title)}` : ''} are final: their digest was published, so that nobody can change them.`
    case 'word-taken':
      return 'another open giveaway has that word. Close it first, or choose another word.'
    case 'bad-rules':
      return 'a giveaway cannot have these settings. Nothing changed.'
    case 'bad-word':
      return 'that word calls one of my commands, so nobody could enter with it: choose another one. Nothing changed.'
    case 'bad-time':
      return 'a giveaway can be planned for a time from now to a year ahead. Nothing changed.'
    case 'bad-name':
      return 'the name of a template is one word that begins with a letter or a number. Nothing changed.'
    case 'no-such-template':
      return 'there is no template of that name. !giveaway template list names them.'
    case 'not-final-yet':
      return 'the entries are not final yet. Try again in a few seconds.'
    case 'beacon-not-late':
      return 'no draw waits for a public beacon that is late, so there is nothing to do without.'
    case 'no-entries':
      return 'nobody is left to draw.'
    case 'first-come':
      return 'who comes first has won there: nothing is drawn, and nobody is taken out. !giveaway cancel gives every point back.'
    case 'not-excluded':
      return 'nobody keeps that person out of giveaways. Nothing changed.'
    case 'not-entered':
      return 'you are not in the giveaway.'
    case 'leaving-off':
      return 'entries of this giveaway cannot be taken back.'
    case 'no-such-viewer':
      return 'I know nobody with that name.'
    case 'no-such-winner':
      return 'no such winner stands: see them with !winners. Nothing changed.'
    case 'seed-revealed':
      return 'the seed of this draw is public already, so nobody can be drawn any more.'
    case 'bad-amount':
      return 'I cannot read that amount: use a whole number of 1 or more. Nothing changed.'
    case 'self':
      return 'you cannot give points to yourself.'
    case 'too-rich':
      return `nobody can have more than ${number(mostPoints)}. Nothing changed.`
    case 'insufficient-balance':
      return 'there are not enough points for that. Nothing changed.'
    case 'gamble-off':
      return 'nobody gambles for points here.'
    case 'bad-stake':
      return 'that is more, or less, than one may stake. Nothing changed.'
    case 'bad-settings':
      return 'the smallest stake would be above the largest one. Nothing changed.'
    case 'too-soon':
      return 'you gambled not long ago. Wait a little, then try again.'
    case 'raffle-running':
      return 'a raffle is running already. Nothing changed.'
    case 'no-raffle':
      return 'no raffle is running right now.'
    case 'busy':
      return 'more people are writing than I can take at once. Try again in a moment.'
    case 'nothing-to-undo':
      return 'there is no change of points from the last ten minutes to undo.'
    case 'already-undone':
      return 'the last change of points is undone already. Nothing changed.'
    case 'points-spent':
      return 'the points of that change are spent in part already, so it cannot be undone. Nothing changed.'
    default:
      return neverSaid(code)
  }
}

function sayMostTickets(giveaway: Giveaway | undefined): string {
  if (!giveaway) return 'that is more tickets than one person may hold.'
  return `one person may hold at most ${count(giveaway.rules.maxTickets, 'ticket')} in this giveaway.`
}

function saySpent(giveaway: Giveaway | undefined, pointsName: string): string {
  if (!giveaway) return 'you do not have enough points. See yours with !points.'
  const { cost, conditions } = giveaway.rules
  const least =
    conditions.minBalance === undefined
      ? ''
      : `one needs at least ${points(conditions.minBalance, pointsName)} to enter`
  const price = cost > 0 ? `a ticket costs ${points(cost, pointsName)}` : ''
  return `${[least, price].filter(Boolean).join(', ') || 'it takes more'} and you do not have enough. See yours with !points.`
}

function sayNotSubscriber(giveaway: Giveaway | undefined): string {
  const { minTier = 1 } = giveaway?.rules.conditions ?? {}
  return minTier > 1
    ? `this giveaway is for subscribers of tier ${minTier} or higher.`
    : 'this giveaway is for subscribers.'
}

function sayTooNew(sentence: string, days: number | undefined): string {
  return days === undefined ? `${sentence}.` : `${sentence}: ${count(days, 'day')} or more it has to be.`
}

function sayStatus(giveaway: Giveaway | undefined): string {
  if (!giveaway) return 'the giveaway does not stand where that is possible.'
  return `the giveaway for ${prize(giveaway.title)} is ${giveaway.status}, so that is not possible.`
}

function neverSaid(code: never): never {
  throw new Error(`There is no sentence for the refusal ${String(code)}.`)
}
