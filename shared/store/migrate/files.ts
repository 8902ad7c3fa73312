/** The migrations of a folder: numbered pairs, checked as a whole before any of them is used. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reasonOf, SetupError } from '../../runtime/setup-error.ts'

/** One pair. `name` is `NNNN_name`. */
export interface MigrationFile {
  readonly name: string
  readonly up: string
  readonly down: string
  /** SHA-256 of `up`, in hex. */
  readonly checksum: string
}

/** Reads all pairs in the order of their numbers. Throws a `SetupError` when one is incomplete, misnamed or has a number twice. */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const files = (await listFolder(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  const wrong = findWrong(files)
  if (wrong.length > 0) throw new SetupError(`The migrations in ${folder} are not in order: ${wrong.join('; ')}.`)
  const names = files.filter((file) => !file.endsWith('.down.sql')).map((file) => file.slice(0, -'.sql'.length))
  return Promise.all(names.map((name) => readPair(folder, name)))
}

export function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}

function findWrong(files: readonly string[]): string[] {
  const ups = files.filter((file) => !file.endsWith('.down.sql'))
  const known = new Set(files)
  const twice = ups.filter((file, index) => ups[index - 1]?.slice(0, 4) === file.slice(0, 4))
  return [
    ...files
      .filter((file) => !/^\d{4}_\w+(\.down)?\.sql$/.test(file))
      .map((file) => `${file} is not named NNNN_name.sql`),
    ...twice.map((file) => `the number ${file.slice(0, 4)} is used more than once`),
    ...ups.filter((file) => !known.has(file.replace(/\.sql$/, '.down.sql'))).map((file) => `${file} has no down file`),
    ...files
      .filter((file) => file.endsWith('.down.sql') && !known.has(file.replace('.down.sql', '.sql')))
      .map((file) => `${file} has no up file`),
  ]
}

async function readPair(folder: string, name: string): Promise<MigrationFile> {
  const up = await readSql(join(folder, `${name}.sql`))
  return { name, up, down: await readSql(join(folder, `${name}.down.sql`)), checksum: checksumOf(up) }
}

async function readSql(file: string): Promise<string> {
  // Git may check files out with other line ends; the checksum must not care.
  const sql = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n')
  if (/^\s*(begin|commit|rollback|start transaction|end)\s*;/im.test(sql)) {
    throw new SetupError(
      `${file} begins or ends a transaction itself. Take that line out: each migration runs in one of its own.`,
    )
  }
  return sql
}

async function listFolder(folder: string): Promise<string[]> {
  return readdir(folder).catch((cause: unknown) => {
    throw new SetupError(`The migrations in ${folder} cannot be read: ${reasonOf(cause)}.`, { cause })
  })
}
