/** Brings the tables to what the code needs, and back, by numbered pairs of SQL files. See `migrations/README.md`. */
import { Client, DatabaseError } from 'pg'
import { codeOf, SetupError } from '../runtime/setup-error.ts'
import { backupIfFilled } from './backup.ts'
import { type MigrationFile, readMigrations } from './migrate/files.ts'
import { findLock, type HeldLock, type LockOptions, withMigrationLock } from './migrate/lock.ts'
import { describeLosses } from './migrate/losses.ts'
import {
  addApplied,
  type Applied,
  inTransaction,
  listApplied,
  lockMigrations,
  removeApplied,
} from './migrate/record.ts'

/** Where to migrate, and whom to tell. */
export interface Migration extends LockOptions {
  readonly url: string
  readonly migrationsFolder: string
  readonly backupFolder: string
  /** Takes each line for the person at the terminal. */
  readonly say: (line: string) => void
}

/** How one migration stands. `changed`: its file differs from what was applied. `missing`: applied, and its file is gone. */
export interface MigrationState {
  readonly name: string
  readonly state: 'applied' | 'pending' | 'changed' | 'missing'
  readonly at: Date | undefined
}

export interface MigrationStatus {
  /** In the order of their numbers. */
  readonly migrations: readonly MigrationState[]
  readonly lock: HeldLock | undefined
  /** Nothing is changed or missing. */
  readonly ok: boolean
}

/** Says how every migration stands, and who holds the lock. Changes nothing. */
export async function migrationStatus({ url, migrationsFolder, say }: Migration): Promise<MigrationStatus> {
  const files = await readMigrations(migrationsFolder)
  return withClient(url, async (client) => {
    const migrations = compare(files, await listApplied(client))
    const lock = await findLock(client)
    for (const line of drawTable(migrations)) say(line)
    if (lock)
      say(`The lock is held by ${lock.by} since ${lock.at.toISOString()}${lock.abandoned ? ', who is gone' : ''}.`)
    return { migrations, lock, ok: migrations.every(({ state }) => state === 'applied' || state === 'pending') }
  })
}

/**
 * Applies what is pending, in the order of the numbers, each in a transaction of its own, after a backup. Gives the names that it
 * applied. Throws a `SetupError` when one stops; the ones before it stay applied.
 */
export async function migrateUp(migration: Migration): Promise<string[]> {
  const files = await readMigrations(migration.migrationsFolder)
  return withClient(migration.url, async (client) => {
    if (findPending(files, await listChecked(client, files, migration.say)).length === 0) {
      migration.say('The tables are up to date.')
      return []
    }
    return withMigrationLock(migration.url, migration.say, migration, async (check) => {
      // Read again under the lock: another runner may just have done it.
      const applied = await listApplied(client)
      const pending = findPending(files, applied)
      for (const name of findLate(pending, applied))
        migration.say(`${name} comes late: one with a higher number is applied already.`)
      if (pending.length > 0) await backupIfFilled(migration)
      for (const file of pending) {
        check()
        await applyOne(client, file, migration.say)
      }
      return pending.map(({ name }) => name)
    })
  })
}

/**
 * Reverses the migration that was applied last, or the named ones, newest first, after a backup, and says what is lost. Refuses
 * to skip one that was applied later and is not named. Gives the names that it reversed.
 */
export async function migrateDown(migration: Migration, ...names: string[]): Promise<string[]> {
  const files = await readMigrations(migration.migrationsFolder)
  return withClient(migration.url, async (client) => {
    if (choose(files, await listChecked(client, files, migration.say), names).length === 0) {
      migration.say('There is nothing to reverse.')
      return []
    }
    return withMigrationLock(migration.url, migration.say, migration, async (check) => {
      const chosen = choose(files, await listApplied(client), names)
      if (chosen.length > 0) await backupIfFilled(migration)
      for (const file of chosen) {
        check()
        await reverseOne(client, file, migration.say)
      }
      return chosen.map(({ name }) => name)
    })
  })
}

async function applyOne(client: Client, file: MigrationFile, say: Migration['say']): Promise<void> {
  const { name, up } = file
  await runOne(client, `${name} stopped and changed nothing`, up, async () => {
    if ((await listApplied(client)).some((applied) => applied.name === name)) return
    await client.query(up)
    await addApplied(client, file)
  })
  say(`Applied ${name}.`)
}

async function reverseOne(client: Client, { name, down }: MigrationFile, say: Migration['say']): Promise<void> {
  for (const line of await describeLosses(client, down)) say(line)
  await runOne(client, `${name} could not be reversed, and nothing was changed`, down, async () => {
    await client.query(down)
    await removeApplied(client, name)
  })
  say(`Reversed ${name}.`)
}

/** One transaction that no other runner shares, with an error that says what to do. */
async function runOne(client: Client, trouble: string, sql: string, work: () => Promise<void>): Promise<void> {
  try {
    await inTransaction(client, async () => {
      // The app may be at work on the same tables: better to give up than to hold everybody up.
      await client.query(`set local lock_timeout = '60s'`)
      await lockMigrations(client)
      await work()
    })
  } catch (cause) {
    if (!(cause instanceof DatabaseError)) throw cause
    throw new SetupError(`${trouble}: ${explain(cause, sql)}`, { cause })
  }
}

