/** `handled_messages`: a chat message does its deed once, however often and to however many bots it is delivered. */
import { messageKey } from '../giveaway/entry.ts'
import type { MessageKey } from '../giveaway/words.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

/** True for the first; a second transaction waits for the first to end, and then knows. */
export async function markHandled({ query }: Session, { platform, id }: MessageKey): Promise<boolean> {
  const rows = await query(
    'INSERT INTO handled_messages (platform, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true',
    [platform, id],
  )
  return rows.length > 0
}

/** The same for many, in their order; of those with one key the first. By key, so that two who mark the same wait in one order. */
export async function markAllHandled({ query }: Session, messages: readonly MessageKey[]): Promise<boolean[]> {
  const rows = await query<MessageKey>(
    `INSERT INTO handled_messages (platform, message_id)
     SELECT DISTINCT platform, id FROM unnest($1::text[], $2::text[]) AS m (platform, id) ORDER BY platform, id
         ON CONFLICT DO NOTHING RETURNING platform, message_id AS id`,
    [messages.map(({ platform }) => platform), messages.map(({ id }) => id)],
  )
  const fresh = new Set(rows.map(messageKey))
  return messages.map((message) => fresh.delete(messageKey(message)))
}

/** Removes at most so many from before, and gives how many. Two workers take different rows. */
export async function removeOldMessages({ query }: Reader, before: Date, count: number): Promise<number> {
  const [gone] = await query<{ count: number }>(
    `WITH gone AS (
       DELETE FROM handled_messages
        WHERE (platform, message_id) IN (SELECT platform, message_id FROM handled_messages WHERE handled_at < $1
                                          ORDER BY handled_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING 1)
     SELECT count(*) FROM gone`,
    [before, count],
  )
  return gone?.count ?? 0
}
