/** The conditions of a giveaway as sentences for the chat. */
import type { Conditions, Platform } from '@streambot/shared/giveaway/words.ts'
import { and, count, points } from './phrases.ts'

export const platformNames: Record<Platform, string> = { twitch: 'Twitch', youtube: 'YouTube', kick: 'Kick' }

/** One sentence for each condition; nothing for what is not asked. */
export function conditionsOf(conditions: Conditions, pointsName: string): readonly (string | false)[] {
  const { platforms, minTier, followDays, accountDays, minBalance, moderatorsOut, cooldownDays } = conditions
  return [
    platforms !== undefined && `Only on ${and(platforms.map((platform) => platformNames[platform]))}.`,
    minTier !== undefined && `For subscribers${minTier > 1 ? ` of tier ${minTier} or higher` : ''}.`,
    followDays !== undefined && `For followers${followDays > 0 ? ` since ${count(followDays, 'day')} or more` : ''}.`,
    accountDays !== undefined && `For accounts of ${count(accountDays, 'day')} or more.`,
    minBalance !== undefined && `For those with ${points(minBalance, pointsName)} or more.`,
    moderatorsOut === true && 'Not for moderators.',
    cooldownDays !== undefined && `Not for winners of the last ${count(cooldownDays, 'day')}.`,
    factorsOf(conditions),
  ]
}

function factorsOf(conditions: Conditions): string | false {
  const { tier1Factor, tier2Factor, tier3Factor, vipFactor, followerFactor } = conditions
  const named: [who: string, factor: number | undefined][] = [
    ['subscribers', sameFactor(tier1Factor, tier2Factor, tier3Factor)],
    ...tiersApart(tier1Factor, tier2Factor, tier3Factor),
    ['VIPs', vipFactor],
    ['followers', followerFactor],
  ]
  const parts = named.flatMap(([who, factor]) =>
    factor === undefined || factor === 1 ? [] : [`${who} ${factor} times`],
  )
  return parts.length > 0 && `Tickets count more: for ${and(parts)}.`
}

type Factor = number | undefined

function sameFactor(one: Factor, two: Factor, three: Factor): Factor {
  return one === two && two === three ? one : undefined
}

function tiersApart(...factors: [Factor, Factor, Factor]): [string, Factor][] {
  if (sameFactor(...factors) !== undefined) return []
  return factors.map((factor, index) => [`tier ${index + 1}`, factor])
}
