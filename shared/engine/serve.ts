/** The queue of orders: one ticket is served at a time, what is done is done, and what is refunded gives its points back, once. */
import { writeTicket } from '../giveaway/ticket-numbers.ts'
import type { Answer } from '../giveaway/answers.ts'
import { cleanText, longestReason } from '../giveaway/text.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { doOnce, no, yes } from './change.ts'
import type { Counted, Ports } from './ports.ts'
import type { NewsOrder } from './ports/news.ts'
import type { Order } from './ports/rewards.ts'
import type { Tx } from './ports/store.ts'
import { nameOrder } from './redeem.ts'

/** Which order is meant: by its id, by a ticket number as `readTicket` gives it, or the one that is served now. */
export type Which =
  | { readonly id: number }
  | { readonly prefix: string | undefined; readonly number: number }
  | 'serving'

/** Whose turn it is, where somebody waited. `waiting`: how many wait behind them. */
export interface Turn {
  readonly serving: NewsOrder | null
  readonly waiting: number
}

type Needs = Pick<Ports, 'store' | 'clock' | 'live'>

/** Ends what is served, and serves the ticket that has waited longest. Where nobody waits what was served is done all the same. */
export function serveNext(ports: Needs, streamerId: StreamerId, cause: Counted): Promise<Answer<Turn>> {
  return changeQueue(ports, streamerId, cause, async (tx, now): Promise<Answer<Turn>> => {
    const ended = await endServing(tx, streamerId, cause, now)
    const next = await tx.findNextOrder(streamerId)
    if (next) return yes(await call(tx, streamerId, next, cause, now))
    return ended ? yes({ serving: null, waiting: 0 }) : no('nobody-waits')
  })
}

/** Serves one ticket out of turn, also one that was done; what is served now is done. Served again, it is called again. */
export function serveOrder(ports: Needs, streamerId: StreamerId, which: Which, cause: Counted): Promise<Answer<Turn>> {
  return changeQueue(ports, streamerId, cause, async (tx, now) => {
    const order = await findOne(tx, streamerId, which)
    if (typeof order === 'string') return no(order)
    if (order.status === 'refunded') return no('ticket-refunded')
    if (order.status !== 'serving') await endServing(tx, streamerId, cause, now)
    return yes(await call(tx, streamerId, order, cause, now))
  })
}

/** Ends an order that waits or is served. */
export function finishOrder(
  ports: Needs,
  streamerId: StreamerId,
  which: Which,
  cause: Counted,
): Promise<Answer<NewsOrder>> {
  return changeQueue(ports, streamerId, cause, async (tx, now) => {
    const order = await findOne(tx, streamerId, which)
    if (typeof order === 'string') return no(order)
    if (order.status === 'done') return no('ticket-done')
    if (order.status === 'refunded') return no('ticket-refunded')
    finish(tx, streamerId, order, cause, now)
    return yes(nameOrder(order))
  })
}

/** What came back of an order. */
export interface Refunded {
  readonly order: NewsOrder
  readonly refunded: number
}

/**
 * Gives the points of an order that waits or is served back to whoever its viewer is by now, and one more of the reward is left again. An
 * order that is done has to be called again first, so that nobody refunds by mistake what was handed over. The reason, where one was said,
 * stands in the audit log.
 */
export function refundOrder(
  ports: Needs,
  streamerId: StreamerId,
  which: Which,
  cause: Counted,
  said = '',
): Promise<Answer<Refunded>> {
  const reason = cleanText(said, longestReason)
  return changeQueue(ports, streamerId, cause, async (tx, now) => {
    const order = await findOne(tx, streamerId, which)
    if (typeof order === 'string') return no(order)
    if (order.status === 'done') return no('ticket-done')
    if (order.status === 'refunded') return no('ticket-refunded')
    const { id, rewardId, paid } = order
    tx.changeOrder(id, { status: 'refunded', decidedAt: now })
    tx.restock(rewardId)
    const viewerId = await giveBack(tx, streamerId, order, cause)
    tx.addChannelNews(streamerId, { kind: 'order-refunded', order: nameOrder(order), refunded: paid })
    tx.addAudit(streamerId, cause.actor, 'order refunded', undefined, {
      ...auditOf(order),
      viewerId,
      paid,
      ...(reason && { reason }),
    })
    return yes({ order: nameOrder(order), refunded: paid })
  })
}

/** The order's row is locked and its status says that nothing came back yet; the ledger's key says the same again. */
async function giveBack(
  tx: Tx,
  streamerId: StreamerId,
  { id, viewerId: was, paid }: Order,
  { actor }: Counted,
): Promise<number> {
  const viewerId = await tx.followMerge(was)
  if (paid === 0) return viewerId
  await tx.lockBalances(streamerId, [viewerId])
  tx.move([{ streamerId, viewerId, amount: paid, reason: 'redeem-refund', key: `redeem-refund:${id}`, actor }])
  return viewerId
}

/** A queue changes in one transaction at a time: two moderators who both say `!next` serve two tickets, one after the other. */
async function changeQueue<T>(
  { store, clock, live }: Needs,
  streamerId: StreamerId,
  cause: Counted,
  work: (tx: Tx, now: Date) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const done = await doOnce(store, cause, async (tx) => {
    await tx.lockUser(streamerId)
    return work(tx, clock.now())
  })
  if (done.ok) live.nudge()
  return done
}

async function findOne(
  tx: Tx,
  streamerId: StreamerId,
  which: Which,
): Promise<Order | 'no-such-ticket' | 'which-ticket'> {
  const order = await findMeant(tx, streamerId, which)
  if (typeof order === 'string') return order
  return (order && (await tx.lockOrder(streamerId, order.id))) ?? 'no-such-ticket'
}

async function findMeant(
  tx: Tx,
  streamerId: StreamerId,
  which: Which,
): Promise<{ readonly id: number } | 'which-ticket' | undefined> {
  if (which === 'serving') return tx.findServing(streamerId)
  if ('id' in which) return which
  const [first, second] = await tx.findByTicket(streamerId, which.prefix, which.number)
  const isOpen = ({ status }: Order): boolean => status === 'pending' || status === 'serving'
  const isUnclear = first && second && first.prefix !== second.prefix && first.day === second.day
  return isUnclear && isOpen(first) === isOpen(second) ? 'which-ticket' : first
}

async function endServing(tx: Tx, streamerId: StreamerId, cause: Counted, now: Date): Promise<boolean> {
  const served = await tx.findServing(streamerId)
  if (served) finish(tx, streamerId, served, cause, now)
  return served !== undefined
}

function finish(tx: Tx, streamerId: StreamerId, order: Order, { actor }: Counted, now: Date): void {
  tx.changeOrder(order.id, { status: 'done', decidedAt: now })
  tx.addChannelNews(streamerId, { kind: 'order-done', order: nameOrder(order) })
  tx.addAudit(streamerId, actor, 'order done', undefined, auditOf(order))
}

async function call(tx: Tx, streamerId: StreamerId, order: Order, { actor }: Counted, now: Date): Promise<Turn> {
  tx.changeOrder(order.id, { status: 'serving', servedAt: now, decidedAt: null })
  tx.addChannelNews(streamerId, { kind: 'order-serving', order: nameOrder(order) })
  tx.addAudit(streamerId, actor, 'order served', undefined, auditOf(order))
  return { serving: nameOrder(order), waiting: await tx.countWaiting(streamerId) }
}

function auditOf(order: Order): object {
  const { id: orderId, viewerId, rewardName: reward } = order
  return { orderId, ticket: writeTicket(order), viewerId, reward }
}
