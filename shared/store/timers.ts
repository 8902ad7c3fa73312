/** `timers`: what the bot says by itself. */
import type { ChatTimer } from '../engine/ports/commands.ts'
import type { StreamerId } from '../giveaway/words.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function findTimers(reader: Reader, streamerId: StreamerId): Promise<ChatTimer[]> {
  return reader.query<ChatTimer>(
    `SELECT id, message, greatest(1, every_seconds / 60) AS minutes, enabled AS "isOn" FROM timers WHERE streamer_id = $1 ORDER BY id`,
    [streamerId],
  )
}

/** The name is nobody's to read: a timer goes by its id. */
export async function addTimer(
  { query }: Session,
  streamerId: StreamerId,
  { message, minutes, isOn }: Omit<ChatTimer, 'id'>,
): Promise<number> {
  const [row] = await query<{ id: number }>(
    `INSERT INTO timers (streamer_id, name, message, every_seconds, enabled)
     VALUES ($1, gen_random_uuid()::text, $2, $3, $4) RETURNING id`,
    [streamerId, message, minutes * 60, isOn],
  )
  if (!row) throw new Error(`No timer was written for streamer ${streamerId}.`)
  return row.id
}

export function changeTimer({ send }: Session, { id, message, minutes, isOn }: ChatTimer): void {
  send('UPDATE timers SET message = $2, every_seconds = $3, enabled = $4, updated_at = now() WHERE id = $1', [
    id,
    message,
    minutes * 60,
    isOn,
  ])
}

export function removeTimer({ send }: Session, id: number): void {
  send('DELETE FROM timers WHERE id = $1', [id])
}
