/** What rewards and their orders ask of the store. */
import type { Reward, RewardRules, ShelvedReward } from '../../giveaway/rewards.ts'
import type { Streamed } from '../../giveaway/stream-days.ts'
import type { TicketNumber } from '../../giveaway/ticket-numbers.ts'
import type { Account, OrderStatus, Platform, StreamerId, ViewerId } from '../../giveaway/words.ts'
import type { PageAsk } from './channel.ts'

/** Rewards of a streamer that this transaction holds, and what else their orders go by. */
export interface Shop {
  readonly rewards: readonly Reward[]
  readonly timeZone: string
  readonly streamed: Streamed | undefined
}

/** An order that was granted; its number is given when it is written. */
export interface NewOrder {
  readonly viewerId: ViewerId
  readonly account: Pick<Account, 'platform' | 'userId' | 'name'>
  readonly reward: Pick<Reward, 'id' | 'name' | 'prefix' | 'digits'>
  readonly said: string
  readonly paid: number
  /** Who asked for it. */
  readonly actor: string
}

/** An order as it stands in the database. `name` is the account's at the time. */
export interface Order extends TicketNumber {
  readonly id: number
  readonly viewerId: ViewerId
  readonly rewardId: number
  readonly rewardName: string
  readonly platform: Platform
  readonly userId: string
  readonly name: string
  /** What the viewer said with it. The text is a stranger's, and nothing but data. */
  readonly said: string
  readonly paid: number
  readonly status: OrderStatus
  readonly orderedAt: Date
  readonly servedAt: Date | undefined
  /** When it was done or refunded. */
  readonly decidedAt: Date | undefined
}

/** What may change of an order; what is absent stays, and `null` is taken away. */
export interface OrderStep {
  readonly status: OrderStatus
  readonly servedAt?: Date
  readonly decidedAt: Date | null
}

/** An order of somebody, and how many are before it. */
export interface OwnOrder extends Order {
  readonly ahead: number
}

/** Whom the queue serves, who comes next, and how many wait in all. */
export interface Queue {
  readonly serving: Order | undefined
  readonly next: readonly Order[]
  readonly waiting: number
}

/** The part of a transaction that is about rewards. */
export interface RewardTx {
  /** Adds a reward. Nothing: another one has a name that folds to the same. */
  addReward(streamerId: StreamerId, rules: RewardRules, now: Date): Promise<Reward | undefined>
  /** Locks a reward that was not removed. */
  lockReward(streamerId: StreamerId, rewardId: number): Promise<Reward | undefined>
  /** Writes a reward that is locked. False: another one has a name that folds to the same. */
  saveReward(streamerId: StreamerId, reward: Reward): Promise<boolean>
  /** Nobody can have it any more; its orders stay. */
  removeReward(streamerId: StreamerId, rewardId: number, now: Date): void
  /** Locks the rewards with these folded names or ids, in the order of their ids. */
  lockShop(streamerId: StreamerId, words: readonly string[], ids: readonly number[]): Promise<Shop>
  /** What was ordered of rewards by all, and by each of these viewers and whoever was merged into them; counts are since that moment. */
  findShelf(rewards: readonly Reward[], viewerIds: readonly ViewerId[], since: Date): Promise<ShelvedReward[]>
  /**
   * Writes orders of one day with the next ticket numbers of their prefixes, in their order, with the stock that they take and the audit of
   * them. It comes last: the numbers are everybody's who orders, so their rows stay locked for as short as can be.
   */
  addOrders(streamerId: StreamerId, day: string, orders: readonly NewOrder[], now: Date): Promise<Order[]>
  /** Locks an order. */
  lockOrder(streamerId: StreamerId, orderId: number): Promise<Order | undefined>
  /** Orders with this number, those that wait or are served first, then by day, the newest first. Without a prefix of all prefixes. */
  findByTicket(streamerId: StreamerId, prefix: string | undefined, number: number): Promise<Order[]>
  /** The order that is served now. */
  findServing(streamerId: StreamerId): Promise<Order | undefined>
  /** The order that has waited longest. */
  findNextOrder(streamerId: StreamerId): Promise<Order | undefined>
  countWaiting(streamerId: StreamerId): Promise<number>
  changeOrder(orderId: number, step: OrderStep): void
  /** One more of a reward is left, where there is an end of it. */
  restock(rewardId: number): void
  /** Who somebody is by now: whoever they were merged into. Nobody is merged before the commit. */
  followMerge(viewerId: ViewerId): Promise<ViewerId>
}

/** What is asked about rewards outside a transaction. */
export interface RewardStore {
  /** The rewards that were not removed, the cheapest first. */
  findRewards(streamerId: StreamerId): Promise<Reward[]>
  /** Whether a reward has a limit for one stream, so that it matters when that began. */
  hasStreamLimits(streamerId: StreamerId): Promise<boolean>
  /** A stream is live: it began now, unless it was seen within the last half hour. */
  noteLive(streamerId: StreamerId, now: Date): Promise<void>
  /** Orders of this status, the oldest first; without one all of them, the newest first. */
  listOrders(streamerId: StreamerId, status: OrderStatus | undefined, page: PageAsk<number>): Promise<Order[]>
  /** A viewer's orders, the newest first, also of whoever was merged into them. `ahead` counts for those that wait. */
  listOwnOrders(streamerId: StreamerId, viewerId: ViewerId, page: PageAsk<number>): Promise<OwnOrder[]>
  /** The orders of the viewer of this account that wait or are served, the oldest first. */
  findTicketsOf(streamerId: StreamerId, account: Pick<Account, 'platform' | 'userId'>): Promise<OwnOrder[]>
  /** With at most so many of those who come next. */
  findQueue(streamerId: StreamerId, count: number): Promise<Queue>
}
