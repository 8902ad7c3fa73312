/** The terms of a giveaway as sentences for the chat: how one takes part, who may, for how long. */
import type { Giveaway, GiveawayRules } from '../../giveaway/words.ts'
import { conditionsOf } from './conditions.ts'
import { duration, points, typed } from './phrases.ts'
import type { Speech } from './speech.ts'

/** How one takes part. */
export function invitation(speech: Speech, { word, rules }: Giveaway): string {
  const { kind, activeMinutes, maxTickets, winners, cost } = rules
  if (activeMinutes !== undefined) return speech.say('enter.chat', { minutes: activeMinutes })
  const said = { word: typed(word), winners, tickets: maxTickets, points: points(speech, cost) }
  if (kind === 'first') return speech.say(cost > 0 ? 'enter.first-cost' : 'enter.first', said)
  if (kind === 'tickets' && maxTickets > 1) return speech.say(cost > 0 ? 'enter.tickets-cost' : 'enter.tickets', said)
  return speech.say(cost > 0 ? 'enter.keyword-cost' : 'enter.keyword', said)
}

/** Who may take part, how many win, how long it takes. */
export function limitsOf(speech: Speech, giveaway: Giveaway, now: Date): string {
  const { maxEntries, maxTicketsInAll, winners, conditions, joinByCode, presentMinutes } = giveaway.rules
  const isFirst = giveaway.rules.kind === 'first'
  const terms = [
    audienceOf(speech, giveaway.rules),
    ...conditionsOf(speech, conditions),
    !isFirst && maxEntries !== undefined && speech.say('terms.room', { people: maxEntries }),
    maxTicketsInAll !== undefined && speech.say('terms.tickets', { tickets: maxTicketsInAll }),
    !isFirst && winners > 1 && speech.say('terms.winners', { winners }),
    joinByCode !== undefined && speech.say('terms.join'),
    presentMinutes !== undefined && speech.say('terms.present', { minutes: presentMinutes }),
    leftOf(speech, giveaway, now),
  ]
  return terms.filter(Boolean).join(' ')
}

/** How long it is open; empty where it has no end. */
export function leftOf(speech: Speech, { closesAt }: Giveaway, now: Date): string {
  if (closesAt === undefined) return ''
  return speech.say('terms.time-left', { time: duration(speech, Math.max(0, closesAt.getTime() - now.getTime())) })
}

function audienceOf(speech: Speech, { audience }: GiveawayRules): string | false {
  return audience !== 'everyone' && speech.say(`terms.${audience}`)
}
