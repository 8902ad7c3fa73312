/** What the HTTP API says of rewards, their orders and the queue. Points are whole numbers, times ISO 8601 in UTC. */
import { z } from 'zod'
import { longestText, usualReward } from '../giveaway/rewards.ts'
import { longestReason } from '../giveaway/text.ts'
import { orderStatuses, platforms } from '../giveaway/words.ts'

const id = z.int().positive()
const time = z.iso.datetime()
const points = z.int()

/** What is set of a reward. Null has no end, or no limit. Whether it makes sense together the rules themselves say. */
const rules = {
  name: z.string(),
  /** Points; 0 is free. */
  price: points,
  /** How many are left. */
  stock: z.int().nullable(),
  /** Seconds that one person, or everybody, waits after an order of it. */
  personSeconds: z.int(),
  everybodySeconds: z.int(),
  /** Orders of it in one stream, of one person and of everybody. */
  mostPerPerson: z.int().nullable(),
  mostInAll: z.int().nullable(),
  /** What ticket numbers begin with: one to three capital letters. */
  prefix: z.string(),
  /** How many digits a ticket number has at least. */
  digits: z.int(),
  /** Whether one has to say what one wants. */
  needsText: z.boolean(),
  /** Whether it can be had at the moment. */
  isOn: z.boolean(),
}

export const rewardSchema = z.object({ id, ...rules })
export type PublicReward = z.infer<typeof rewardSchema>

/** `GET /api/channel/rewards`: the cheapest first. */
export const rewardListSchema = z.object({ rewards: z.array(rewardSchema) })

/** `POST /api/channel/rewards`: what is not said is as usual. */
export const newRewardSchema = z.strictObject({
  ...rules,
  stock: rules.stock.default(null),
  personSeconds: rules.personSeconds.default(usualReward.personSeconds),
  everybodySeconds: rules.everybodySeconds.default(usualReward.everybodySeconds),
  mostPerPerson: rules.mostPerPerson.default(null),
  mostInAll: rules.mostInAll.default(null),
  prefix: rules.prefix.default(usualReward.prefix),
  digits: rules.digits.default(usualReward.digits),
  needsText: rules.needsText.default(usualReward.needsText),
  isOn: rules.isOn.default(usualReward.isOn),
})

/** `PATCH /api/channel/rewards/ID`: what is absent stays, null takes a limit away. */
export const rewardChangeSchema = z.strictObject(rules).partial()

/** An order with its ticket number, as it is written. `name` and `reward` are as they were when it was made. */
const order = {
  id,
  ticket: z.string(),
  /** The day of the number in the channel's time zone, as YYYY-MM-DD. */
  day: z.iso.date(),
  reward: z.string(),
  /** What the viewer said with it. The text is a stranger's. */
  said: z.string(),
  paid: points,
  status: z.enum(orderStatuses),
  orderedAt: time,
  servedAt: time.nullable(),
  /** When it was done or refunded. */
  decidedAt: time.nullable(),
}

export const orderSchema = z.object({
  ...order,
  rewardId: id,
  viewerId: id,
  platform: z.enum(platforms),
  userId: z.string(),
  name: z.string(),
})
export type PublicOrder = z.infer<typeof orderSchema>

/** `GET /api/me/orders`: `ahead` counts who waits before it, while it waits. */
export const ownOrderSchema = z.object({ ...order, ahead: z.int().nonnegative() })
export type OwnOrderView = z.infer<typeof ownOrderSchema>

/** `POST /api/channel/orders`: for a viewer, at the price that was seen. */
export const orderAskSchema = z.strictObject({
  rewardId: id,
  viewerId: id,
  said: z.string().trim().max(longestText).default(''),
  price: points,
})

/** An order that was made. `balance` is what the viewer has left. */
export const redeemedSchema = z.object({
  orderId: id,
  ticket: z.string(),
  reward: z.string(),
  paid: points,
  balance: points,
})

/** An order as those are told of it who serve the queue. */
const calledSchema = z.object({
  id,
  ticket: z.string(),
  platform: z.enum(platforms),
  name: z.string(),
  reward: z.string(),
})

/** Whose turn it is, null where nobody waited; and how many wait behind. */
export const turnSchema = z.object({ serving: calledSchema.nullable(), waiting: z.int().nonnegative() })
/** `POST /api/channel/orders/ID/done`. */
export const doneSchema = z.object({ order: calledSchema })
/** `POST /api/channel/orders/ID/refund`: the reason stands in the audit log. */
export const orderRefundAskSchema = z.strictObject({
  reason: z.string().trim().max(longestReason).optional(),
})
/** `POST /api/channel/orders/ID/refund`: `refunded` is what went back. */
export const orderRefundSchema = z.object({ order: calledSchema, refunded: points })

/** `GET /api/channel/queue`: whom the queue serves, the next ones, and how many wait in all. Names and numbers only: everybody may see it. */
const placeSchema = z.object({ ticket: z.string(), name: z.string() })
export const queueSchema = z.object({
  serving: placeSchema.nullable(),
  next: z.array(placeSchema),
  waiting: z.int().nonnegative(),
})
export type PublicQueue = z.infer<typeof queueSchema>
