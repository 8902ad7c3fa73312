/** `giveaway_templates`: settings kept under a name. Their rules are JSON, checked when they are read. */
import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type GiveawayRules, kinds, type StreamerId, type Template } from '../giveaway/words.ts'
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

/** What tells rules from other JSON. */
const rulesSchema = z.looseObject({ kind: z.enum(kinds), conditions: z.looseObject({}) })

/** What JSON cannot hold, a limit that is none, is put back. Whether the rules make sense is asked again when a giveaway opens. */
function readRules(value: unknown): GiveawayRules {
  // Nobody but `saveTemplate` writes them, whole.
  const { maxEntries, maxTicketsInAll, ...rules } = rulesSchema.parse(value) as object as GiveawayRules
  return { ...rules, maxEntries, maxTicketsInAll }
}
