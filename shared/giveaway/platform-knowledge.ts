/** What each platform tells of its people, so that a rule can be met there. The table of the streamer's guide says the same. */
import type { ChatPlatform } from './words.ts'

/** What rules ask of somebody. */
export const traits = ['subscription', 'tier', 'vip', 'moderator', 'follow', 'account-age'] as const
export type Trait = (typeof traits)[number]

/**
 * `told` with each message; `asked`: looked up; `unknown` of everybody there; `one`: everybody who subscribes has the first tier;
 * `nobody` is one there.
 */
export type Knowledge = 'told' | 'asked' | 'unknown' | 'one' | 'nobody'

const everywhere = { twitch: 'told', youtube: 'told', kick: 'told' } as const

export const knowledge: Readonly<Record<Trait, Readonly<Record<ChatPlatform, Knowledge>>>> = {
  subscription: everywhere,
  tier: { twitch: 'told', youtube: 'one', kick: 'one' },
  vip: { twitch: 'told', youtube: 'nobody', kick: 'told' },
  moderator: everywhere,
  follow: { twitch: 'asked', youtube: 'unknown', kick: 'unknown' },
  'account-age': { twitch: 'asked', youtube: 'asked', kick: 'unknown' },
}

/** Those of the platforms that cannot tell this of everybody. */
export function findUntold(trait: Trait, asked: readonly ChatPlatform[]): ChatPlatform[] {
  return asked.filter((platform) => !['told', 'asked'].includes(knowledge[trait][platform]))
}
