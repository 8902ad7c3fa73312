/** The streamer's shop: what may be a reward, who may have one now, and how the number of an order is written. */
import { mostPoints } from './amount.ts'
import { readWord, splitWords } from './entry.ts'
import { cleanText, isClean } from './text.ts'
import type { ViewerId } from './words.ts'

/** What the streamer sets of a reward. */
export interface RewardRules {
  /** As it is shown; in chat it is said in any case and spelling that folds to the same. */
  readonly name: string
  /** Points; 0 is free. */
  readonly price: number
  /** How many are left; without it there is no end of them. */
  readonly stock: number | undefined
  /** Seconds that one person, or everybody, waits after an order of it. */
  readonly personSeconds: number
  readonly everybodySeconds: number
  /** Orders of it in one stream, of one person and of everybody. */
  readonly mostPerPerson: number | undefined
  readonly mostInAll: number | undefined
  /** What ticket numbers begin with, and how many digits they have at least. */
  readonly prefix: string
  readonly digits: number
  /** Whether one has to say what one wants. */
  readonly needsText: boolean
  /** Whether it can be had at the moment. */
  readonly isOn: boolean
}

/** A reward as it stands in the database. */
export interface Reward extends RewardRules {
  readonly id: number
  /** When its price was set: who wrote before that saw another one. */
  readonly pricedAt: Date
}

export const usualReward: Omit<RewardRules, 'name' | 'price'> = {
  stock: undefined,
  personSeconds: 0,
  everybodySeconds: 0,
  mostPerPerson: undefined,
  mostInAll: undefined,
  prefix: 'A',
  digits: 3,
  needsText: false,
  isOn: true,
}

const longestName = 50
const mostWords = 5
const mostOfIt = 1_000_000
const longestWait = 7 * 86_400
/** Of what somebody says with an order, in UTF-16 units. */
export const longestText = 200

/** Whether a reward may be so. */
export function isReward(rules: RewardRules): boolean {
  const { name, price, stock, personSeconds, everybodySeconds, mostPerPerson, mostInAll, prefix, digits } = rules
  const words = splitWords(name).length
  return (
    isClean(name) &&
    name.length <= longestName &&
    words >= 1 &&
    words <= mostWords &&
    isWhole(price, 0, mostPoints) &&
    isWhole(stock ?? 0, 0, mostOfIt) &&
    isWhole(personSeconds, 0, longestWait) &&
    isWhole(everybodySeconds, 0, longestWait) &&
    isWhole(mostPerPerson ?? 1, 1, mostOfIt) &&
    isWhole(mostInAll ?? 1, 1, mostOfIt) &&
    /^[A-Z]{1,3}$/.test(prefix) &&
    isWhole(digits, 1, 6)
  )
}

/** A name of a reward so that all spellings of it are the same. */
export function foldName(name: string): string {
  return splitWords(name)
    .flatMap((word) => readWord(word) ?? [])
    .join(' ')
}

/** What a message may mean: a reward by its folded name, and what was said behind that. */
export interface Named {
  readonly word: string
  readonly text: string
}

/** Reads `!redeem song request Never gonna`: as names can have spaces, each beginning may be the name, the longest first. */
export function readRedeem(text: string): Named[] {
  const words = splitWords(text).slice(1)
  const most = Math.min(words.length, mostWords)
  return Array.from({ length: most }, (_, index) => {
    const count = most - index
    const said = cleanText(words.slice(count).join(' '), longestText)
    return { word: foldName(words.slice(0, count).join(' ')), text: said }
  })
}

/** What was ordered of a reward before: when last, and how often since the limits began to count. */
export interface Ordered {
  readonly lastAt: Date | undefined
  readonly count: number
}

/** A reward with its orders so far. */
export interface ShelvedReward {
  readonly reward: Reward
  readonly byAll: Ordered
  readonly byViewer: ReadonlyMap<ViewerId, Ordered>
}

