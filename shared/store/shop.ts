/** The verbs of rewards and their orders, over `rewards`, `orders` and `token_sequence`. */
import type { RewardStore, RewardTx } from '../engine/ports/rewards.ts'
import { noteLive } from './bot-configs.ts'
import * as orders from './orders.ts'
import * as rewards from './rewards.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export function openShop(reader: Reader): RewardStore {
  return {
    findRewards: (streamerId) => rewards.findRewards(reader, streamerId),
    hasStreamLimits: (streamerId) => rewards.hasStreamLimits(reader, streamerId),
    noteLive: (streamerId, now) => noteLive(reader, streamerId, now),
    listOrders: (streamerId, status, page) => orders.listOrders(reader, streamerId, status, page),
    listOwnOrders: (streamerId, viewerId, page) => orders.listOwnOrders(reader, streamerId, viewerId, page),
    findTicketsOf: (streamerId, account) => orders.findTicketsOf(reader, streamerId, account),
    findQueue: (streamerId, count) => orders.findQueue(reader, streamerId, count),
  }
}

export function openShopTx(session: Session): RewardTx {
  return {
    addReward: (streamerId, rules, now) => rewards.addReward(session, streamerId, rules, now),
    lockReward: (streamerId, id) => rewards.lockReward(session, streamerId, id),
    saveReward: (streamerId, reward) => rewards.saveReward(session, streamerId, reward),
    removeReward: (streamerId, id, now) => rewards.removeReward(session, streamerId, id, now),
    lockShop: (streamerId, words, ids) => rewards.lockShop(session, streamerId, words, ids),
    findShelf: (shelf, viewerIds, since) => rewards.findShelf(session, shelf, viewerIds, since),
    addOrders: (streamerId, day, added, now) => orders.addOrders(session, streamerId, day, added, now),
    lockOrder: (streamerId, id) => orders.lockOrder(session, streamerId, id),
    findByTicket: (streamerId, prefix, number) => orders.findByTicket(session, streamerId, prefix, number),
    findServing: (streamerId) => orders.findServing(session, streamerId),
    findNextOrder: (streamerId) => orders.findNextOrder(session, streamerId),
    countWaiting: (streamerId) => orders.countWaiting(session, streamerId),
    changeOrder: (id, step) => orders.changeOrder(session, id, step),
    restock: (id) => rewards.restock(session, id),
    followMerge: (viewerId) => orders.followMerge(session, viewerId),
  }
}
