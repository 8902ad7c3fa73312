/** What the HTTP API says to whoever runs a channel: its giveaways as they stand, what can be asked of them, and pages of long lists. */
import { z } from 'zod'
import { passings } from '../giveaway/answers.ts'
import { longestReason } from '../giveaway/text.ts'
import { audiences, chatPlatforms, type GiveawayRules, joinWays, kinds, platforms } from '../giveaway/words.ts'
import { publicGiveawaySchema, publicWinnerSchema } from './http.ts'

const count = z.int().nonnegative()
const time = z.iso.datetime()
const whole = z.int().optional()

/** A page of a list. `next` is what `after` takes for the page behind it; null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** What else is asked of an entrant, as `Conditions` of the rules. */
const conditionsSchema = z.strictObject({
  platforms: z.array(z.enum(chatPlatforms)).optional(),
  minTier: whole,
  followDays: whole,
  accountDays: whole,
  minBalance: whole,
  moderatorsOut: z.boolean().optional(),
  unknownPasses: z.boolean().optional(),
  prizeClass: z.string().optional(),
  cooldownDays: whole,
  tier1Factor: whole,
  tier2Factor: whole,
  tier3Factor: whole,
  vipFactor: whole,
  followerFactor: whole,
})

/** `GiveawayRules` on the wire; what is absent is not limited. Whether they make sense together the rules themselves say. */
export const rulesSchema = z.strictObject({
  kind: z.enum(kinds),
  activeMinutes: whole,
  cost: z.int(),
  maxTickets: z.int(),
  maxEntries: whole,
  maxTicketsInAll: whole,
  winners: z.int(),
  audience: z.enum(audiences),
  conditions: conditionsSchema,
  leaving: z.boolean(),
  claimSeconds: whole,
  /** Whoever wins gets a key out of this pool. */
  poolId: z.int().positive().optional(),
  /** Absent: nobody joins by code. */
  joinByCode: z.enum(joinWays).optional(),
  /** Who is drawn has to be there: with a phone that joined, or with a line in chat within so many minutes. */
  presentMinutes: whole,
}) satisfies z.ZodType<Omit<GiveawayRules, 'maxEntries' | 'maxTicketsInAll'>>

/** A giveaway as whoever runs it sees it: what everybody may see but for the winners, who have a list of their own, and what is planned. */
export const channelGiveawaySchema = publicGiveawaySchema.omit({ winners: true }).extend({
  rules: rulesSchema,
  /** Minutes from the opening to the planned end. */
  minutes: z.int().positive().nullable(),
  opensAt: time.nullable(),
  /** Since when it has waited for another giveaway with its word. */
  blockedAt: time.nullable(),
  pausedAt: time.nullable(),
  /** Until when messages that were written in time may arrive. */
  finalAt: time.nullable(),
  sealedAt: time.nullable(),
  /** Winners to draw as soon as the entries are sealed. */
  drawWhenSealed: z.int().positive().nullable(),
})
export type ChannelGiveaway = z.infer<typeof channelGiveawaySchema>

const title = z.string()
const word = z.string()
const minutes = z.int().positive()

/**
 * `POST /api/channel/giveaways`. Opens at once; at `opensAt`; or with `draft` not until it is told to. What is not said here the template
 * says, and else it is as usual: a free giveaway for everyone, one ticket a person, one winner.
 */
export const newGiveawaySchema = z.strictObject({
  word,
  title: title.optional(),
  template: z.string().optional(),
  rules: rulesSchema.optional(),
  minutes: minutes.optional(),
  draft: z.boolean().default(false),
  opensAt: time.optional(),
})
export type NewGiveawayAsk = z.infer<typeof newGiveawaySchema>

/** `PATCH /api/channel/giveaways/ID`, of a draft. What is absent stays; rules are given whole; without `minutes` (null) it has no planned end. */
export const draftChangeSchema = z.strictObject({
  title: title.optional(),
  word: word.optional(),
  rules: rulesSchema.optional(),
  minutes: minutes.nullable().optional(),
})

const reason = z.string().trim().min(1).max(longestReason)

export const scheduleAskSchema = z.strictObject({ opensAt: time })
export const extendAskSchema = z.strictObject({ minutes: z.int() })
/** Without a count it is the number of winners in the rules. */
export const drawAskSchema = z.strictObject({ count: z.int().optional() })
/** Without a viewer the latest winner is meant, or the only one who stands. */
export const redrawAskSchema = z.strictObject({ viewerId: z.int().positive().optional(), reason })

/** An entry with what it rests on. */
export const channelEntrySchema = z.object({
  viewerId: z.int().positive(),
  platform: z.enum(platforms),
  userId: z.string(),
  name: z.string(),
  tickets: z.int().positive(),
  /** How many of the tickets a factor gave. */
  bonus: count,
  /** Points. */
  paid: count,
  enteredAt: time,
})
export type ChannelEntry = z.infer<typeof channelEntrySchema>

/** A pick, what became of it, and who decided that. */
export const channelWinnerSchema = publicWinnerSchema.extend({
  viewerId: z.int().positive(),
  drawnAt: time,
  decidedAt: time.nullable(),
  /** `platform:userId`, `user:ID`, `key:ID`, or a word such as `timer`. */
  decidedBy: z.string().nullable(),
  /** Why they were set aside. */
  reason: z.string().nullable(),
  passedOver: z.enum(passings).optional(),
})
export type ChannelWinner = z.infer<typeof channelWinnerSchema>

/** What a winner said after the draw. The text is a stranger's. */
export const winnerMessagesSchema = z.object({ messages: z.array(z.object({ text: z.string(), sentAt: time })) })

/** One line of the audit log: who did what. `details` differ by the action. */
export const auditRowSchema = z.object({
  id: z.int().positive(),
  at: time,
  actor: z.string(),
  /** The name of the account, the user or the key that did it, as it is today; null for words such as `timer`. */
  actorName: z.string().nullable(),
  action: z.string(),
  giveawayId: z.uuid().nullable(),
  /** What can be won in the giveaway. */
  title: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  /** The name of the viewer, the key or the account that the details have an id of. */
  about: z.string().nullable(),
})
export type AuditRow = z.infer<typeof auditRowSchema>

export const templateSchema = z.object({
  name: z.string(),
  title: z.string(),
  rules: rulesSchema,
  minutes: z.int().positive().nullable(),
})
export const templateListSchema = z.object({ templates: z.array(templateSchema) })
export type PublicTemplate = z.infer<typeof templateSchema>

/** `PUT /api/channel/templates/NAME`: keeps the settings of this giveaway under the name. */
export const templateAskSchema = z.strictObject({ giveawayId: z.uuid() })
