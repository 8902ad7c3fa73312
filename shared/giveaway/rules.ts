/** Whether the rules of a giveaway make sense before it opens. */
import { splitWords, readWord } from './entry.ts'
import { mostPoints } from './amount.ts'
import { isClean } from './text.ts'
import { chatPlatforms, type Conditions, type GiveawayRules } from './words.ts'

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

/** What can be wrong with a giveaway that is about to open. */
export type RuleFault =
  | 'title'
  | 'title-unclean'
  | 'word'
  | 'cost'
  | 'tickets'
  | 'one-ticket'
  | 'entries'
  | 'tickets-in-all'
  | 'winners'
  | 'claim'
  | 'minutes-of-others'
  | 'minutes'
  | 'active-cost'
  | 'active-limit'
  | 'active-look-up'
  | 'platforms'
  | 'tier'
  | 'least-points'
  | 'follow-days'
  | 'account-days'
  | 'cooldown'
  | 'prize-class'
  | 'factor'
  | 'first-places'
  | 'first-claim'
  | 'first-leaving'
  | 'first-factor'
  | 'active-join'
  | 'guest-keys'
  | 'present'
  | 'first-present'

/** What is wrong with a giveaway that is about to open; nothing when it may open. */
export function whyBadRules(title: string, word: string, rules: GiveawayRules): RuleFault | undefined {
  if (title.trim() === '' || title.length > 200) return 'title'
  if (!isClean(title)) return 'title-unclean'
  if (splitWords(word).length !== 1 || readWord(word) !== word || !isClean(word) || word.length > 50) return 'word'
  if (!isWhole(rules.cost, 0, mostPoints)) return 'cost'
  if (!isWhole(rules.maxTickets, 1, 1_000_000)) return 'tickets'
  if (rules.kind !== 'tickets' && rules.maxTickets !== 1) return 'one-ticket'
  if (!isWholeOrNone(rules.maxEntries)) return 'entries'
  if (!isWholeOrNone(rules.maxTicketsInAll)) return 'tickets-in-all'
  if (!isWhole(rules.winners, 1, 1_000)) return 'winners'
  if (!isWholeOrNone(rules.claimSeconds, 5, 86_400)) return 'claim'
  return whyBadConditions(rules.conditions) ?? whyBadActive(rules) ?? whyBadFirst(rules) ?? whyBadJoining(rules)
}

/** Where chatting enters nothing else does; a key is shown to whoever signs in; and who came first needs no draw to be there for. */
function whyBadJoining({ kind, joinByCode, poolId, presentMinutes }: GiveawayRules): RuleFault | undefined {
  if (kind === 'active' && joinByCode !== undefined) return 'active-join'
  if (joinByCode === 'guests' && poolId !== undefined) return 'guest-keys'
  if (!isWholeOrNone(presentMinutes, 1, 1_440)) return 'present'
  return kind === 'first' && presentMinutes !== undefined ? 'first-present' : undefined
}

/** What would have to be looked up for each of a whole chat at once cannot be asked of active chatters. */
function whyBadActive({
  kind,
  activeMinutes,
  cost,
  maxEntries,
  maxTicketsInAll,
  conditions,
}: GiveawayRules): RuleFault | undefined {
  if (kind !== 'active') return activeMinutes === undefined ? undefined : 'minutes-of-others'
  const { followDays, accountDays, followerFactor = 1 } = conditions
  if (!isWhole(activeMinutes ?? 0, 1, 1_440)) return 'minutes'
  if (cost > 0) return 'active-cost'
  if (maxEntries !== undefined || maxTicketsInAll !== undefined) return 'active-limit'
  if (followDays !== undefined || accountDays !== undefined || followerFactor > 1) return 'active-look-up'
  return undefined
}

function whyBadConditions(conditions: Conditions): RuleFault | undefined {
  const { minTier, minBalance, followDays, accountDays, cooldownDays, prizeClass } = conditions
  const named = conditions.platforms
  if (named && (named.length === 0 || !named.every((one) => chatPlatforms.includes(one)))) return 'platforms'
  if (!isWholeOrNone(minTier, 1, 3)) return 'tier'
  if (!isWholeOrNone(minBalance, 1, mostPoints)) return 'least-points'
  if (!isWholeOrNone(followDays, 0, mostDays)) return 'follow-days'
  if (!isWholeOrNone(accountDays, 1, mostDays)) return 'account-days'
  if (!isWholeOrNone(cooldownDays, 1, mostDays)) return 'cooldown'
  if (
    prizeClass !== undefined &&
    (readWord(prizeClass) !== prizeClass || !isClean(prizeClass) || prizeClass.length > 50)
  )
    return 'prize-class'
  return factorsOf(conditions).every((factor) => isWholeOrNone(factor, 1, 100)) ? undefined : 'factor'
}

/** Who comes first has won: a place for each prize, and nothing to draw, to claim or to give back. */
function whyBadFirst({
  kind,
  winners,
  maxEntries,
  maxTicketsInAll,
  claimSeconds,
  leaving,
  conditions,
}: GiveawayRules): RuleFault | undefined {
  if (kind !== 'first') return undefined
  if (maxEntries !== winners || maxTicketsInAll !== undefined) return 'first-places'
  if (claimSeconds !== undefined) return 'first-claim'
  if (leaving) return 'first-leaving'
  return factorsOf(conditions).every((factor = 1) => factor === 1) ? undefined : 'first-factor'
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
