/** What the pages say of a giveaway. Numbers stand as the viewer's browser writes them, times in the viewer's zone. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { Passing } from '@streambot/shared/giveaway/answers.ts'
import { isCounted as isCountedNow } from '@streambot/shared/giveaway/odds.ts'
import type { WinnerState } from '@streambot/shared/giveaway/words.ts'
import { locale } from './language.ts'
import { say } from './say.ts'

const numbers = new Intl.NumberFormat(locale)
const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 })
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const hours = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const lists = new Intl.ListFormat(locale)

export const sayNumber = (value: number): string => numbers.format(value)
export const sayMoment = (iso: string): string => moments.format(new Date(iso))
export const sayHour = (iso: string): string => hours.format(new Date(iso))
export const sayList = (parts: readonly string[]): string => lists.format(parts)

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
export function sayClaim(state: WinnerState, milliseconds: number, passedOver?: Passing): string {
  if (state === 'pending' && milliseconds > 0) return say('claim.left', { left: sayLeft(milliseconds) })
  if (state === 'passed-over' && passedOver)
    return say('claim.passed-over-for', { reason: say(`reason.${passedOver}`) })
  return say(`claim.${state}`)
}

type Terms = Omit<PublicGiveaway, 'winners'>

/** What the streamer decided, in a few short parts. */
export function sayTerms(giveaway: Terms): string[] {
  const { kind, audience, maxEntries, winnersAsked, claimSeconds, presentMinutes } = giveaway
  return [
    sayCost(giveaway),
    sayKind(giveaway),
    ...(audience === 'everyone' ? [] : [say(`terms.${audience}`)]),
    ...(maxEntries === null || kind === 'first' ? [] : [say('terms.room', { count: maxEntries })]),
    ...(kind === 'first' ? [] : [say('terms.winners', { count: winnersAsked })]),
    ...(claimSeconds === null ? [] : [say('terms.claim', { count: claimSeconds })]),
    ...(presentMinutes === null ? [] : [say('terms.present', { count: presentMinutes })]),
  ]
}

function sayKind({ kind, maxTickets, activeMinutes, winnersAsked }: Terms): string {
  switch (kind) {
    case 'keyword':
      return say('terms.keyword')
    case 'first':
      return say('terms.first', { count: winnersAsked })
    case 'tickets':
      return say('terms.tickets', { count: maxTickets })
    case 'active':
      return say('terms.active', { count: activeMinutes ?? 1 })
  }
}

/** How one takes part: by typing a word, or by chatting. */
export function sayHow({ kind }: Pick<PublicGiveaway, 'kind'>): string {
  return say(kind === 'active' ? 'how.chat' : 'how.type')
}

/** Whether the counts say who is in. The digest is there once the entries are final. */
export function isCounted({ kind, digest }: Pick<PublicGiveaway, 'kind' | 'digest'>): boolean {
  return isCountedNow({ kind, isSealed: digest !== null })
}

function sayCost({ cost, kind }: Terms): string {
  if (cost === 0) return say('terms.free')
  return say(kind === 'tickets' ? 'terms.ticket-cost' : 'terms.entry-cost', { count: cost })
}

/** What happens now or next, where there is no time to count down. */
export function sayNext({ kind, status, digest, completesAt, winners }: PublicGiveaway): string {
  const isOver = status === 'drawn' || status === 'completed'
  if (kind === 'first' && isOver && winners.length > 0) return say('next.first')
  switch (status) {
    case 'draft':
    case 'scheduled':
      return say('next.planned')
    case 'open':
      return say('next.open')
    case 'paused':
      return say('next.paused')
    case 'closed':
      return say(digest === null ? 'next.sealing' : 'next.draw')
    case 'drawn':
      return completesAt === null ? say('next.waiting') : say('next.seed', { time: sayHour(completesAt) })
    case 'completed':
      return say(winners.length === 0 ? 'next.nobody' : 'next.check')
    case 'cancelled':
      return say('next.cancelled')
  }
}
