/** What webhooks are sent, and what the HTTP API says of them to whoever runs the channel. Times are ISO 8601 in UTC. */
import { z } from 'zod'
import { deliveryStates, webhookEvents, webhookStates } from '../giveaway/webhook.ts'
import { giveawayIdSchema, publicGiveawaySchema } from './http.ts'
import { liveNewsSchema } from './live.ts'

const time = z.iso.datetime()
const events = z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length)

/** The body of an event: news as the live feed has it. All but counts bring the giveaway as it stood when the event was written down. */
export const webhookEventSchema = z.object({
  /** `giveaway.` and the kind of the news. */
  type: z.string().startsWith('giveaway.'),
  timestamp: time,
  data: z.object({ giveawayId: giveawayIdSchema, news: liveNewsSchema, giveaway: publicGiveawaySchema.optional() }),
})
export type WebhookEventBody = z.infer<typeof webhookEventSchema>

/** The body of a test. */
export const webhookTestSchema = z.object({ type: z.literal('test'), timestamp: time, data: z.object({}) })
export type WebhookTestBody = z.infer<typeof webhookTestSchema>

export const webhookSchema = z.object({
  id: z.uuid(),
  url: z.string(),
  events,
  state: z.enum(webhookStates),
  /** What went wrong at the last try, or why it was stopped; null while all is well. */
  fault: z.string().nullable(),
  failingSince: time.nullable(),
  /** When the next try is made, after one that failed. */
  nextTryAt: time.nullable(),
  createdAt: time,
})
export type PublicWebhook = z.infer<typeof webhookSchema>

/** `GET /api/channel/webhooks`: by age. `waiting`: how many deliveries are still to be sent. */
export const webhookListSchema = z.object({
  webhooks: z.array(webhookSchema.extend({ waiting: z.int().nonnegative() })),
})

/** `POST /api/channel/webhooks`. Which addresses can be, the answer says. */
export const newWebhookSchema = z.strictObject({ url: z.string(), events })
/** The secret is said here, and never again. */
export const addedWebhookSchema = webhookSchema.extend({ secret: z.string() })

/** `PATCH /api/channel/webhooks/ID`. What is absent stays; `paused: false` also resumes one that was stopped. */
export const webhookChangeSchema = z.strictObject({
  url: z.string().optional(),
  events: events.optional(),
  paused: z.boolean().optional(),
})

const postedSchema = z.object({
  /** Of the answer, where one came. */
  status: z.int().nullable(),
  ms: z.int().nonnegative(),
  /** What went wrong; null where it was taken. */
  fault: z.string().nullable(),
})

/** `POST /api/channel/webhooks/ID/test`: what came of it. */
export const testedSchema = postedSchema

/** One delivery, and its last try. */
export const deliverySchema = z.object({
  /** What is sent as `webhook-id`. */
  id: z.uuid(),
  event: z.string(),
  state: z.enum(deliveryStates),
  tries: z.int().nonnegative(),
  createdAt: time,
  triedAt: time.nullable(),
  last: postedSchema.nullable(),
})
export type PublicDelivery = z.infer<typeof deliverySchema>
