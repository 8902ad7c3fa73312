/** What the HTTP API says of prize keys: pools of them, lists in which they are masked, and the one answer that shows one. */
import { z } from 'zod'
import { keyFaults } from '../giveaway/keys.ts'
import { isClean } from '../giveaway/text.ts'
import { statuses, winnerStates } from '../giveaway/words.ts'

const count = z.int().nonnegative()
const id = z.int().positive()
const time = z.iso.datetime()

/** How many keys are nobody's, how many are somebody's, and how many of those their winner has seen. */
const counts = { available: count, assigned: count, revealed: count }

export const poolSchema = z.object({
  id,
  name: z.string(),
  /** What giveaways count their wins as that hand out its keys, and say nothing else. */
  prizeClass: z.string().nullable(),
  createdAt: time,
  ...counts,
})
export type PublicPool = z.infer<typeof poolSchema>

/** `GET /api/channel/pools`: the oldest first. */
export const poolListSchema = z.object({ pools: z.array(poolSchema) })

const nameError = { error: 'One to sixty letters, digits and signs, on one line.' }
const name = z.string(nameError).trim().min(1, nameError).max(60, nameError).refine(isClean, nameError)
const classError = { error: 'One word of up to fifty small letters, digits and signs.' }
const prizeClass = z
  .string(classError)
  .regex(/^[^\s\p{Lu}]{1,50}$/u, classError)
  .refine(isClean, classError)

/** `POST /api/channel/pools`. */
export const newPoolSchema = z.strictObject({ name, prizeClass: prizeClass.optional() })

/** `PATCH /api/channel/pools/ID`: what is absent stays, and `null` takes the class away. */
export const poolChangeSchema = z.strictObject({ name: name.optional(), prizeClass: prizeClass.nullable().optional() })

/** A key in a list. What is shown of it are its last letters, and of a short one nothing. */
export const maskedKeySchema = z.object({
  id,
  poolId: id,
  pool: z.string(),
  masked: z.string(),
  addedAt: time,
  /** Null while it is nobody's. */
  assigned: z
    .object({
      viewerId: id,
      name: z.string(),
      /** Null for what was delivered before there were giveaways of pools. */
      giveawayId: z.uuid().nullable(),
      at: time,
      /** When its winner saw it first; null while it can still come back. */
      revealedAt: time.nullable(),
    })
    .nullable(),
})
export type MaskedKey = z.infer<typeof maskedKeySchema>

/** `GET /api/admin/tokens`: a page of the keys of all pools, with how many there are in all. */
export const tokenListSchema = z.object({
  statistics: z.object({ total: count, ...counts }),
  items: z.array(maskedKeySchema),
  next: z.string().nullable(),
})

/** `POST /api/channel/pools/ID/keys/KEY/reveal`: the one answer in which the streamer sees a key. */
export const shownKeySchema = z.object({ key: z.string() })

/** `DELETE /api/channel/pools/ID/keys`. */
export const removedKeysSchema = z.object({ removed: count })

/**
 * A line of the answer of `POST /api/channel/pools/ID/keys`, which is JSON, a line each (`application/x-ndjson`): how far the import is.
 * The last line has `report`, or `problem` where it broke off; what was added until then stays, and the same text sent again adds the rest.
 */
export const importLineSchema = z.object({
  /** Lines of the text, those without a key included, and how many of them are done with. */
  lines: count,
  done: count,
  /** Keys that are new in the pool. */
  added: count,
  report: z
    .object({
      /** How many lines gave no key, by why. */
      counts: z.record(z.enum(keyFaults), count),
      /** The first hundred of them. */
      faults: z.array(z.object({ line: z.int().positive(), fault: z.enum(keyFaults) })),
    })
    .optional(),
  problem: z.string().optional(),
})
export type ImportLine = z.infer<typeof importLineSchema>

/** `GET /api/channel/giveaways/ID/keys`: whether there are enough, to be said before it opens and before it is drawn. */
export const giveawayKeysSchema = z.object({
  /** Null where the giveaway hands out no keys; the figures are zero then. */
  pool: z.object({ id, name: z.string() }).nullable(),
  /** Winners that the giveaway is to have. */
  winners: count,
  /** Keys that winners of it have. */
  handedOut: count,
  available: count,
  /** Winners for whom no key is left, were they drawn now. */
  missing: count,
})
export type GiveawayKeys = z.infer<typeof giveawayKeysSchema>

/** `POST /api/token`: the key of a win; the same one however often it is asked for. */
export const tokenAskSchema = z.strictObject({ giveawayId: z.uuid() })
export const tokenSchema = z.object({
  giveawayId: z.uuid(),
  token: z.string(),
  /** When it was seen first. */
  revealedAt: time,
})
export type WonToken = z.infer<typeof tokenSchema>

/** `GET /api/me/keys`: a win in a giveaway that hands out keys. */
export const ownKeySchema = z.object({
  giveawayId: z.uuid(),
  title: z.string(),
  status: z.enum(statuses),
  state: z.enum(winnerStates),
  /** Null where none was handed out. */
  masked: z.string().nullable(),
  /** When it was seen first; null before. */
  revealedAt: time.nullable(),
  /** Whether `POST /api/token` gives it, as far as keys are left. */
  isTheirs: z.boolean(),
})
export type OwnKeyView = z.infer<typeof ownKeySchema>
