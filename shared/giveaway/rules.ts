/** Whether the rules of a giveaway make sense before it opens. */
import { splitWords, readWord } from './entry.ts'
import { mostPoints } from './amount.ts'
import type { GiveawayRules } from './words.ts'

/** What is wrong with a giveaway that is about to open, as a sentence; nothing when it may open. */
export function whyBadRules(title: string, word: string, rules: GiveawayRules): string | undefined {
  if (title.trim() === '' || title.length > 200) return 'The prize needs a name of 1 to 200 characters.'
  if (splitWords(word).length !== 1 || readWord(word) !== word || word.length > 50)
    return 'The word to type is one word of up to 50 characters.'
  if (!isWhole(rules.cost, 0, mostPoints)) return 'The cost is a whole number of points, 0 or more.'
  if (!isWhole(rules.maxTickets, 1, 1_000_000)) return 'Tickets a person may hold: a whole number from 1 to 1,000,000.'
  if (rules.kind === 'keyword' && rules.maxTickets !== 1) return 'With a keyword everybody holds one ticket.'
  if (!isWholeOrNone(rules.maxEntries)) return 'The most entries: a whole number, 1 or more.'
  if (!isWholeOrNone(rules.maxTicketsInAll)) return 'The most tickets in all: a whole number, 1 or more.'
  return isWhole(rules.winners, 1, 1_000) ? undefined : 'Winners: a whole number from 1 to 1,000.'
}

function isWholeOrNone(value: number | undefined): boolean {
  return value === undefined || isWhole(value, 1, 1_000_000_000)
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most
}