function explain(error: DatabaseError, sql: string): string {
  if (error.code === '55P03') return 'the tables are in use for more than a minute. End StreamBot, and run this again.'
  const line = error.position ? ` (line ${sql.slice(0, Number(error.position)).split('\n').length})` : ''
  return `${error.message}${line}${error.hint ? `\n${error.hint}` : ''}`
}

/** The applied ones, after a check that their files are as they were. */
async function listChecked(client: Client, files: readonly MigrationFile[], say: Migration['say']): Promise<Applied[]> {
  const applied = await listApplied(client)
  const states = compare(files, applied)
  const changed = namesOf(states, 'changed')
  if (changed.length > 0) {
    throw new SetupError(
      `${changed.join(', ')} was applied in another wording than its file has now. Nothing was changed. Take the file back to what it was (git), and put the change into a new migration.`,
    )
  }
  for (const name of namesOf(states, 'missing')) say(`${name} is applied, but its file is missing here.`)
  return applied
}

const namesOf = (states: readonly MigrationState[], wanted: MigrationState['state']): string[] =>
  states.filter(({ state }) => state === wanted).map(({ name }) => name)

function findPending(files: readonly MigrationFile[], applied: readonly Applied[]): MigrationFile[] {
  return files.filter((file) => !applied.some(({ name }) => name === file.name))
}

function findLate(pending: readonly MigrationFile[], applied: readonly Applied[]): string[] {
  const names = applied.map(({ name }) => name)
  return pending.filter((file) => names.some((name) => name > file.name)).map(({ name }) => name)
}

/** What to reverse, newest first: the last applied, or what is named. */
function choose(
  files: readonly MigrationFile[],
  applied: readonly Applied[],
  names: readonly string[],
): MigrationFile[] {
  const newestFirst = applied.map(({ name }) => name).toReversed()
  const wanted = names.length > 0 ? names.map((name) => findApplied(newestFirst, name)) : newestFirst.slice(0, 1)
  const oldest = Math.max(...wanted.map((name) => newestFirst.indexOf(name)))
  const skipped = newestFirst.slice(0, oldest).filter((name) => !wanted.includes(name))
  if (skipped.length > 0) {
    throw new SetupError(
      `${skipped.join(', ')} was applied after ${newestFirst[oldest]} and may build on it. Nothing was changed. To reverse all of them, name them: npm run migrate:down ${[...skipped, ...wanted].join(' ')}`,
    )
  }
  return newestFirst.filter((name) => wanted.includes(name)).map((name) => fileOf(files, name))
}

/** By full name, by file name, or by number. */
function findApplied(applied: readonly string[], asked: string): string {
  const name = asked.replace(/(\.down)?\.sql$/, '')
  const found = applied.find((one) => one === name || one.slice(0, 4) === name)
  if (found) return found
  throw new SetupError(`${asked} is not applied, so it cannot be reversed. "npm run migrate:status" lists what is.`)
}

function fileOf(files: readonly MigrationFile[], name: string): MigrationFile {
  const file = files.find((one) => one.name === name)
  if (file) return file
  throw new SetupError(`${name} cannot be reversed: its file ${name}.down.sql is missing here. Nothing was changed.`)
}

function compare(files: readonly MigrationFile[], applied: readonly Applied[]): MigrationState[] {
  const missing = applied.filter(({ name }) => !files.some((file) => file.name === name))
  return [
    ...files.map((file) =>
      stateOf(
        file,
        applied.find(({ name }) => name === file.name),
      ),
    ),
    ...missing.map(({ name, at }) => ({ name, at, state: 'missing' as const })),
  ].toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

function stateOf({ name, checksum }: MigrationFile, applied: Applied | undefined): MigrationState {
  if (!applied) return { name, state: 'pending', at: undefined }
  return { name, state: applied.checksum === checksum ? 'applied' : 'changed', at: applied.at }
}

function drawTable(migrations: readonly MigrationState[]): string[] {
  const width = Math.max(9, ...migrations.map(({ name }) => name.length))
  const row = (name: string, state: string, when: string) =>
    `${name.padEnd(width)}  ${state.padEnd(7)}  ${when}`.trimEnd()
  return [
    row('MIGRATION', 'STATE', 'WHEN'),
    ...migrations.map(({ name, state, at }) => row(name, state, at?.toISOString() ?? '')),
  ]
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'streambot migrate' })
  client.on('error', () => undefined) // The query that runs fails with the same error.
  await client.connect()
  try {
    // A killed runner's session otherwise goes on with its statement, and holds its locks to the end.
    await client.query(`set client_connection_check_interval = '1s'`).catch(unlessUnsupported)
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Some systems cannot tell that a client is gone. */
function unlessUnsupported(error: unknown): void {
  if (codeOf(error) !== '22023') throw error
}
