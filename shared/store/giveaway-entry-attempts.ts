/** `giveaway_entry_attempts`, once they are old. They are written with the entries, by `addEntries`. */
import type { Session } from './transaction.ts'

/**
 * Removes at most so many attempts from before, and gives how many. Those of a giveaway that still takes entries stay, whatever their age:
 * by them a message that comes again is known. Two workers take different rows; entries write new ones meanwhile.
 */
export async function removeOldAttempts({ send, query }: Session, before: Date, count: number): Promise<number> {
  // Ranges of an index can be read in no other way.
  send('SET LOCAL enable_bitmapscan = on')
  const [gone] = await query<{ count: number }>(
    `WITH gone AS (
       DELETE FROM giveaway_entry_attempts
        WHERE id IN (SELECT a.id FROM giveaway_entry_attempts a JOIN giveaways g ON g.id = a.giveaway_id
                      WHERE a.attempted_at < $1 AND (g.sealed_at IS NOT NULL OR g.status = 'cancelled')
                      LIMIT $2 FOR UPDATE OF a SKIP LOCKED)
       RETURNING 1)
     SELECT count(*) FROM gone`,
    [before, count],
  )
  return gone?.count ?? 0
}
