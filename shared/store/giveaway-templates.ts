/** `giveaway_templates`: settings kept under a name. Their rules are JSON, checked when they are read. */
import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { audiences, type GiveawayRules, kinds, platforms, type StreamerId, type Template } from '../giveaway/words.ts'
import { giveawayTemplates } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function findTemplates(reader: Reader, streamerId: StreamerId): Promise<Template[]> {
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(giveawayTemplates)
      .where(eq(giveawayTemplates.streamerId, streamerId))
      .orderBy(asc(giveawayTemplates.name)),
  )
  return rows.map(({ name, title, rules, minutes }) => ({
    name,
    title,
    rules: readRules(rules),
    minutes: minutes ?? undefined,
  }))
}

export function saveTemplate({ sendBuilt }: Session, streamerId: StreamerId, template: Template): void {
  const { name, title, rules, minutes = null } = template
  sendBuilt(
    build
      .insert(giveawayTemplates)
      .values({ streamerId, name, title, rules, minutes })
      .onConflictDoUpdate({
        target: [giveawayTemplates.streamerId, giveawayTemplates.name],
        set: { title, rules, minutes },
      }),
  )
}

export async function deleteTemplate({ queryBuilt }: Session, streamerId: StreamerId, name: string): Promise<boolean> {
  const gone = await queryBuilt(
    build
      .delete(giveawayTemplates)
      .where(and(eq(giveawayTemplates.streamerId, streamerId), eq(giveawayTemplates.name, name)))
      .returning({ name: giveawayTemplates.name }),
  )
  return gone.length > 0
}

const whole = z.int().optional()
const rulesSchema = z.object({
  kind: z.enum(kinds),
  cost: z.int(),
  maxTickets: z.int(),
  maxEntries: whole,
  maxTicketsInAll: whole,
  winners: z.int(),
  audience: z.enum(audiences),
  conditions: z.strictObject({
    platforms: z.array(z.enum(platforms)).optional(),
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
  }),
  leaving: z.boolean(),
  claimSeconds: whole,
})

/** What JSON cannot hold, a limit that is none, is put back. Whether the rules make sense is asked again when a giveaway opens. */
function readRules(value: unknown): GiveawayRules {
  const { maxEntries, maxTicketsInAll, ...rules } = rulesSchema.parse(value)
  return { ...rules, maxEntries, maxTicketsInAll }
}
