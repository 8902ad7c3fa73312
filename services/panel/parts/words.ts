/** Every sentence of the pages. Numbers stand in the viewer's language, times in the viewer's zone. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { Ineligibility } from '@streambot/shared/giveaway/answers.ts'
import type { Platform, WinnerState } from '@streambot/shared/giveaway/words.ts'
import { say } from './say.ts'

const numbers = new Intl.NumberFormat()
const twoDigits = new Intl.NumberFormat(undefined, { minimumIntegerDigits: 2 })
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const hours = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const lists = new Intl.ListFormat('en')

export const sayNumber = (value: number): string => numbers.format(value)
export const sayMoment = (iso: string): string => moments.format(new Date(iso))
export const sayHour = (iso: string): string => hours.format(new Date(iso))
export const sayList = (parts: readonly string[]): string => lists.format(parts)

export function sayCount(value: number, one: string, many: string): string {
  return `${sayNumber(value)} ${value === 1 ? one : many}`
}

export const platformNames: Record<Platform, string> = { twitch: 'Twitch', youtube: 'YouTube', kick: 'Kick' }

/** Where the first ones win nothing is drawn. */
export function sayStatus({ status, kind }: Pick<PublicGiveaway, 'status' | 'kind'>): string {
  return say(`status.${kind === 'first' && status === 'drawn' ? 'completed' : status}`)
}

/** How long is left, as a clock: `4:05`, or `1:04:05` from an hour on. */
export function sayLeft(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000))
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  const end = twoDigits.format(s)
  return h > 0 ? `${sayNumber(h)}:${twoDigits.format(m)}:${end}` : `${sayNumber(m)}:${end}`
}

/** What became of a winner; of a pending one, how long is left; of one who was passed over, why. */
export function sayClaim(state: WinnerState, milliseconds: number, passedOver?: Ineligibility): string {
  switch (state) {
    case 'pending':
      return milliseconds > 0 ? `has ${sayLeft(milliseconds)} to say something` : 'has to say something'
    case 'claimed':
      return 'claimed it'
    case 'confirmed':
      return 'won'
    case 'missed':
      return 'said nothing in time'
    case 'set-aside':
      return 'was set aside'
    case 'passed-over':
      return passedOver ? `was passed over: ${reasons[passedOver]}` : 'was passed over'
  }
}

const reasons: Record<Ineligibility, string> = {
  'not-follower': 'does not follow the channel',
  'follow-too-new': 'has not followed it for long enough',
  'not-subscriber': 'is no subscriber of that tier',
  'not-vip': 'is no VIP',
  'not-moderator': 'is no moderator',
  'moderators-out': 'moderates the channel',
  'account-too-new': 'the account is too new',
  'cannot-check': 'could not be looked up',
  excluded: 'is kept out of giveaways',
  'won-recently': 'won not long before',
}

/** What the streamer decided, in a few short parts. */
export function sayTerms(giveaway: PublicGiveaway): string[] {
  const { kind, audience, maxEntries, winnersAsked, claimSeconds } = giveaway
  return [
    sayCost(giveaway),
    sayKind(giveaway),
    ...(audience === 'everyone' ? [] : [`${audience === 'vips' ? 'VIPs' : audience} only`]),
    ...(maxEntries === null || kind === 'first' ? [] : [`room for ${sayCount(maxEntries, 'person', 'people')}`]),
    ...(kind === 'first' ? [] : [sayCount(winnersAsked, 'winner', 'winners')]),
    ...(claimSeconds === null ? [] : [`${sayCount(claimSeconds, 'second', 'seconds')} to claim`]),
  ]
}

function sayKind({ kind, maxTickets, activeMinutes, winnersAsked }: PublicGiveaway): string {
  switch (kind) {
    case 'keyword':
      return 'one entry each'
    case 'first':
      return winnersAsked === 1 ? 'who comes first wins' : `the first ${sayNumber(winnersAsked)} win`
    case 'tickets':
      return `up to ${sayCount(maxTickets, 'ticket', 'tickets')} each`
    case 'active':
      return `everybody who chatted in the last ${sayCount(activeMinutes ?? 1, 'minute', 'minutes')} before the close`
  }
}

/** How one takes part: by typing a word, or by chatting. */
export function sayHow({ kind }: PublicGiveaway): string {
  return kind === 'active' ? 'To take part, chat' : 'To enter, type in the chat'
}

/** Active chatters are counted once it is closed and the last lines are in. */
export function isCounted({ kind, digest }: PublicGiveaway): boolean {
  return kind !== 'active' || digest !== null
}

function sayCost({ cost, kind }: PublicGiveaway): string {
  if (cost === 0) return 'Free'
  return `${sayCount(cost, 'point', 'points')} ${kind === 'tickets' ? 'a ticket' : 'to enter'}`
}

/** What happens now or next, where there is no time to count down. */
export function sayNext({ kind, status, digest, completesAt, winners }: PublicGiveaway): string {
  const isOver = status === 'drawn' || status === 'completed'
  if (kind === 'first' && isOver && winners.length > 0) return 'Who came first has won'
  switch (status) {
    case 'draft':
    case 'scheduled':
      return 'Not open yet'
    case 'open':
      return 'Open until the streamer closes it'
    case 'paused':
      return 'The streamer goes on in a moment'
    case 'closed':
      return digest === null ? 'The last entries are coming in' : 'The draw comes next'
    case 'drawn':
      return completesAt === null
        ? 'Waiting for the winner to say something'
        : `The seed will be revealed at ${sayHour(completesAt)}`
    case 'completed':
      return winners.length === 0 ? 'It ended without a winner' : 'Anyone can check the draw'
    case 'cancelled':
      return 'Every point was given back'
  }
}
