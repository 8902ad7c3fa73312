/** Folders of migrations for one test. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readdirSync } from 'node:fs'
import { afterAll } from 'vitest'

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

export const core = '0000_broad_speedball'
export const unique = '0003_add_platform_user_unique_constraint'
export const concurrency = '0004_add_giveaway_concurrency_improvements'

/** The project's own, in their order. */
export const listMigrations = (): string[] =>
  readdirSync(migrationsFolder)
    .flatMap((file) => /^(\d{4}_\w+)\.sql$/.exec(file)?.[1] ?? [])
    .toSorted()

/** From one on, itself included. */
export const listFrom = (name: string): string[] => listMigrations().filter((one) => one >= name)

const made: string[] = []
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

/** A folder that goes when the tests of the file have ended. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'streambot-test-folder-'))
  made.push(folder)
  return folder
}

/** A folder with these pairs: name, up, down. */
export async function writeMigrations(
  ...pairs: readonly (readonly [name: string, up: string, down?: string])[]
): Promise<string> {
  const folder = await makeFolder()
  for (const pair of pairs) await addMigration(folder, ...pair)
  return folder
}

export async function addMigration(folder: string, name: string, up: string, down = 'select 1;'): Promise<void> {
  await writeFile(join(folder, `${name}.sql`), up)
  await writeFile(join(folder, `${name}.down.sql`), down)
}

/** A folder with some of the project's own. */
export async function copyMigrations(...names: readonly string[]): Promise<string> {
  const folder = await makeFolder()
  for (const file of readdirSync(migrationsFolder)) {
    if (names.some((name) => file.startsWith(`${name}.`))) await cp(join(migrationsFolder, file), join(folder, file))
  }
  return folder
}
