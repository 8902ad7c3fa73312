/** `giveaway_entry_attempts`, once they are old. They are written with the entries, by `addEntries`. */
import type { Reader } from './statements.ts'

/**
 * Removes at most so many attempts from before, and gives how many. Those of a giveaway that still takes entries stay, whatever their age:
 * by them a message that comes again is known. Two workers take different rows; entries write new ones meanwhile.
 */
export async function removeOldAttempts(reader: Reader, before: Date, count: number): Promise<number> {
  const [gone] = await reader.query<{ count: number }>(
    `WITH gone AS (
       DELETE FROM giveaway_entry_attempts
        WHERE id IN (SELECT a.id FROM giveaway_entry_attempts a JOIN giveaways g ON g.id = a.giveaway_id
                      WHERE a.attempted_at < $1 AND (g.sealed_at IS NOT NULL OR g.status = 'cancelled')
                      ORDER BY a.attempted_at LIMIT $2 FOR UPDATE OF a SKIP LOCKED)
       RETURNING 1)
     SELECT count(*) FROM gone`,
    [before, count],
  )
  return gone?.count ?? 0
}
