/** Databases to try migrations on, there and back; each is dropped when its test has ended. */
import { migrateUp, type Migration } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished } from 'vitest'
import { describePrograms, describeTables, readRows } from './content.ts'
import { makeDatabase } from './database.ts'
import { fillCore } from './filled.ts'
import { copyMigrations, listMigrations, makeFolder, migrationsFolder } from './migrations.ts'

export interface Migrating {
  readonly run: Migration
  /** What migrations said so far. */
  said(): string
  /** Tables and programs as they are now. */
  described(): Promise<string[]>
}

/** A database with all migrations. */
export async function openMigrated(): Promise<Migrating> {
  return toMigrating(await makeDatabase(), migrationsFolder)
}

/** A filled database from before these migrations, with them since. `rows` and `tables` are those from before. */
export async function openFilledBefore(...names: [string, ...string[]]) {
  const older = listMigrations().filter((name) => name < names[0])
  const { run, ...rest } = await toMigrating(await makeDatabase({ empty: true }), await copyMigrations(...older))
  await migrateUp(run)
  await fillCore(run.url)
  const [rows, tables] = [await readKept(run.url), await describeTables(run.url)]
  const both = { ...run, migrationsFolder: await copyMigrations(...older, ...names) }
  expect(await migrateUp(both)).toEqual(names)
  return { ...rest, run: both, rows, tables }
}

/** The rows of all tables, but for the record of migrations. */
export async function readKept(url: string): Promise<Awaited<ReturnType<typeof readRows>>> {
  const { drizzle_migrations: _, drizzle_migrations_id_seq: __, ...rows } = await readRows(url)
  return rows
}

async function toMigrating(
  { url, drop }: Awaited<ReturnType<typeof makeDatabase>>,
  folder: string,
): Promise<Migrating> {
  onTestFinished(() => drop())
  const said: string[] = []
  return {
    run: { url, migrationsFolder: folder, backupFolder: await makeFolder(), say: (line) => void said.push(line) },
    said: () => said.join('\n'),
    described: async () => [...(await describeTables(url)), ...(await describePrograms(url))],
  }
}
