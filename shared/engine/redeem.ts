/** Viewers have rewards for their points: order, debit and ticket number in one transaction, many orders of a channel at once. */
import type { DeedRefusal } from '../giveaway/answers.ts'
import {
  decideOrders,
  foldName,
  type Named,
  type OrderAsk,
  type OrderDecision,
  type Reward,
} from '../giveaway/rewards.ts'
import { countsSince, dayIn } from '../giveaway/stream-days.ts'
import { writeTicket } from '../giveaway/ticket-numbers.ts'
import type { Account, MessageKey, StreamerId } from '../giveaway/words.ts'
import { createBatches } from './batch.ts'
import { doOnce, no } from './change.ts'
import type { Counted, Ports } from './ports.ts'
import type { NewsOrder } from './ports/news.ts'
import type { NewOrder, Order, Shop } from './ports/rewards.ts'
import type { Movement } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/** An order that was granted. `ticket` is its number as it is written, `balance` what is left. */
export interface Redeemed {
  readonly orderId: number
  readonly ticket: string
  readonly reward: string
  readonly paid: number
  readonly balance: number
}

/** Why not; with the reward that was meant, and where one has to wait until when, as ISO 8601. */
export interface NotRedeemed {
  readonly ok: false
  readonly code: DeedRefusal
  readonly reward?: Pick<Reward, 'name' | 'price'>
  readonly until?: string
}

export type Redemption = { readonly ok: true; readonly value: Redeemed } | NotRedeemed

/** A chat message that asks for a reward; `named` is what it may mean, the likeliest first. */
export interface RedeemAsk {
  readonly message: MessageKey
  readonly account: Account
  readonly named: readonly Named[]
  /** The platform's own time of the message. */
  readonly sentAt: Date
}

export interface Redeeming {
  /** Resolves after the commit. `busy` when too many wait already. */
  redeem(streamerId: StreamerId, ask: RedeemAsk): Promise<Redemption>
}

/** Asks in one transaction, and asks that may wait for one channel. */
const batchSize = 500
const waitingLimit = 20_000

type Needs = Pick<Ports, 'store' | 'clock' | 'live'>

/** Orders of a channel gather while others are on their way, so that a crowd waits for its ticket numbers a few times, and not one by one. */
export function createRedeeming(ports: Needs): Redeeming {
  const batches = createBatches<RedeemAsk, Redemption>({
    commit: (streamerId, asks) => redeemAll(ports, Number(streamerId), asks),
    size: batchSize,
    limit: waitingLimit,
    busy: no('busy'),
  })
  return { redeem: (streamerId, ask) => batches.ask(String(streamerId), ask) }
}

async function redeemAll(
  { store, clock, live }: Needs,
  streamerId: StreamerId,
  asks: readonly RedeemAsk[],
): Promise<Redemption[]> {
  const answers = await store.transact(async (tx): Promise<Redemption[]> => {
    const isFresh = await tx.markAllHandled(asks.map(({ message }) => message))
    const fresh = asks.filter((_, index) => isFresh[index])
    const shop = await tx.lockShop(streamerId, wordsOf(fresh), [])
    const byWord = new Map(shop.rewards.map((reward) => [foldName(reward.name), reward]))
    const meant = fresh.map((ask) => findMeant(byWord, ask))
    const placed = await placeOrders(tx, streamerId, shop, meant, clock.now())
    let next = 0
    return isFresh.map((one) => (one ? (placed[next++] ?? no('no-such-reward')) : no('already-handled')))
  })
  if (answers.some(({ ok }) => ok)) live.nudge()
  return answers
}

/** Whoever runs the channel orders for a viewer. `price` is the one that was seen, where it is to be that one. */
export async function redeemFor(
  { store, clock, live }: Needs,
  ask: {
    readonly streamerId: StreamerId
    readonly rewardId: number
    readonly account: Account
    readonly said: string
    readonly price?: number | undefined
  },
  cause: Counted,
): Promise<Redemption> {
  const { streamerId, rewardId, account, said, price } = ask
  const done = await doOnce<Redeemed>(store, cause, async (tx): Promise<Redemption> => {
    const shop = await tx.lockShop(streamerId, [], [rewardId])
    const meant: Meant = { reward: shop.rewards[0], account, said, price, actor: cause.actor }
    const [answer] = await placeOrders(tx, streamerId, shop, [meant], clock.now())
    return answer ?? no('no-such-reward')
  })
  if (done.ok) live.nudge()
  return done
}

