/** The terms of a giveaway as sentences for the chat: how one takes part, who may, for how long. */
import type { Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { conditionsOf } from './conditions.ts'
import { count, duration, number, points, sentences, typed } from './phrases.ts'

/** How one takes part. */
export function invitation({ word, rules }: Giveaway, pointsName: string): string {
  if (rules.activeMinutes !== undefined)
    return `Just chat: whoever writes within the last ${count(rules.activeMinutes, 'minute')} before it closes is in.`
  if (rules.kind === 'first') return sayFirst(word, rules, pointsName)
  const several = rules.kind === 'tickets' && rules.maxTickets > 1
  const many = several ? `, up to ${count(rules.maxTickets, 'ticket')} a person (${typed(word)} 2)` : ''
  const cost = rules.cost > 0 && `${several ? 'A ticket' : 'It'} costs ${points(rules.cost, pointsName)}.`
  return sentences(`Type ${typed(word)} to enter${many}.`, cost)
}

/** Who may take part, how many win, how long it takes. */
export function limitsOf(giveaway: Giveaway, pointsName: string, now: Date): string {
  const { maxEntries, maxTicketsInAll, winners } = giveaway.rules
  const isFirst = giveaway.rules.kind === 'first'
  return sentences(
    audienceOf(giveaway.rules),
    ...conditionsOf(giveaway.rules.conditions, pointsName),
    !isFirst && maxEntries !== undefined && `Room for ${count(maxEntries, 'person', 'people')}.`,
    maxTicketsInAll !== undefined && `${count(maxTicketsInAll, 'ticket')} in all.`,
    !isFirst && winners > 1 && `${count(winners, 'winner')}.`,
    leftOf(giveaway, now),
  )
}

function sayFirst(word: string, { winners, cost }: GiveawayRules, pointsName: string): string {
  const who = winners === 1 ? 'who comes first wins' : `the first ${number(winners)} win`
  return sentences(`Type ${typed(word)}: ${who}!`, cost > 0 && `It costs ${points(cost, pointsName)}.`)
}

function audienceOf({ audience }: GiveawayRules): string | false {
  switch (audience) {
    case 'everyone':
      return false
    case 'subscribers':
      return 'For subscribers.'
    case 'vips':
      return 'For VIPs and moderators.'
    case 'moderators':
      return 'For moderators.'
  }
}

/** How long it is open. */
export function leftOf({ closesAt }: Giveaway, now: Date): string | false {
  return closesAt !== undefined && `Open for ${duration(Math.max(0, closesAt.getTime() - now.getTime()))}.`
}
