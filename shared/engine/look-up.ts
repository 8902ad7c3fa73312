/** What rules ask for beyond a chat message: looked up before an ask joins its batch and before a draw, outside every transaction. */
import type { Account, Conditions, Facts, Finding, Platform } from '../giveaway/words.ts'
import type { Clock, Ports } from './ports.ts'

/** Whether these conditions ask for anything that a chat message does not tell. */
export function needsLookUp(conditions: Conditions): boolean {
  return needsFollow(conditions) || needsAge(conditions)
}

/** Whether a platform tells what these conditions ask of who may enter. Where it does not, that is so for all its viewers. */
export function canLookUp(
  { lookUps = {} }: Pick<Ports, 'lookUps'>,
  conditions: Conditions,
  platform: Platform,
): boolean {
  const { followedAt, createdAt } = lookUps[platform] ?? {}
  return (
    (conditions.followDays === undefined || followedAt !== undefined) &&
    (!needsAge(conditions) || createdAt !== undefined)
  )
}

/** Looks up what the conditions ask for, and nothing else. Never rejects: what cannot be found out is `unknown`. */
export async function lookUp(
  { lookUps = {}, clock }: Pick<Ports, 'lookUps' | 'clock'>,
  conditions: Conditions,
  account: Account,
): Promise<Facts> {
  const { followedAt = cannotTell(clock), createdAt = cannotTell(clock) } = lookUps[account.platform] ?? {}
  const [follow, age] = await Promise.all([
    needsFollow(conditions) ? followedAt(account) : undefined,
    needsAge(conditions) ? createdAt(account) : undefined,
  ])
  return { ...(follow && { follow }), ...(age && { account: age }) }
}

function needsFollow({ followDays, followerFactor = 1 }: Conditions): boolean {
  return followDays !== undefined || followerFactor > 1
}

function needsAge({ accountDays }: Conditions): boolean {
  return accountDays !== undefined
}

function cannotTell(clock: Clock): (account: Account) => Promise<Finding> {
  return async ({ platform }) => ({
    since: 'unknown',
    source: `${platform} cannot tell`,
    checkedAt: clock.now().toISOString(),
  })
}