/** An ask once it is known which reward it means; nothing where it means none. */
interface Meant {
  readonly reward: Reward | undefined
  readonly account: Account
  readonly said: string
  readonly sentAt?: Date
  readonly price?: number | undefined
  readonly actor: string
}

function wordsOf(asks: readonly RedeemAsk[]): string[] {
  return [...new Set(asks.flatMap(({ named }) => named.map(({ word }) => word)))]
}

function findMeant(byWord: ReadonlyMap<string, Reward>, { account, named, sentAt }: RedeemAsk): Meant {
  const actor = `${account.platform}:${account.userId}`
  for (const { word, text } of named) {
    const reward = byWord.get(word)
    if (reward) return { reward, account, said: text, sentAt, actor }
  }
  return { reward: undefined, account, said: '', actor }
}

/** The rewards are locked. What is granted is debited, numbered and told; nothing else leaves a trace. */
async function placeOrders(
  tx: Tx,
  streamerId: StreamerId,
  shop: Shop,
  meant: readonly Meant[],
  now: Date,
): Promise<Redemption[]> {
  const found = meant.flatMap(({ reward, ...rest }) => (reward ? [{ reward, ...rest }] : []))
  if (found.length === 0) return meant.map(() => no('no-such-reward'))
  const viewerIds = await tx.ensureViewers(
    streamerId,
    found.map(({ account }) => account),
  )
  const since = countsSince(shop.timeZone, shop.streamed, now)
  const [balances, shelf] = await Promise.all([
    tx.lockBalances(streamerId, viewerIds),
    tx.findShelf(shop.rewards, viewerIds, since),
  ])
  const asks = found.map(({ reward, said, sentAt, price }, index): OrderAsk => ({
    viewerId: viewerIds[index] ?? 0,
    rewardId: reward.id,
    text: said,
    sentAt,
    price,
  }))
  const decisions = decideOrders(shelf, new Map(viewerIds.map((id, index) => [id, balances[index] ?? 0])), asks, now)
  const granted = found.flatMap(({ account, said, actor }, index): NewOrder[] => {
    const decision = decisions[index]
    const viewerId = viewerIds[index]
    if (!decision?.ok || viewerId === undefined) return []
    return [{ viewerId, account, reward: decision.reward, said, paid: decision.reward.price, actor }]
  })
  const orders = granted.length > 0 ? await tx.addOrders(streamerId, dayIn(shop.timeZone, now), granted, now) : []
  settle(tx, streamerId, granted, orders)
  const [ordered, decided] = [orders.values(), decisions.values()]
  return meant.map(({ reward }) => (reward ? answerOf(decided.next().value, ordered) : no('no-such-reward')))
}

/** How many of a crowd the news names. */
const mostNamed = 10

/** Debits and news of orders, which stand in the order in which they were granted. */
function settle(tx: Tx, streamerId: StreamerId, granted: readonly NewOrder[], orders: readonly Order[]): void {
  if (orders.length === 0) return
  const moved = orders.map(({ id, viewerId, paid }, index): Movement => {
    const actor = granted[index]?.actor ?? 'unknown'
    return { streamerId, viewerId, amount: -paid, reason: 'redeem', key: `redeem:${id}`, actor }
  })
  tx.move(moved.filter(({ amount }) => amount < 0))
  const latest = orders.slice(-mostNamed).map(nameOrder)
  tx.addChannelNews(streamerId, { kind: 'order-placed', count: orders.length, latest })
}

function answerOf(decision: OrderDecision | undefined, ordered: Iterator<Order>): Redemption {
  if (!decision) return no('no-such-reward')
  if (!decision.ok) {
    const { code, reward, until } = decision
    const named = reward && { reward: { name: reward.name, price: reward.price } }
    return { ok: false, code, ...named, ...(until && { until: until.toISOString() }) }
  }
  const order: Order | undefined = ordered.next().value
  if (!order) throw new Error('An order was granted and not written.')
  const { id: orderId, rewardName: reward, paid } = order
  return { ok: true, value: { orderId, ticket: writeTicket(order), reward, paid, balance: decision.balance } }
}

/** An order as the screens and the chat are told of it. */
export function nameOrder(order: Order): NewsOrder {
  const { id, platform, name, rewardName: reward } = order
  return { id, ticket: writeTicket(order), platform, name, reward }
}
