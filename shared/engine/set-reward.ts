/** Rewards are made, changed and taken out of the shop. */
import type { Answer } from '../giveaway/answers.ts'
import { isReward, type Reward, type RewardRules } from '../giveaway/rewards.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { doOnce, no, yes } from './change.ts'
import type { Cause, Ports } from './ports.ts'

type Needs = Pick<Ports, 'store' | 'clock'>

export function addReward(
  { store, clock }: Needs,
  streamerId: StreamerId,
  rules: RewardRules,
  cause: Cause,
): Promise<Answer<Reward>> {
  return doOnce(store, cause, async (tx): Promise<Answer<Reward>> => {
    if (!isReward(rules)) return no('bad-reward')
    const reward = await tx.addReward(streamerId, rules, clock.now())
    if (!reward) return no('name-taken')
    tx.addAudit(streamerId, cause.actor, 'reward added', undefined, { rewardId: reward.id, ...rules })
    return yes(reward)
  })
}

/** What changes of a reward: what is absent stays, and `null` is taken away. */
export type RewardStep = { readonly [Name in keyof RewardRules]?: RewardRules[Name] | null | undefined }

/** A new price holds for those who write from now on. */
export function changeReward(
  { store, clock }: Needs,
  streamerId: StreamerId,
  rewardId: number,
  step: RewardStep,
  cause: Cause,
): Promise<Answer<Reward>> {
  return doOnce(store, cause, async (tx): Promise<Answer<Reward>> => {
    const before = await tx.lockReward(streamerId, rewardId)
    if (!before) return no('no-such-reward')
    const said = Object.entries(step).filter(([, value]) => value !== undefined)
    const changed: Reward = {
      ...before,
      ...Object.fromEntries(said.map(([name, value]) => [name, value ?? undefined])),
    }
    if (!isReward(changed)) return no('bad-reward')
    const reward = { ...changed, pricedAt: changed.price === before.price ? before.pricedAt : clock.now() }
    if (!(await tx.saveReward(streamerId, reward))) return no('name-taken')
    const { name } = reward
    tx.addAudit(streamerId, cause.actor, 'reward changed', undefined, { rewardId, ...step, name })
    return yes(reward)
  })
}

/** Nobody can have it any more. Its orders stay, and can be served and refunded. */
export function removeReward(
  { store, clock }: Needs,
  streamerId: StreamerId,
  rewardId: number,
  cause: Cause,
): Promise<Answer<true>> {
  return doOnce(store, cause, async (tx): Promise<Answer<true>> => {
    const reward = await tx.lockReward(streamerId, rewardId)
    if (!reward) return no('no-such-reward')
    tx.removeReward(streamerId, rewardId, clock.now())
    tx.addAudit(streamerId, cause.actor, 'reward removed', undefined, { rewardId, name: reward.name })
    return yes(true)
  })
}
