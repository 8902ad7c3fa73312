/** Rewards, orders and the queue as they cross the wire. */
import type { OwnOrderView, PublicOrder, PublicQueue, PublicReward } from '../contract/rewards.ts'
import type { Order, OwnOrder, Queue } from '../engine/ports/rewards.ts'
import type { Reward } from '../giveaway/rewards.ts'
import { writeTicket } from '../giveaway/ticket-numbers.ts'
import { toTime } from './public.ts'

export function toPublicReward(reward: Reward): PublicReward {
  const { pricedAt: _, stock = null, mostPerPerson = null, mostInAll = null, ...rest } = reward
  return { ...rest, stock, mostPerPerson, mostInAll }
}

export function toPublicOrder(order: Order): PublicOrder {
  const { rewardId, viewerId, platform, userId, name } = order
  return { ...describe(order), rewardId, viewerId, platform, userId, name }
}

export function toOwnOrder(order: OwnOrder): OwnOrderView {
  return { ...describe(order), ahead: order.ahead }
}

/** What everybody may see of a queue. */
export function toPublicQueue({ serving, next, waiting }: Queue): PublicQueue {
  return { serving: serving ? toPlace(serving) : null, next: next.map(toPlace), waiting }
}

function toPlace(order: Order): { ticket: string; name: string } {
  return { ticket: writeTicket(order), name: order.name }
}

function describe(order: Order) {
  const { id, day, rewardName: reward, said, paid, status, orderedAt, servedAt, decidedAt } = order
  const times = { orderedAt: orderedAt.toISOString(), servedAt: toTime(servedAt), decidedAt: toTime(decidedAt) }
  return { id, ticket: writeTicket(order), day, reward, said, paid, status, ...times }
}
