/** The conditions of a giveaway as sentences for the chat. */
import { type Conditions, platformNames } from '../../giveaway/words.ts'
import { and, points } from './phrases.ts'
import type { Speech } from './speech.ts'

/** One sentence for each condition; nothing for what is not asked. */
export function conditionsOf(speech: Speech, conditions: Conditions): readonly (string | false)[] {
  const { platforms, minTier: tier, followDays, accountDays, minBalance, moderatorsOut, cooldownDays } = conditions
  const { say } = speech
  return [
    platforms !== undefined &&
      say('terms.platforms', {
        platforms: and(
          speech,
          platforms.map((platform) => platformNames[platform]),
        ),
      }),
    tier !== undefined && (tier > 1 ? say('terms.tier', { tier }) : say('terms.subscribers')),
    followDays !== undefined &&
      (followDays > 0 ? say('terms.follow-days', { days: followDays }) : say('terms.followers')),
    accountDays !== undefined && say('terms.account-days', { days: accountDays }),
    minBalance !== undefined && say('terms.least-points', { points: points(speech, minBalance) }),
    moderatorsOut === true && say('terms.no-moderators'),
    cooldownDays !== undefined && say('terms.cooldown', { days: cooldownDays }),
    factorsOf(speech, conditions),
  ]
}

type Factor = number | undefined

function factorsOf(speech: Speech, conditions: Conditions): string | false {
  const { tier1Factor, tier2Factor, tier3Factor, vipFactor, followerFactor } = conditions
  const tiers = [tier1Factor, tier2Factor, tier3Factor]
  const isSame = tiers.every((factor) => factor === tier1Factor)
  const parts = [
    ...(isSame ? [sayFactor(tier1Factor, (factor) => speech.say('factor.subscribers', { factor }))] : []),
    ...(isSame
      ? []
      : tiers.map((one, index) => sayFactor(one, (factor) => speech.say('factor.tier', { tier: index + 1, factor })))),
    sayFactor(vipFactor, (factor) => speech.say('factor.vips', { factor })),
    sayFactor(followerFactor, (factor) => speech.say('factor.followers', { factor })),
  ].filter((part) => part !== undefined)
  return parts.length > 0 && speech.say('terms.factors', { list: and(speech, parts) })
}

function sayFactor(factor: Factor, say: (factor: number) => string): string | undefined {
  return factor === undefined || factor === 1 ? undefined : say(factor)
}