export interface OrderAsk {
  readonly viewerId: ViewerId
  readonly rewardId: number
  readonly text: string
  /** The platform's time of the message: whoever wrote before the price was set saw another one. */
  readonly sentAt?: Date | undefined
  /** The price that was seen, where it is known. */
  readonly price?: number | undefined
}

export type OrderRefusal =
  | 'no-such-reward'
  | 'reward-off'
  | 'text-missing'
  | 'price-changed'
  | 'sold-out'
  | 'limit-reached'
  | 'cooling-down'
  | 'insufficient-balance'

/** `balance` is the person's after it. */
export type OrderDecision =
  | { readonly ok: true; readonly reward: Reward; readonly balance: number }
  | {
      readonly ok: false
      readonly code: OrderRefusal
      readonly reward?: Reward
      /** When a wait is over. */
      readonly until?: Date
    }

/** Decides all asks in order, each seeing the ones before it. Rewards and balances are as they stood when they were locked. */
export function decideOrders(
  shelf: readonly ShelvedReward[],
  balances: ReadonlyMap<ViewerId, number>,
  asks: readonly OrderAsk[],
  now: Date,
): OrderDecision[] {
  const places = new Map(shelf.map((one) => [one.reward.id, copyOf(one)]))
  const left = new Map(balances)
  return asks.map((ask): OrderDecision => {
    const place = places.get(ask.rewardId)
    if (!place) return { ok: false, code: 'no-such-reward' }
    const balance = left.get(ask.viewerId) ?? 0
    const refused = whyNot(place, balance, ask, now)
    if (refused) return { ok: false, reward: place.reward, ...refused }
    const { reward } = place
    left.set(ask.viewerId, balance - reward.price)
    take(place, ask.viewerId, now)
    return { ok: true, reward, balance: balance - reward.price }
  })
}

/** A reward while asks are decided. */
interface Place {
  reward: Reward
  byAll: Ordered
  readonly byViewer: Map<ViewerId, Ordered>
}

const never: Ordered = { lastAt: undefined, count: 0 }

function copyOf({ reward, byAll, byViewer }: ShelvedReward): Place {
  return { reward, byAll, byViewer: new Map(byViewer) }
}

function take(place: Place, viewerId: ViewerId, now: Date): void {
  const { stock } = place.reward
  if (stock !== undefined) place.reward = { ...place.reward, stock: stock - 1 }
  place.byAll = { lastAt: now, count: place.byAll.count + 1 }
  place.byViewer.set(viewerId, { lastAt: now, count: (place.byViewer.get(viewerId)?.count ?? 0) + 1 })
}

function whyNot(
  { reward, byAll, byViewer }: Place,
  balance: number,
  { viewerId, text, sentAt, price = reward.price }: OrderAsk,
  now: Date,
): { readonly code: OrderRefusal; readonly until?: Date } | undefined {
  const own = byViewer.get(viewerId) ?? never
  if (!reward.isOn) return { code: 'reward-off' }
  if (reward.needsText && text === '') return { code: 'text-missing' }
  if (price !== reward.price || (sentAt && sentAt < reward.pricedAt)) return { code: 'price-changed' }
  if (reward.stock === 0) return { code: 'sold-out' }
  if (own.count >= (reward.mostPerPerson ?? Infinity)) return { code: 'limit-reached' }
  if (byAll.count >= (reward.mostInAll ?? Infinity)) return { code: 'limit-reached' }
  const until = Math.max(endOf(own, reward.personSeconds), endOf(byAll, reward.everybodySeconds))
  if (until > now.getTime()) return { code: 'cooling-down', until: new Date(until) }
  return balance < reward.price ? { code: 'insufficient-balance' } : undefined
}

function endOf({ lastAt }: Ordered, seconds: number): number {
  return lastAt && seconds > 0 ? lastAt.getTime() + seconds * 1_000 : -Infinity
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most
}
