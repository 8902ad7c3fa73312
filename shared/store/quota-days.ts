/** `quota_days`: what of a platform's quota is used on a day. */
import type pg from 'pg'
import type { QuotaStore } from '../engine/ports/chat.ts'
import type { Reader } from './statements.ts'

/** The pool must not be a pipelined one. */
export function createQuotaStore(pool: pg.Pool): QuotaStore {
  return {
    async spend(platform, project, day, units) {
      // One statement, so that of two processes that count at once neither is lost.
      const { rows } = await pool.query<{ used: number }>(
        `INSERT INTO quota_days (platform, project, day, used) VALUES ($1, $2, $3, $4)
         ON CONFLICT (platform, project, day) DO UPDATE SET used = quota_days.used + excluded.used
         RETURNING used`,
        [platform, project, day, units],
      )
      const [row] = rows
      if (!row) throw new Error(`${units} units of ${platform}'s quota of ${day} were counted, but no row came back.`)
      return row.used
    },
  }
}

/** Removes the days before the one on which this moment is in Greenwich; no platform's calendar is behind it by more than a day. */
export async function removeOldQuotaDays({ query }: Reader, before: Date): Promise<number> {
  const [gone] = await query<{ count: number }>(
    `WITH gone AS (DELETE FROM quota_days WHERE day < ($1::timestamptz AT TIME ZONE 'UTC')::date RETURNING 1)
     SELECT count(*) FROM gone`,
    [before],
  )
  return gone?.count ?? 0
}
