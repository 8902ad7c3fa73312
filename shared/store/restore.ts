/** Brings a backup back without `psql`: reads the file as `psql` would, in one transaction. */
import { createReadStream } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Client, DatabaseError } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { reasonOf, SetupError } from '../runtime/setup-error.ts'
import { listTables } from './backup/tables.ts'
import { lastLine } from './backup/wrapping.ts'
import { makeBackup } from './backup.ts'
import { inTransaction, lockMigrations } from './migrate/record.ts'
import { emptyDatabase } from './restore/empty.ts'
import { CutShortError, type Piece, readPieces } from './restore/pieces.ts'

export interface Restore {
  readonly url: string
  readonly file: string
  /** Takes away what is in the database now, after a backup of it. Without it only an empty database is filled. */
  readonly replace: boolean
  readonly backupFolder: string
  /** Takes each line for the person at the terminal. */
  readonly say: (line: string) => void
}

/**
 * Restores the file, whole or not at all. Throws a `SetupError` when it cannot, and the database is as it was. The database must
 * not be in use by the app: hold it first.
 */
export async function restoreBackup(restore: Restore): Promise<void> {
  await checkFile(restore.file)
  const client = new Client({ connectionString: restore.url, application_name: 'streambot restore' })
  client.on('error', () => undefined) // The query that runs fails with the same error.
  await client.connect()
  try {
    await checkTarget(client, restore)
    await inTransaction(client, () => fill(client, restore))
    await client.query('analyze')
    restore.say(`Restored ${(await listTables(client)).length} tables from ${restore.file}.`)
  } catch (cause) {
    if (cause instanceof SetupError) throw cause
    throw new SetupError(`${restore.file} could not be restored, and nothing was changed: ${explain(cause)}`, { cause })
  } finally {
    await client.end()
  }
}

async function checkFile(file: string): Promise<void> {
  await access(file, constants.R_OK).catch((cause: unknown) => {
    throw new SetupError(`The backup ${file} cannot be read: ${reasonOf(cause)}.`, { cause })
  })
}

async function checkTarget(client: Client, restore: Restore): Promise<void> {
  const tables = await listTables(client)
  if (tables.length === 0) return
  if (!restore.replace) {
    throw new SetupError(
      `The database already holds ${tables.length} tables. Nothing was changed. To replace all of it by the backup (a backup of it is made first): npm run restore -- --replace ${restore.file}`,
    )
  }
  await makeBackup(restore)
}

async function fill(client: Client, { file, replace }: Restore): Promise<void> {
  await lockMigrations(client)
  if (replace) await emptyDatabase(client)
  let whole = false
  for await (const piece of readPieces(createReadStream(file))) {
    whole = piece.kind === 'comment' && isLastLine(piece.text)
    await apply(client, piece)
  }
  if (!whole) throw new CutShortError()
}

/** Our own, and that of `pg_dump` by itself. */
const isLastLine = (text: string): boolean => text === lastLine || text === '-- PostgreSQL database dump complete'

async function apply(client: Client, piece: Piece): Promise<void> {
  if (piece.kind === 'rows') return pipeline(piece.rows, client.query(copyFrom(piece.copy)))
  // The file is one transaction, and so is the restore.
  if (piece.kind === 'statement' && !/^(begin|commit)$/i.test(piece.text)) await client.query(piece.text)
}

function explain(error: unknown): string {
  if (error instanceof DatabaseError && error.where) return `${error.message} (${error.where.split('\n')[0]})`
  return reasonOf(error)
}
