/** `winner_messages`: what winners said after the draw. */
import { and, asc, count, eq } from 'drizzle-orm'
import type { WinnerMessage } from '../engine/ports/rows.ts'
import type { GiveawayId, Platform } from '../giveaway/words.ts'
import { winnerMessages } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function countWinnerMessages(reader: Reader, giveawayId: GiveawayId, pick: number): Promise<number> {
  const [row] = await reader.queryBuilt(
    build
      .select({ count: count().as('count') })
      .from(winnerMessages)
      .where(isOf(giveawayId, pick)),
  )
  return row?.count ?? 0
}

/** A message that comes twice stands there once. */
export function addWinnerMessage(
  { sendBuilt }: Session,
  giveawayId: GiveawayId,
  pick: number,
  { message, text, sentAt }: WinnerMessage,
): void {
  const row = { giveawayId, pick, platform: message.platform, messageId: message.id, text, sentAt }
  sendBuilt(build.insert(winnerMessages).values(row).onConflictDoNothing())
}

export async function findWinnerMessages(
  reader: Reader,
  giveawayId: GiveawayId,
  pick: number,
): Promise<WinnerMessage[]> {
  const rows = await reader.queryBuilt(
    build.select().from(winnerMessages).where(isOf(giveawayId, pick)).orderBy(asc(winnerMessages.sentAt)),
  )
  return rows.map(({ platform, messageId, text, sentAt }) => ({
    message: { platform: platform as Platform, id: messageId }, // the check of the table admits no other words
    text,
    sentAt,
  }))
}

function isOf(giveawayId: GiveawayId, pick: number) {
  return and(eq(winnerMessages.giveawayId, giveawayId), eq(winnerMessages.pick, pick))
}
