/** `command_words` and `commands_off`: by which words a streamer's commands are called, and which are off. `commands`: those of their own. */
import type { CommandStore, CommandTx, OwnCommand } from '../engine/ports/commands.ts'
import type { Chosen } from '../giveaway/commands.ts'
import type { StreamerId } from '../giveaway/words.ts'
import type { Reader } from './statements.ts'
import * as timers from './timers.ts'
import type { Session } from './transaction.ts'

interface ChosenRow {
  readonly command: string
  readonly words: readonly string[] | null
  readonly off: boolean
}

export function openCommands(reader: Reader): CommandStore {
  return {
    findCommands: (streamerId) => findCommands(reader, streamerId),
    findOwnCommands: (streamerId) => findOwnCommands(reader, streamerId),
    findTimers: (streamerId) => timers.findTimers(reader, streamerId),
  }
}

async function findOwnCommands(reader: Reader, streamerId: StreamerId): Promise<OwnCommand[]> {
  return reader.query<OwnCommand>(
    `SELECT c.id, c.response AS answer, array_agg(w.word ORDER BY w.place) AS words
       FROM commands c JOIN command_words w ON w.streamer_id = c.streamer_id AND w.command = 'own:' || c.id
      WHERE c.streamer_id = $1 GROUP BY c.id ORDER BY c.id`,
    [streamerId],
  )
}

async function findCommands(reader: Reader, streamerId: StreamerId): Promise<Chosen> {
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
  const { send, query } = session
  return {
    ...openCommands(session),
    async addOwnCommand(streamerId, name, answer) {
      // A row without words is nobody's command, and gives its name away.
      const [row] = await query<{ id: number }>(
        `INSERT INTO commands (streamer_id, name, response) VALUES ($1, $2, $3)
             ON CONFLICT (streamer_id, name) DO UPDATE SET response = $3, updated_at = now() RETURNING id`,
        [streamerId, name, answer],
      )
      if (!row) throw new Error(`The command ${name} was not written.`)
      return row.id
    },
    changeOwnCommand(id, name, answer) {
      send('UPDATE commands SET name = $2, response = $3, updated_at = now() WHERE id = $1', [id, name, answer])
    },
    addTimer: (streamerId, timer) => timers.addTimer(session, streamerId, timer),
    changeTimer: (timer) => timers.changeTimer(session, timer),
    removeTimer: (id) => timers.removeTimer(session, id),
    removeOwnCommand(id) {
      send('DELETE FROM commands WHERE id = $1', [id])
    },
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
