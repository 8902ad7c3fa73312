/** What is asked of an entrant beyond the terms that the public page shows, and what a ticket counts; in short parts. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { platformNames } from '@streambot/shared/giveaway/words.ts'
import { sayList } from '../../parts/figures.ts'
import { say } from '../../say.ts'

export function sayConditions({
  conditions,
  leaving,
  kind,
  maxTicketsInAll,
  joinByCode,
}: ChannelGiveaway['rules']): string[] {
  const { platforms, minTier, followDays, accountDays, minBalance, cooldownDays, prizeClass } = conditions
  return [
    ...(platforms ? [say('rules.platforms', { names: sayList(platforms.map((one) => platformNames[one])) })] : []),
    ...(minTier === undefined ? [] : [say('rules.tier', { tier: minTier })]),
    ...(followDays === undefined ? [] : [say('rules.follow', { days: followDays })]),
    ...(accountDays === undefined ? [] : [say('rules.account', { days: accountDays })]),
    ...(minBalance === undefined ? [] : [say('rules.balance', { points: minBalance })]),
    ...(conditions.moderatorsOut ? [say('rules.moderators-out')] : []),
    ...(conditions.unknownPasses ? [say('rules.unknown-passes')] : []),
    ...(cooldownDays === undefined
      ? []
      : prizeClass === undefined
        ? [say('rules.cooldown', { days: cooldownDays })]
        : [say('rules.cooldown-class', { days: cooldownDays, name: prizeClass })]),
    ...(joinByCode === undefined ? [] : [say(`rules.join-${joinByCode}`)]),
    ...sayFactors(conditions),
    ...(maxTicketsInAll === undefined ? [] : [say('rules.in-all', { tickets: maxTicketsInAll })]),
    ...(kind === 'keyword' || kind === 'tickets' ? [say(leaving ? 'rules.leaving' : 'rules.staying')] : []),
  ]
}

const factors = {
  tier1Factor: 'rules.factor-tier1',
  tier2Factor: 'rules.factor-tier2',
  tier3Factor: 'rules.factor-tier3',
  vipFactor: 'rules.factor-vip',
  followerFactor: 'rules.factor-follower',
} as const

function sayFactors(conditions: ChannelGiveaway['rules']['conditions']): string[] {
  return (Object.keys(factors) as (keyof typeof factors)[]) // a literal has no other keys
    .flatMap((name) => {
      const factor = conditions[name] ?? 1
      return factor === 1 ? [] : [say(factors[name], { factor })]
    })
}
