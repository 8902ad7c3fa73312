/** What rules ask for beyond a chat message: looked up before an ask joins its batch and before a draw, outside every transaction. */
import type { Account, Conditions, Facts, Finding } from '../giveaway/words.ts'
import type { Clock, Ports } from './ports.ts'
import type { LookUps } from './ports/chat.ts'

/** Whether these conditions ask for anything that a chat message does not tell. */
export function needsLookUp(conditions: Conditions): boolean {
  return needsFollow(conditions) || needsAge(conditions)
}

/** Looks up what the conditions ask for, and nothing else. Never rejects: what cannot be found out is `unknown`. */
export async function lookUp(
  { lookUps = {}, clock }: Pick<Ports, 'lookUps' | 'clock'>,
  conditions: Conditions,
  account: Account,
): Promise<Facts> {
  const from = lookUps[account.platform] ?? knowNothing(clock)
  const [follow, age] = await Promise.all([
    needsFollow(conditions) ? from.followedAt(account) : undefined,
    needsAge(conditions) ? from.createdAt(account) : undefined,
  ])
  return { ...(follow && { follow }), ...(age && { account: age }) }
}

function needsFollow({ followDays, followerFactor = 1 }: Conditions): boolean {
  return followDays !== undefined || followerFactor > 1
}

function needsAge({ accountDays }: Conditions): boolean {
  return accountDays !== undefined
}

function knowNothing(clock: Clock): LookUps {
  const know = async ({ platform }: Account): Promise<Finding> => ({
    since: 'unknown',
    source: `${platform} cannot tell`,
    checkedAt: clock.now().toISOString(),
  })
  return { followedAt: know, createdAt: know }
}
