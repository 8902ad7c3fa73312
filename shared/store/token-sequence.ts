/** `token_sequence`: the last ticket number of each channel, prefix and day. */
import type { StreamerId } from '../giveaway/words.ts'
import type { Session } from './transaction.ts'

/**
 * Takes so many numbers of each prefix, and gives the last ones: in one upsert that adds under the lock of the row, so that of two first
 * orders of a day the second waits and counts on. By prefix, so that two who need the same prefixes take them in one order.
 */
export async function takeNumbers(
  { query }: Session,
  streamerId: StreamerId,
  day: string,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const rows = await query<{ prefix: string; last_number: number }>(
    `INSERT INTO token_sequence AS s (streamer_id, prefix, day, last_number)
     SELECT $1::bigint, prefix, $2::date, count FROM unnest($3::text[], $4::integer[]) AS asked (prefix, count) ORDER BY prefix
         ON CONFLICT (streamer_id, prefix, day) DO UPDATE SET last_number = s.last_number + excluded.last_number
     RETURNING prefix, last_number`,
    [streamerId, day, [...counts.keys()], [...counts.values()]],
  )
  return new Map(rows.map((row) => [row.prefix, row.last_number]))
}
