/** Reminders in chat of a giveaway that takes entries. */
import { isWorthReminding, remindAfter } from '../giveaway/reminder.ts'
import type { Ports } from './ports.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/**
 * Writes the reminder that is due, for the bot to say, and plans the next one: under the lock of the giveaway, so that it is written
 * once. One that comes too late is left out, and none follows where the streamer has turned them off.
 */
export function remindWithin({ clock }: Pick<Ports, 'clock'>, tx: Tx, giveaway: LockedGiveaway): void {
  const now = clock.now()
  const nextAt = remindAfter(now, giveaway.settings.reminderMinutes)
  tx.changeGiveaway(giveaway.id, { remindsAt: nextAt ?? null })
  if (nextAt && isWorthReminding(giveaway, now))
    tx.addNews(giveaway, { kind: 'reminder', nextAt: nextAt.toISOString() })
}
