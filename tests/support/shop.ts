/** A channel with a reward, and people who have points. */
import type { Said } from '@streambot/shared/engine/ports.ts'
import type { Order } from '@streambot/shared/engine/ports/rewards.ts'
import { createRedeeming, type Redemption } from '@streambot/shared/engine/redeem.ts'
import { addReward } from '@streambot/shared/engine/set-reward.ts'
import { readRedeem, type Reward, type RewardRules, usualReward } from '@streambot/shared/giveaway/rewards.ts'
import type { Account, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { newMessage, person, type TestEngine } from './engine.ts'

/** A message of a moderator. */
export const said = (id = newMessage()): Said => ({ actor: 'twitch:mod', message: { platform: 'twitch', id } })

/** Puts a reward into the shop: a song for ten points unless something else is said. Throws with the refusal. */
export async function stock(
  { ports }: TestEngine,
  streamerId: StreamerId,
  rules: Partial<RewardRules> = {},
): Promise<Reward> {
  const added = await addReward(ports, streamerId, { ...usualReward, name: 'song', price: 10, ...rules }, said())
  if (!added.ok) throw new Error(`The reward was not added: ${added.code}`)
  return added.value
}

/** Everybody asks at once, each in a message of their own. */
export function redeemAll(
  engine: TestEngine,
  streamerId: StreamerId,
  people: readonly Account[],
  text = '!redeem song',
  ids = people.map(() => newMessage()),
): Promise<Redemption[]> {
  const { redeem } = createRedeeming(engine.ports)
  const named = readRedeem(text)
  return Promise.all(
    people.map((account, index) => {
      const message = { platform: account.platform, id: ids[index] ?? newMessage() }
      return redeem(streamerId, { message, account, named, sentAt: engine.clock.now() })
    }),
  )
}

/** The numbers as they are written, or why not. */
export const outcomes = (answers: readonly Redemption[]): string[] =>
  answers.map((answer) => (answer.ok ? answer.value.ticket : answer.code))

export const crowd = (count: number, from = 1): Account[] =>
  Array.from({ length: count }, (_, index) => person(from + index))

/** All orders of a channel, the oldest first. */
export async function listAll({ store }: TestEngine, streamerId: StreamerId): Promise<Order[]> {
  return (await store.listOrders(streamerId, undefined, { after: undefined, count: 10_000 })).toReversed()
}
