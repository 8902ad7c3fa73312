/** `bot_texts`: sentences of the bot that a streamer wrote, by their keys. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { StreamerId } from '../giveaway/words.ts'
import { botTexts } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function findTexts(reader: Reader, streamerId: StreamerId): Promise<Map<string, string>> {
  const { key, template } = botTexts
  const rows = await reader.queryBuilt(
    build.select({ key, template }).from(botTexts).where(eq(botTexts.streamerId, streamerId)).orderBy(asc(key)),
  )
  return new Map(rows.map((row) => [row.key, row.template]))
}

export function saveText({ sendBuilt }: Session, streamerId: StreamerId, key: string, template: string): void {
  sendBuilt(
    build
      .insert(botTexts)
      .values({ streamerId, key, template })
      .onConflictDoUpdate({ target: [botTexts.streamerId, botTexts.key], set: { template, updatedAt: sql`now()` } }),
  )
}

export function deleteText({ sendBuilt }: Session, streamerId: StreamerId, key: string): void {
  sendBuilt(build.delete(botTexts).where(and(eq(botTexts.streamerId, streamerId), eq(botTexts.key, key))))
}
