/** `handled_messages`: a chat message does its deed once, however often and to however many bots it is delivered. */
import type { MessageKey } from '../giveaway/words.ts'
import type { Session } from './transaction.ts'

/** True for the first; a second transaction waits for the first to end, and then knows. */
export async function markHandled({ query }: Session, { platform, id }: MessageKey): Promise<boolean> {
  const rows = await query(
    'INSERT INTO handled_messages (platform, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true',
    [platform, id],
  )
  return rows.length > 0
}
