/** What the HTTP API answers: the public view of a giveaway, the proof of its draw, and problems. Times are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Proof } from '../giveaway/proof.ts'
import { passings } from '../giveaway/answers.ts'
import { audiences, joinWays, kinds, platforms, statuses, winnerStates } from '../giveaway/words.ts'

const platform = z.enum(platforms)
const count = z.int().nonnegative()
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const time = z.iso.datetime()

/** The id in the address of a giveaway. */
export const giveawayIdSchema = z.uuid()

/** A pick as everybody may see it. `name` is what the platform showed, and may hold anything. */
export const publicPickSchema = z.object({
  pick: z.int().positive(),
  platform,
  userId: z.string(),
  name: z.string(),
  tickets: z.int().positive(),
})
export type PublicPick = z.infer<typeof publicPickSchema>

/** A pick and what became of it. Whoever missed it, was set aside or passed over stays in the list: the proof is about all picks. */
export const publicWinnerSchema = publicPickSchema.extend({
  state: z.enum(winnerStates),
  /** Until when a pending winner has to say something. */
  claimDeadline: time.nullable(),
  /** Why the rules passed them over, where they did. */
  passedOver: z.enum(passings).optional(),
})
export type PublicWinner = z.infer<typeof publicWinnerSchema>

/** A round of a public beacon that takes part in a draw: named at closing, then come, or done without. Hex. */
export const publicBeaconSchema = z.object({
  chain: hex32,
  round: z.int().positive(),
  /** When the round comes. */
  at: time,
  randomness: hex32.nullable(),
  signature: z.string().nullable(),
  /** When it was decided to draw without it. */
  waivedAt: time.nullable(),
})
export type PublicBeacon = z.infer<typeof publicBeaconSchema>

/** A giveaway as everybody may see it. What is not known or not limited is null. The seed stands there once it is revealed. */
export const publicGiveawaySchema = z.object({
  id: giveawayIdSchema,
  title: z.string(),
  word: z.string(),
  kind: z.enum(kinds),
  /** For active chatters: how many minutes before the close one had to write, at most; null for the other kinds. */
  activeMinutes: z.int().positive().nullable(),
  status: z.enum(statuses),
  audience: z.enum(audiences),
  /** Points for one ticket. */
  cost: count,
  /** Tickets one person may hold. */
  maxTickets: z.int().positive(),
  maxEntries: z.int().positive().nullable(),
  maxTicketsInAll: z.int().positive().nullable(),
  /** How many winners the streamer means to draw. */
  winnersAsked: z.int().positive(),
  /** Seconds in which a winner has to say something; null where whoever is drawn has won. */
  claimSeconds: z.int().positive().nullable(),
  /** Who may join by the code on the overlay; null where nobody does. */
  joinByCode: z.enum(joinWays).nullable(),
  /** Minutes in which somebody must have been heard of to win; null where that is not asked. */
  presentMinutes: z.int().positive().nullable(),
  entryCount: count,
  ticketCount: count,
  openedAt: time.nullable(),
  /** When it closes by itself. */
  closesAt: time.nullable(),
  closedAt: time.nullable(),
  /** When the seed of a drawn giveaway is revealed; null while it waits for a winner. */
  completesAt: time.nullable(),
  commitment: hex32.nullable(),
  digest: hex32.nullable(),
  seed: hex32.nullable(),
  /** Null where no beacon takes part, or it is not closed yet. */
  beacon: publicBeaconSchema.nullable(),
  winners: z.array(publicWinnerSchema),
})
export type PublicGiveaway = z.infer<typeof publicGiveawaySchema>

/** `GET /api/giveaways`: the newest first. */
export const giveawayListSchema = z.object({ giveaways: z.array(publicGiveawaySchema) })
export type GiveawayList = z.infer<typeof giveawayListSchema>

/** `GET /api/giveaways/:id/proof`: what `verifyProof` checks, entries in canonical order. */
export const proofSchema = z.object({
  /** The second format has a beacon, the first has none. */
  format: z.enum(['streambot-proof-1', 'streambot-proof-2']),
  giveaway: z.object({
    id: giveawayIdSchema,
    title: z.string(),
    openedAt: time.nullable(),
    closedAt: time.nullable(),
    entryCount: count,
    ticketCount: count,
  }),
  commitment: hex32,
  digest: hex32,
  seed: hex32.optional(),
  beacon: z
    .object({
      chain: hex32,
      round: z.int().positive(),
      at: time,
      randomness: hex32.optional(),
      signature: z.string().optional(),
      waivedAt: time.optional(),
    })
    .optional(),
  entries: z.array(z.object({ platform, userId: z.string(), name: z.string(), tickets: z.int().positive() })),
  winners: z.array(publicWinnerSchema),
}) satisfies z.ZodType<Proof>
export type ProofExport = z.infer<typeof proofSchema>

/** Any answer that is not the one asked for (RFC 9457): a code for programs and a sentence for people. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  /** Where a request does not fit its contract: a path such as `body/rules/cost`, and what is wrong there. */
  faults: z.array(z.object({ where: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>
