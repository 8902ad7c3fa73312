/** `quota_days`: what of a platform's quota is used on a day. */
import type pg from 'pg'
import type { QuotaStore } from '../engine/ports/chat.ts'

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
