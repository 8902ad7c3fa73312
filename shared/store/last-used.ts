/** When something was used last, to the minute: asking often does not write often. */
import type { Reader } from './statements.ts'

const minuteMs = 60_000

/** What has a use to be noted, as it was just read. */
interface Used {
  readonly id: number | string
  readonly lastUsedAt: Date | null
}

/** Notes a use where none was noted in the last minute, nor by somebody else meanwhile, and never of what has ended meanwhile: `stands` says when it has not. */
export async function noteUse(
  reader: Reader,
  table: 'api_keys' | 'overlays' | 'access_grants',
  { id, lastUsedAt }: Used,
  now: Date,
  stands: string,
): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < minuteMs) return
  await reader.query(
    `UPDATE ${table} SET last_used_at = $2::timestamptz
      WHERE id = $1 AND ${stands} AND (last_used_at IS NULL OR last_used_at <= $2::timestamptz - interval '1 minute')`,
    [id, now],
  )
}
