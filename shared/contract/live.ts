/**
 * The messages of `/api/live`, each one JSON text. A snapshot comes first, then news by ascending id. After a broken connection
 * `?after=ID` goes on behind that id; where the news since then is not at hand any more, a snapshot comes instead.
 */
import { z } from 'zod'
import { platforms } from '../giveaway/words.ts'
import { giveawayIdSchema, publicGiveawaySchema, publicPickSchema } from './http.ts'

const count = z.int().nonnegative()
const time = z.iso.datetime()
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)

/** `?after`: the id of the last news that was received. */
export const liveAfterSchema = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
  .optional()

/** Somebody who entered, with the tickets that came of it. */
const liveEntrySchema = z.object({ platform: z.enum(platforms), name: z.string(), tickets: z.int().positive() })
export type LiveEntry = z.infer<typeof liveEntrySchema>

/** The round of a public beacon that the draw waits for. */
const namedSchema = z.object({ chain: hex32, round: z.int().positive(), at: time })

/** The kinds of `News`, without what is nobody's business. Counts are absolute, so that merged or repeated news does no harm. */
export const liveNewsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scheduled') }),
  z.object({ kind: z.literal('blocked') }),
  z.object({ kind: z.literal('opened') }),
  z.object({
    kind: z.literal('entered'),
    entryCount: count,
    ticketCount: count,
    /** The newest first; in a storm only the last few. */
    latest: z.array(liveEntrySchema),
  }),
  z.object({ kind: z.literal('left'), entryCount: count, ticketCount: count }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('resumed') }),
  z.object({ kind: z.literal('extended') }),
  z.object({ kind: z.literal('reminder') }),
  z.object({ kind: z.literal('closed'), beacon: namedSchema.optional() }),
  z.object({ kind: z.literal('reopened') }),
  z.object({
    kind: z.literal('sealed'),
    digest: hex32,
    entryCount: count,
    ticketCount: count,
    beacon: namedSchema.optional(),
  }),
  z.object({ kind: z.literal('round'), round: z.int().positive(), randomness: hex32 }),
  z.object({ kind: z.literal('round-late'), round: z.int().positive() }),
  z.object({ kind: z.literal('round-waived'), round: z.int().positive() }),
  z.object({ kind: z.literal('drawn'), winners: z.array(publicPickSchema) }),
  /** The first of those who were picked and passed over, and how many there are. */
  z.object({ kind: z.literal('passed-over'), picks: z.array(publicPickSchema), count, drawn: count }),
  z.object({ kind: z.literal('claimed'), winner: publicPickSchema }),
  /** `drawn`: how many were drawn in their place; that news follows. */
  z.object({ kind: z.literal('missed'), winners: z.array(publicPickSchema), drawn: count }),
  z.object({ kind: z.literal('set-aside'), winner: publicPickSchema, drawn: count }),
  z.object({ kind: z.literal('completed'), seed: hex32.optional() }),
  z.object({ kind: z.literal('cancelled'), refunded: count, viewers: count }),
])
export type LiveNews = z.infer<typeof liveNewsSchema>

/** News of one giveaway. All but the counts bring the giveaway as it stands now. */
const newsMessageSchema = z.object({
  type: z.literal('news'),
  id: z.int().positive(),
  giveawayId: giveawayIdSchema,
  at: time,
  news: liveNewsSchema,
  giveaway: publicGiveawaySchema.optional(),
})
export type NewsMessage = z.infer<typeof newsMessageSchema>

/** What happened lately in one giveaway: the latest entries, newest first, and how the count of entries grew, oldest first. */
const activitySchema = z.object({
  giveawayId: giveawayIdSchema,
  latest: z.array(liveEntrySchema),
  growth: z.array(z.object({ at: time, entryCount: count })),
})
export type Activity = z.infer<typeof activitySchema>

/** Everything the page shows. News goes on behind `id`. */
const snapshotMessageSchema = z.object({
  type: z.literal('snapshot'),
  id: count,
  /** The server's time, to count down by. */
  at: time,
  /** The newest first. */
  giveaways: z.array(publicGiveawaySchema),
  activity: z.array(activitySchema),
  /** What points are called; `points` where they have no name of their own. */
  pointsName: z.string(),
})
export type SnapshotMessage = z.infer<typeof snapshotMessageSchema>

/** Comes now and then, so that silence means a broken connection. */
export const pingMessageSchema = z.object({ type: z.literal('ping') })
export type PingMessage = z.infer<typeof pingMessageSchema>

export const liveMessageSchema = z.discriminatedUnion('type', [
  snapshotMessageSchema,
  newsMessageSchema,
  pingMessageSchema,
])
export type LiveMessage = z.infer<typeof liveMessageSchema>
