/** `chat_positions`: where reading a chat by the page stands. */
import type pg from 'pg'
import type { PositionStore } from '../engine/ports/chat.ts'

/** The pool must not be a pipelined one. */
export function createPositionStore(pool: pg.Pool): PositionStore {
  return {
    async find(platform, channelId) {
      const { rows } = await pool.query<PositionRow>(
        'SELECT chat_id, page_token, read_until FROM chat_positions WHERE platform = $1 AND channel_id = $2',
        [platform, channelId],
      )
      const [row] = rows
      return row && { chatId: row.chat_id, pageToken: row.page_token, readUntil: row.read_until }
    },
    async save(platform, channelId, { chatId, pageToken, readUntil }) {
      await pool.query(
        `INSERT INTO chat_positions (platform, channel_id, chat_id, page_token, read_until) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (platform, channel_id) DO UPDATE
            SET chat_id = excluded.chat_id, page_token = excluded.page_token, read_until = excluded.read_until,
                updated_at = now()`,
        [platform, channelId, chatId, pageToken, readUntil],
      )
    },
  }
}

interface PositionRow {
  chat_id: string
  page_token: string
  read_until: Date
}
