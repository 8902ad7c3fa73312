/** Who may enter. What is decided here rests on what the platform said with the message. */
import type { Account, Audience, EntryAsk, Refusal, Roles } from './words.ts'

/** Settings of the channel that hold for all its giveaways. */
export interface EntryLimits {
  /** Asks a viewer may make in a minute. */
  readonly attemptsPerMinute: number
  /** Logins that never enter: other bots. */
  readonly excluded: ReadonlySet<string>
}

/** Why this person may not enter, or nothing. The streamer and other bots never enter. */
export function whyBarred(audience: Audience, limits: EntryLimits, ask: EntryAsk): Refusal | undefined {
  if (ask.roles.broadcaster || limits.excluded.has(ask.account.login)) return 'excluded'
  return whyOutside(audience, ask.roles)
}

/** What an entry rested on, kept with it: the roles at that moment and where they came from. */
export function describeEvidence(account: Account, roles: Roles): object {
  const held = (['moderator', 'vip', 'subscriber'] as const).filter((role) => roles[role])
  return {
    source: `${account.platform} chat`,
    roles: held,
    ...(roles.subscriber && { tier: roles.tier, months: roles.months }),
  }
}

function whyOutside(audience: Audience, roles: Roles): Refusal | undefined {
  switch (audience) {
    case 'everyone':
      return undefined
    case 'subscribers':
      return roles.subscriber ? undefined : 'not-subscriber'
    case 'vips':
      return roles.vip || roles.moderator ? undefined : 'not-vip'
    case 'moderators':
      return roles.moderator ? undefined : 'not-moderator'
  }
}
