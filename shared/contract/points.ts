/** What the HTTP API says of viewers and their points to whoever runs the channel. Points are whole numbers, times ISO 8601 in UTC. */
import { z } from 'zod'
import { mostPoints, type PointsChange } from '../giveaway/amount.ts'
import { longestReason } from '../giveaway/text.ts'
import { ledgerReasons } from '../giveaway/ledger.ts'
import { platforms } from '../giveaway/words.ts'

const platform = z.enum(platforms)
const points = z.int()
const time = z.iso.datetime()
const viewerId = z.int().positive()
const reason = z.string().trim().min(1).max(longestReason)

/** An account of a viewer, and what the viewer has; who linked several accounts stands in the list with each. */
export const listedViewerSchema = z.object({
  viewerId,
  platform,
  userId: z.string(),
  login: z.string(),
  name: z.string(),
  balance: points,
  isExcluded: z.boolean(),
})

export type PublicViewer = z.infer<typeof listedViewerSchema>

/** `GET /api/channel/viewers/ID`. */
export const viewerSchema = z.object({
  viewerId,
  accounts: z.array(z.object({ platform, userId: z.string(), login: z.string(), name: z.string() })),
  balance: points,
  /** In all, since the viewer is known. */
  earned: points,
  spent: points,
  isExcluded: z.boolean(),
})

export type ViewerDetails = z.infer<typeof viewerSchema>

/** One movement of points. */
export const movementSchema = z.object({
  id: z.int().positive(),
  at: time,
  amount: points,
  reason: z.enum(ledgerReasons),
  giveawayId: z.uuid().nullable(),
  /** What can be won in the giveaway. */
  title: z.string().nullable(),
  /** Who did it, where it was a person. */
  actor: z.string().nullable(),
  actorName: z.string().nullable(),
})

export type PublicMovement = z.infer<typeof movementSchema>

export const leaderboardSchema = z.object({ viewers: z.array(z.object({ name: z.string(), balance: points })) })

export const exclusionSchema = z.object({
  viewerId,
  name: z.string(),
  reason: z.string(),
  actor: z.string(),
  actorName: z.string().nullable(),
  at: time,
})

export type PublicExclusion = z.infer<typeof exclusionSchema>

/** Every request that moves points names itself: sent again under its key, it does nothing more and is answered the same. */
export const keyedHeadersSchema = z.looseObject({
  'idempotency-key': z.string().regex(/^[!-~]{1,200}$/, 'One of 1 to 200 letters, digits and signs, such as a UUID.'),
})

/** `POST /api/channel/viewers/ID/points`. `set` takes 0, too. */
export const pointsAskSchema = z.strictObject({
  change: z.enum(['add', 'remove', 'set']) satisfies z.ZodType<PointsChange>,
  amount: z.int().min(0).max(mostPoints),
  reason,
})
export const balanceSchema = z.object({ balance: points })

/** `POST /api/channel/points/undo`: the last change that whoever asks made, or with `anybody` that anybody made; to anybody, or one viewer. */
export const undoAskSchema = z.strictObject({ anybody: z.boolean().default(false), viewerId: viewerId.optional() })
export const undoneSchema = z.object({ name: z.string(), amount: points, balance: points })
export type Undone = z.infer<typeof undoneSchema>

export const excludeAskSchema = z.strictObject({ reason })

/** `POST /api/channel/giveaways/ID/remove`: a person's entry is taken out, with its points back. */
export const removeAskSchema = z.strictObject({ viewerId, reason })
export const removedSchema = z.object({ refunded: points })

/** `GET /api/channel/giveaways/ID/refund`: of a cancellation, or where a viewer is named, of their removal. */
export const refundQuerySchema = z.object({
  viewerId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
})

/** `POST /api/channel/giveaways/ID/cancel`: what went back, and to how many; `GET .../refund`: what would. */
export const refundSchema = z.object({ refunded: points, viewers: z.int() })
