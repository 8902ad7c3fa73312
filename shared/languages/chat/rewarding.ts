/** What is said of rewards and ticket numbers. */
import type { OrderStatus, Platform } from '../../giveaway/words.ts'
import { cleanText } from './lines.ts'
import { and, countdown, points } from './phrases.ts'
import type { Speech } from './speech.ts'
import { nameAll } from './winning.ts'

/** An order as it is told of: its number as it is written, and the name of the reward. */
export interface ToldOrder {
  readonly ticket: string
  readonly platform: Platform
  readonly name: string
  readonly reward: string
}

export function serving(speech: Speech, order: ToldOrder, here: Platform): string {
  return speech.say('queue.serving', { ...named(speech, order, here), reward: rewardName(speech, order.reward) })
}

export function refunded(speech: Speech, order: ToldOrder, paid: number, here: Platform): string {
  const said = named(speech, order, here)
  if (paid === 0) return speech.say('queue.cancelled', said)
  return speech.say('queue.refunded', { ...said, points: points(speech, paid) })
}

/** What there is; without an end of it, `stock` is absent. */
export interface OfferedReward {
  readonly name: string
  readonly price: number
  readonly stock: number | undefined
}

export function store(speech: Speech, rewards: readonly OfferedReward[]): string {
  if (rewards.length === 0) return speech.say('store.empty')
  return speech.say('store.list', {
    list: and(
      speech,
      rewards.map((reward) => offer(speech, reward)),
    ),
  })
}

function offer(speech: Speech, { name, price: asked, stock }: OfferedReward): string {
  const reward = rewardName(speech, name)
  const price = asked === 0 ? speech.say('store.free') : points(speech, asked)
  if (stock === undefined) return speech.say('store.one', { reward, price })
  return stock === 0
    ? speech.say('store.sold-out', { reward })
    : speech.say('store.left', { reward, price, count: stock })
}

export interface RedeemedReward {
  readonly ticket: string
  readonly reward: string
  readonly paid: number
  readonly balance: number
}

export function redeemed(speech: Speech, { ticket, reward: name, paid, balance }: RedeemedReward): string {
  const said = { ticket, reward: rewardName(speech, name) }
  if (paid === 0) return speech.say('redeem.done-free', said)
  return speech.say('redeem.done', { ...said, points: points(speech, paid), balance })
}

export function tooDear(speech: Speech, { name, price }: Pick<OfferedReward, 'name' | 'price'>): string {
  return speech.say('redeem.too-dear', { reward: rewardName(speech, name), points: points(speech, price) })
}

export function toWait(speech: Speech, { name }: Pick<OfferedReward, 'name'>, leftMs: number): string {
  return speech.say('redeem.wait', { reward: rewardName(speech, name), time: countdown(speech, Math.max(0, leftMs)) })
}

export interface OwnTicket {
  readonly ticket: string
  readonly reward: string
  readonly status: OrderStatus
  /** How many wait before it. */
  readonly ahead: number
}

/** Tickets that wait or are served. */
export function ownTickets(speech: Speech, tickets: readonly OwnTicket[]): string {
  if (tickets.length === 0) return speech.say('ticket.none')
  const said = tickets.map(({ ticket, reward: name, status, ahead }) => {
    const one = { ticket, reward: rewardName(speech, name) }
    if (status === 'serving') return speech.say('ticket.serving', one)
    return ahead === 0 ? speech.say('ticket.next', one) : speech.say('ticket.waits', { ...one, ahead })
  })
  return speech.say('ticket.mine', { list: and(speech, said) })
}

function named(speech: Speech, order: ToldOrder, here: Platform): { ticket: string; name: string } {
  return { ticket: order.ticket, name: nameAll(speech, [order], here) }
}

/** A streamer wrote it, and it may hold anything. */
function rewardName(speech: Speech, name: string): string {
  return cleanText(name, 50) || speech.say('part.reward')
}
