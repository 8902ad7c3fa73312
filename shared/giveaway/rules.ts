/** Whether the rules of a giveaway make sense before it opens. */
import { splitWords, readWord } from './entry.ts'
import { mostPoints } from './amount.ts'
import { isClean } from './text.ts'
import { type Conditions, type GiveawayRules, platforms } from './words.ts'

/** What holds where nothing is said: free, for everyone, one ticket a person, one winner. */
export const usualRules: GiveawayRules = {
  kind: 'keyword',
  cost: 0,
  maxTickets: 1,
  maxEntries: undefined,
  maxTicketsInAll: undefined,
  winners: 1,
  audience: 'everyone',
  conditions: {},
  leaving: true,
}

/** What is wrong with a giveaway that is about to open, as a sentence; nothing when it may open. */
export function whyBadRules(title: string, word: string, rules: GiveawayRules): string | undefined {
  if (title.trim() === '' || title.length > 200) return 'The prize needs a name of 1 to 200 characters.'
  if (!isClean(title)) return 'The name of the prize has characters in it that cannot be kept.'
  if (splitWords(word).length !== 1 || readWord(word) !== word || !isClean(word) || word.length > 50)
    return 'The word to type is one word of up to 50 characters.'
  if (!isWhole(rules.cost, 0, mostPoints)) return 'The cost is a whole number of points, 0 or more.'
  if (!isWhole(rules.maxTickets, 1, 1_000_000)) return 'Tickets a person may hold: a whole number from 1 to 1,000,000.'
  if (rules.kind !== 'tickets' && rules.maxTickets !== 1)
    return 'Everybody holds one ticket in a giveaway of this kind.'
  if (!isWholeOrNone(rules.maxEntries)) return 'The most entries: a whole number, 1 or more.'
  if (!isWholeOrNone(rules.maxTicketsInAll)) return 'The most tickets in all: a whole number, 1 or more.'
  if (!isWhole(rules.winners, 1, 1_000)) return 'Winners: a whole number from 1 to 1,000.'
  if (!isWholeOrNone(rules.claimSeconds, 5, 86_400)) return 'Seconds to claim: a whole number from 5 to 86,400.'
  return whyBadConditions(rules.conditions) ?? whyBadActive(rules) ?? whyBadFirst(rules)
}

/** What would have to be looked up for each of a whole chat at once cannot be asked of active chatters. */
function whyBadActive({ kind, activeMinutes, cost, maxEntries, maxTicketsInAll, conditions }: GiveawayRules) {
  if (kind !== 'active') return activeMinutes === undefined ? undefined : 'Minutes of chatting are for active chatters.'
  const { followDays, accountDays, followerFactor = 1 } = conditions
  if (!isWhole(activeMinutes ?? 0, 1, 1_440)) return 'Minutes of chatting: a whole number from 1 to 1,440.'
  if (cost > 0) return 'Active chatters are in without asking, so it costs them nothing.'
  if (maxEntries !== undefined || maxTicketsInAll !== undefined)
    return 'Every active chatter is in, so there is no limit of people or tickets.'
  if (followDays !== undefined || accountDays !== undefined || followerFactor > 1)
    return 'Follows and the age of accounts cannot be looked up for all active chatters at once.'
  return undefined
}

function whyBadConditions(conditions: Conditions): string | undefined {
  const { minTier, minBalance, followDays, accountDays, cooldownDays, prizeClass } = conditions
  const named = conditions.platforms
  if (named && (named.length === 0 || !named.every((one) => platforms.includes(one))))
    return 'Platforms are one or more of twitch, youtube and kick.'
  if (!isWholeOrNone(minTier, 1, 3)) return 'The lowest tier is 1, 2 or 3.'
  if (!isWholeOrNone(minBalance, 1, mostPoints)) return 'The points to have: a whole number, 1 or more.'
  if (!isWholeOrNone(followDays, 0, mostDays)) return 'Days of following: a whole number from 0 to 10,000.'
  if (!isWholeOrNone(accountDays, 1, mostDays)) return 'Days of the account: a whole number from 1 to 10,000.'
  if (!isWholeOrNone(cooldownDays, 1, mostDays)) return 'Days a winner waits: a whole number from 1 to 10,000.'
  if (
    prizeClass !== undefined &&
    (readWord(prizeClass) !== prizeClass || !isClean(prizeClass) || prizeClass.length > 50)
  )
    return 'The class of the prize is one word of up to 50 characters.'
  return factorsOf(conditions).every((factor) => isWholeOrNone(factor, 1, 100))
    ? undefined
    : 'A factor for tickets is a whole number from 1 to 100.'
}

/** Who comes first has won: a place for each prize, and nothing to draw, to claim or to give back. */
function whyBadFirst({ kind, winners, maxEntries, maxTicketsInAll, claimSeconds, leaving, conditions }: GiveawayRules) {
  if (kind !== 'first') return undefined
  if (maxEntries !== winners || maxTicketsInAll !== undefined)
    return 'Where the first ones win, there are as many places as winners.'
  if (claimSeconds !== undefined) return 'Who comes first has won at once, so there is nothing to claim.'
  if (leaving) return 'Who comes first has won at once, so nobody leaves.'
  return factorsOf(conditions).every((factor = 1) => factor === 1)
    ? undefined
    : 'Nothing is drawn where the first ones win, so no ticket counts more.'
}

function factorsOf(conditions: Conditions): (number | undefined)[] {
  const { tier1Factor, tier2Factor, tier3Factor, vipFactor, followerFactor } = conditions
  return [tier1Factor, tier2Factor, tier3Factor, vipFactor, followerFactor]
}

const mostDays = 10_000

function isWholeOrNone(value: number | undefined, least = 1, most = 1_000_000_000): boolean {
  return value === undefined || isWhole(value, least, most)
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most
}
