/** Brings the tables to what the code needs, by numbered pairs of SQL files. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'

/** Where to migrate, and whom to tell. */
export interface Migration {
  readonly url: string
  readonly migrationsFolder: string
  readonly backupFolder: string
  /** Takes each line for the person at the terminal. */
  say(line: string): void
}

/** Applies every pending migration in order, each in its own transaction. */
export async function migrateUp({ url, migrationsFolder }: Migration): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(
      'create table if not exists drizzle_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from drizzle_migrations')
    const applied = new Set(rows.map((row) => row.name))
    const files = (await readdir(migrationsFolder)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).toSorted()
    for (const file of files.filter((file) => !applied.has(file.replace('.sql', '')))) {
      const text = await readFile(join(migrationsFolder, file), 'utf8')
      const checksum = createHash('sha256').update(text).digest('hex')
      await client.query('begin')
      await client.query(text)
      await client.query('insert into drizzle_migrations (name, checksum) values ($1, $2)', [
        file.replace('.sql', ''),
        checksum,
      ])
      await client.query('commit')
    }
  } finally {
    await client.end()
  }
}
