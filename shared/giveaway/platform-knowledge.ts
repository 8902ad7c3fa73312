/** What each platform tells of its people, so that a rule can be met there. The table of the streamer's guide says the same. */
import { type Conditions, type GiveawayRules, type Platform, platforms } from './words.ts'

/** What rules ask of somebody. */
export const traits = ['subscription', 'tier', 'vip', 'moderator', 'follow', 'account-age'] as const
export type Trait = (typeof traits)[number]

/**
 * `told` with each message; `asked`: looked up; `unknown` of everybody there; `one`: everybody who subscribes has the first tier;
 * `nobody` is one there.
 */
export type Knowledge = 'told' | 'asked' | 'unknown' | 'one' | 'nobody'

const everywhere = { twitch: 'told', youtube: 'told', kick: 'told' } as const

export const knowledge: Readonly<Record<Trait, Readonly<Record<Platform, Knowledge>>>> = {
  subscription: everywhere,
  tier: { twitch: 'told', youtube: 'one', kick: 'one' },
  vip: { twitch: 'told', youtube: 'nobody', kick: 'told' },
  moderator: everywhere,
  follow: { twitch: 'asked', youtube: 'unknown', kick: 'unknown' },
  'account-age': { twitch: 'asked', youtube: 'asked', kick: 'unknown' },
}

/** A trait that rules ask for and a platform does not tell in full. */
export interface Gap {
  readonly trait: Trait
  readonly platform: Platform
  readonly knowledge: Exclude<Knowledge, 'told' | 'asked'>
}

/**
 * What these rules ask for and these platforms do not tell, or not in full. Who has to have a trait that is `unknown` is refused there
 * unless `unknownPasses`; a factor for it counts once.
 */
export function unknownOn(
  rules: Pick<GiveawayRules, 'audience' | 'conditions'>,
  asked: readonly Platform[] = rules.conditions.platforms ?? platforms,
): Gap[] {
  return traitsOf(rules).flatMap((trait) =>
    asked.flatMap((platform) => {
      const known = knowledge[trait][platform]
      return known === 'told' || known === 'asked' ? [] : [{ trait, platform, knowledge: known }]
    }),
  )
}

/** What rules ask for, in the order of `traits`. */
function traitsOf({ audience, conditions }: Pick<GiveawayRules, 'audience' | 'conditions'>): Trait[] {
  const { moderatorsOut, vipFactor, accountDays } = conditions
  const isAsked: Readonly<Record<Trait, boolean>> = {
    subscription: audience === 'subscribers',
    tier: asksForTier(conditions),
    vip: audience === 'vips' || vipFactor !== undefined,
    moderator: audience === 'moderators' || moderatorsOut === true,
    follow: conditions.followDays !== undefined || conditions.followerFactor !== undefined,
    'account-age': accountDays !== undefined,
  }
  return traits.filter((trait) => isAsked[trait])
}

/** The first tier everybody who subscribes has; above it the platforms differ. */
function asksForTier({ minTier = 0, tier1Factor = 1, tier2Factor = 1, tier3Factor = 1 }: Conditions): boolean {
  return minTier > 1 || tier2Factor !== tier1Factor || tier3Factor !== tier1Factor
}
