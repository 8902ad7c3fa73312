/** How many entered a giveaway, in words. */
import type { GiveawayStatus } from '@streambot/shared/giveaway/words.ts'
import { say } from '../say.ts'

/** What stands behind the number: they are in while it can still be entered, and entered once it cannot. */
export function sayEntrants({ status, entryCount: count }: { status: GiveawayStatus; entryCount: number }): string {
  return say(status === 'open' || status === 'paused' ? 'entrants.in' : 'entrants.over', { count })
}
