/** How every command-line tool begins and ends: settings, database, work, exit code. */
import { type Config, readConfig } from '@streambot/shared/runtime/config.ts'
import { codeOf, SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { openDatabase } from '@streambot/shared/store/database.ts'

export interface Tool {
  readonly config: Config
  readonly url: string
  readonly backupFolder: string
  readonly say: (line: string) => void
  /** Keeps the app from starting meanwhile; refused while it runs. */
  readonly hold: () => Promise<void>
}

/** Runs the work beside a running app or without one. Exit code 1 when it gives false, or cannot be done. */
export async function runTool(work: (tool: Tool) => Promise<boolean>): Promise<void> {
  try {
    const config = readConfig(process.env)
    const database = await openDatabase(config)
    const say = (line: string) => console.log(line)
    const done = await work({
      config,
      url: database.url,
      backupFolder: config.backupFolder,
      say,
      hold: database.hold,
    }).finally(database.stop)
    process.exitCode = done ? 0 : 1
  } catch (error) {
    console.error(toMessage(error))
    process.exitCode = 1
  }
}

/** PostgreSQL's code for a table or a column that is not there. */
const isMissing = /^42P01$|^42703$/

function toMessage(error: unknown): unknown {
  if (error instanceof SetupError) return error.message
  if (!isMissing.test(codeOf(error) ?? '')) return error
  return 'The tables of the database are not those of this StreamBot yet: npm run migrate:up brings them.'
}
