/** Who may enter, with what evidence, and what a ticket counts. It rests on what the platform said with the message or when asked. */
import type { Ineligibility, Passing, Refusal } from './answers.ts'
import { isPresent, type Presence } from './join.ts'
import type { Account, Audience, Conditions, EntryAsk, Facts, Finding, GiveawayRules, Roles } from './words.ts'

/** Settings of the channel that hold for all its giveaways. */
export interface EntryLimits {
  /** Asks a viewer may make in a minute. */
  readonly attemptsPerMinute: number
  /** Logins that never enter: other bots. */
  readonly excluded: ReadonlySet<string>
}

/** How somebody stands in the channel at the moment of their ask. */
export interface Standing {
  readonly excluded: boolean
  readonly balance: number
  readonly lastWonAt: number | undefined
}

/** What an entry rested on, kept with it as JSON: the roles at that moment, what was looked up, and where it came from. */
export interface Evidence extends Facts {
  readonly source: string
  readonly roles: readonly ('moderator' | 'vip' | 'subscriber')[]
  /** Of a subscriber. */
  readonly tier?: Roles['tier']
  readonly months?: number
}

const dayMs = 86_400_000

/** Why this person may not enter, or nothing. The streamer and other bots never enter. */
export function whyBarred(
  rules: GiveawayRules,
  limits: EntryLimits,
  standing: Standing,
  ask: EntryAsk,
): Refusal | undefined {
  const { platforms, minBalance = 0 } = rules.conditions
  if (ask.roles.broadcaster || isExcluded(limits, standing, ask.account)) return 'excluded'
  if (platforms && !platforms.some((one) => one === ask.account.platform)) return 'platform-off'
  const barred = whyIneligible(rules, describeEvidence(ask), ask.sentAt)
  if (barred) return barred
  if (standing.balance < minBalance) return 'insufficient-balance'
  return hasWonRecently(rules, standing, ask.sentAt) ? 'won-recently' : undefined
}

/** Somebody who was picked, as they stand at the draw. */
export interface Candidate {
  readonly account: Account
  /** What their entry rested on. */
  readonly evidence: Evidence
  /** What a look-up found since. What it could not find out leaves the evidence as it was. */
  readonly facts: Facts
  readonly standing: Pick<Standing, 'excluded' | 'lastWonAt'>
  readonly presence: Presence
}

/**
 * Why a pick is passed over, or nothing. Roles are those of the entry, since chat alone tells them; points are not asked for again, since
 * the entry was paid with them.
 */
export function whyPassedOver(
  rules: Pick<GiveawayRules, 'audience' | 'conditions' | 'presentMinutes'>,
  limits: Pick<EntryLimits, 'excluded'>,
  { account, evidence, facts, standing, presence }: Candidate,
  now: Date,
): Passing | undefined {
  if (isExcluded(limits, standing, account)) return 'excluded'
  const barred = whyIneligible(rules, { ...evidence, ...knownOf(facts) }, now)
  if (barred) return barred
  if (hasWonRecently(rules, standing, now)) return 'won-recently'
  const { presentMinutes } = rules
  return presentMinutes === undefined || isPresent(presence, presentMinutes, now) ? undefined : 'not-present'
}

/** A look-up that failed at the draw bars nobody: whoever cut the line could steer by it. */
function knownOf({ follow, account }: Facts): Facts {
  return {
    ...(follow && follow.since !== 'unknown' && { follow }),
    ...(account && account.since !== 'unknown' && { account }),
  }
}

function isExcluded(
  limits: Pick<EntryLimits, 'excluded'>,
  { excluded }: Pick<Standing, 'excluded'>,
  { login }: Pick<Account, 'login'>,
): boolean {
  return excluded || limits.excluded.has(login)
}

function hasWonRecently(
  { conditions }: Pick<GiveawayRules, 'conditions'>,
  { lastWonAt = -Infinity }: Pick<Standing, 'lastWonAt'>,
  now: Date,
): boolean {
  return now.getTime() < lastWonAt + (conditions.cooldownDays ?? 0) * dayMs
}

/** Why the evidence of an entry does not meet the rules at this time, or nothing. */
export function whyIneligible(
  { audience, conditions }: Pick<GiveawayRules, 'audience' | 'conditions'>,
  evidence: Evidence,
  now: Date,
): Ineligibility | undefined {
  const { minTier = 0, moderatorsOut, followDays, accountDays, unknownPasses = false } = conditions
  if (moderatorsOut && evidence.roles.includes('moderator')) return 'moderators-out'
  const outside = whyOutside(audience, evidence.roles)
  if (outside) return outside
  if ((evidence.tier ?? 0) < minTier) return 'not-subscriber'
  return (
    whyTooNew(evidence.follow, followDays, now, unknownPasses, ['not-follower', 'follow-too-new']) ??
    whyTooNew(evidence.account, accountDays, now, unknownPasses, ['account-too-new', 'account-too-new'])
  )
}

/** What an entry rests on, as it is kept with it. */
export function describeEvidence({
  account,
  roles,
  facts,
  byCode = false,
}: Pick<EntryAsk, 'account' | 'roles' | 'facts' | 'byCode'>): Evidence {
  return {
    source: byCode ? 'join by code' : `${account.platform} chat`,
    roles: (['moderator', 'vip', 'subscriber'] as const).filter((role) => roles[role]),
    ...(roles.subscriber && { tier: roles.tier, months: roles.months }),
    ...facts,
  }
}

/** How many tickets each ticket of this person counts: the highest factor that applies, 1 without any. */
export function countFactor(conditions: Conditions, { roles, facts }: Pick<EntryAsk, 'roles' | 'facts'>): number {
  const { tier1Factor, tier2Factor, tier3Factor, vipFactor = 1, followerFactor = 1 } = conditions
  const tierFactor = roles.subscriber ? [1, tier1Factor, tier2Factor, tier3Factor][roles.tier] : undefined
  const isFollower = !Number.isNaN(Date.parse(facts?.follow?.since ?? ''))
  return Math.max(tierFactor ?? 1, roles.vip ? vipFactor : 1, isFollower ? followerFactor : 1)
}

function whyOutside(audience: Audience, roles: Evidence['roles']): Ineligibility | undefined {
  switch (audience) {
    case 'everyone':
      return undefined
    case 'subscribers':
      return roles.includes('subscriber') ? undefined : 'not-subscriber'
    case 'vips':
      return roles.includes('vip') || roles.includes('moderator') ? undefined : 'not-vip'
    case 'moderators':
      return roles.includes('moderator') ? undefined : 'not-moderator'
  }
}

/** What nobody looked up is as unknown as what could not be found out. */
function whyTooNew(
  { since }: Pick<Finding, 'since'> = { since: 'unknown' },
  days: number | undefined,
  now: Date,
  unknownPasses: boolean,
  [never, tooNew]: readonly [never: Ineligibility, tooNew: Ineligibility],
): Ineligibility | undefined {
  if (days === undefined) return undefined
  if (since === 'never') return never
  const from = Date.parse(since)
  if (Number.isNaN(from)) return unknownPasses ? undefined : 'cannot-check'
  // Without days any follow will do, also one that the platform's clock puts a moment after the message.
  return days > 0 && now.getTime() - from < days * dayMs ? tooNew : undefined
}
