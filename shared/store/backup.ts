/** A backup: the whole database as one plain SQL file, from one moment, made complete or not at all. */
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { codeOf, reasonOf, SetupError } from '../runtime/setup-error.ts'
import { dumpByHand } from './backup/by-hand.ts'
import { DumpProgramError, dumpByProgram, findDumpProgram } from './backup/by-program.ts'
import { listTables } from './backup/tables.ts'
import { backupEnd, backupStart, type Write } from './backup/wrapping.ts'

export interface Backup {
  readonly url: string
  readonly backupFolder: string
  /** Takes each line for the person at the terminal. */
  readonly say: (line: string) => void
  /** `by-hand` never uses `pg_dump`. */
  readonly kind?: 'by-hand'
  readonly now?: () => Date
}

/**
 * Writes `streambot_YYYY-MM-DDTHH-MM-SS.sql` (UTC) into the folder and gives its path. Only its owner can read it. Throws a
 * `SetupError` when it cannot be written, and leaves nothing behind then.
 */
export async function makeBackup(backup: Backup): Promise<string> {
  const name = `streambot_${(backup.now?.() ?? new Date()).toISOString().slice(0, 19).replaceAll(':', '-')}`
  const part = join(backup.backupFolder, `.${name}-${process.pid}.sql`)
  try {
    await mkdir(backup.backupFolder, { recursive: true })
    await writePart(backup, part)
    const file = await putInPlace(part, backup.backupFolder, name)
    backup.say(`Backup: ${file}`)
    return file
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined) // The folder itself may be what is wrong; the cause says so.
    throw new SetupError(
      `The backup could not be written to ${backup.backupFolder}: ${reasonOf(cause)}. Nothing was changed.`,
      {
        cause,
      },
    )
  }
}

/** As `makeBackup`, but an empty database has nothing to back up, which is said. */
export async function backupIfFilled(backup: Backup): Promise<string | undefined> {
  let filled = false
  await withClient(backup.url, async (client) => {
    filled = (await listTables(client)).some(({ name }) => !bookkeepingTables.includes(name))
  })
  if (filled) return makeBackup(backup)
  backup.say('The database is empty: there is nothing to back up yet.')
  return undefined
}

const bookkeepingTables = ['drizzle_migrations', 'migration_lock']

/** By `pg_dump` where one fits the server; where there is none, or it fails, by hand. */
async function writePart(backup: Backup, part: string): Promise<void> {
  await withClient(backup.url, async (client) => {
    const program = backup.kind === 'by-hand' ? undefined : await findDumpProgram(client)
    if (program) {
      const trouble = await writeFile(part, (write) => dumpByProgram(program, backup.url, write)).catch(unlessFile)
      if (trouble === undefined) return
      backup.say(`${trouble} The backup is made without it.`)
      await rm(part)
    }
    await writeFile(part, (write) => dumpByHand(client, write))
  })
}

/** What kept the program from its work; what kept the file from being written is thrown on. */
function unlessFile(error: unknown): string {
  if (error instanceof DumpProgramError) return error.message
  throw error
}

/** Puts a dump into a new file that only its owner can read, and onto the disk. */
async function writeFile(path: string, dump: (write: Write) => Promise<void>): Promise<undefined> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.appendFile(backupStart)
    await dump((chunk) => file.appendFile(chunk))
    await file.appendFile(backupEnd)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'streambot backup' })
  client.on('error', () => undefined) // The query that runs fails with the same error.
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** Gives the file its name, or that name with -2, -3 ... where there is one already. */
async function putInPlace(part: string, backupFolder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const file = join(backupFolder, number === 1 ? `${name}.sql` : `${name}-${number}.sql`)
    if (!(await giveName(part, file))) continue
    await syncFolder(backupFolder)
    return file
  }
}

/** False: the name is taken. A link never overwrites; some file systems have none. */
async function giveName(part: string, file: string): Promise<boolean> {
  try {
    await link(part, file)
    await rm(part)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'ENOTSUP') throw error
    if (await exists(file)) return false
    await rename(part, file)
    return true
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

/** The name to the disk, too, so that a power cut right after does not take the backup away. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
