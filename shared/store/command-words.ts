/** `command_words` and `commands_off`: by which words a streamer's commands are called, and which are switched off. */
import type { CommandTx } from '../engine/ports/commands.ts'
import type { Chosen } from '../giveaway/commands.ts'
import type { StreamerId } from '../giveaway/words.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

interface ChosenRow {
  readonly command: string
  readonly words: readonly string[] | null
  readonly off: boolean
}

export async function findCommands(reader: Reader, streamerId: StreamerId): Promise<Chosen> {
  const rows = await reader.query<ChosenRow>(
    `SELECT coalesce(w.command, o.command) AS command, w.words, o.command IS NOT NULL AS off
       FROM (SELECT command, array_agg(word ORDER BY place) AS words FROM command_words WHERE streamer_id = $1 GROUP BY command) w
       FULL JOIN (SELECT command FROM commands_off WHERE streamer_id = $1) o ON o.command = w.command
      ORDER BY 1`,
    [streamerId],
  )
  return {
    words: new Map(rows.flatMap(({ command, words }) => (words ? [[command, words] as const] : []))),
    off: new Set(rows.flatMap(({ command, off }) => (off ? command : []))),
  }
}

export function openCommandTx(session: Session): CommandTx {
  const { send } = session
  return {
    findCommands: (streamerId) => findCommands(session, streamerId),
    saveWords(streamerId, command, words) {
      send('DELETE FROM command_words WHERE streamer_id = $1 AND (command = $2 OR word = ANY ($3))', [
        streamerId,
        command,
        words,
      ])
      send(
        `INSERT INTO command_words (streamer_id, word, command, place)
         SELECT $1::bigint, word, $2::text, place - 1 FROM unnest($3::text[]) WITH ORDINALITY AS said (word, place)`,
        [streamerId, command, words],
      )
    },
    switchCommand(streamerId, command, isOn) {
      if (isOn) send('DELETE FROM commands_off WHERE streamer_id = $1 AND command = $2', [streamerId, command])
      else
        send('INSERT INTO commands_off (streamer_id, command) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          streamerId,
          command,
        ])
    },
  }
}
