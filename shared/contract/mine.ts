/** What the HTTP API says to somebody who is signed in of themselves in this channel. Points are whole numbers, times ISO 8601 in UTC. */
import { z } from 'zod'
import { platforms, statuses, winnerStates } from '../giveaway/words.ts'

const count = z.int().nonnegative()
const time = z.iso.datetime()

/** `GET /api/me/points`: nothing but zeros for somebody who was never seen in chat. */
export const ownPointsSchema = z.object({
  /** What points are called here. */
  name: z.string(),
  balance: count,
  /** In all, since they are known. */
  earned: count,
  spent: count,
})
export type OwnPoints = z.infer<typeof ownPointsSchema>

const giveaway = { giveawayId: z.uuid(), title: z.string(), status: z.enum(statuses) }

/** `GET /api/me/entries`: an entry in a giveaway that is not drawn yet. */
export const ownEntrySchema = z.object({
  ...giveaway,
  tickets: z.int().positive(),
  /** Points. */
  paid: count,
  enteredAt: time,
})
export type OwnEntryView = z.infer<typeof ownEntrySchema>

/** `GET /api/me/giveaways/:id`: what somebody has in one giveaway; zeros where they are not in. */
export const ownHoldingSchema = z.object({
  tickets: count,
  /** How many of the tickets a factor gave. */
  bonus: count,
  /** Points. */
  paid: count,
  enteredAt: time.nullable(),
  /** Which of the giveaway's winners they are, where they were picked; what became of it stands there. */
  pick: z.int().positive().nullable(),
})
export type OwnHolding = z.infer<typeof ownHoldingSchema>

/** `GET /api/me/wins`: that somebody was drawn, by which of their accounts, and what became of it. */
export const ownWinSchema = z.object({
  ...giveaway,
  platform: z.enum(platforms),
  name: z.string(),
  state: z.enum(winnerStates),
  /** Until when they have to say something, while they have to. */
  claimDeadline: time.nullable(),
  drawnAt: time,
})
export type OwnWinView = z.infer<typeof ownWinSchema>
