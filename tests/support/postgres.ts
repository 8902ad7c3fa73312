/**
 * One PostgreSQL server for the whole run: embedded in a temporary folder, or `TEST_DATABASE_URL`. A migrated template database is
 * made once, so that each test gets its own database within milliseconds (`database.ts`).
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '@streambot/shared/store/embedded.ts'
import { migrateUp } from '@streambot/shared/store/migrate.ts'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's `postgres` database, as a user who may make databases. */
    readonly postgresUrl: string
    /** The migrated database to copy from. */
    readonly templateName: string
  }
}

/** A throw-away server is not worth an fsync: a killed process loses nothing by it, only a power cut would. */
const settings = { fsync: 'off', synchronous_commit: 'on', max_connections: '200' }
const prefix = 'streambot-tests-'
const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  const server = given ? { url: given, stop: async () => undefined } : await startThrowAway()
  const templateName = `streambot_template_${process.pid}`
  const admin = withDatabase(server.url, 'postgres')
  await runOn(admin, `drop database if exists ${templateName}`, `create database ${templateName}`)
  const url = withDatabase(server.url, templateName)
  await migrateUp({ url, migrationsFolder, backupFolder: join(tmpdir(), 'never-written'), say: () => undefined })
  project.provide('postgresUrl', admin)
  project.provide('templateName', templateName)
  return async () => {
    await runOn(admin, `drop database ${templateName}`)
    await server.stop()
  }
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** Runs statements on a connection of their own. */
export async function runOn(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

async function startThrowAway(): Promise<{ url: string; stop(): Promise<void> }> {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  await writeFile(join(folder, 'owner'), String(process.pid))
  const server = await startEmbedded(folder, { settings })
  return {
    url: server.url,
    stop: async () => {
      const kept = await findKept(withDatabase(server.url, 'postgres'))
      await server.stop()
      if (kept.length === 0) return rm(folder, { recursive: true, force: true })
      await rm(join(folder, 'owner'))
      console.log(
        `Kept for a look: ${kept.join(', ')} of failed tests, in ${folder}. Start it: node tests/support/look.ts ${folder}`,
      )
    },
  }
}

/** Databases that `database.ts` kept because a test failed. */
async function findKept(admin: string): Promise<string[]> {
  const client = new Client({ connectionString: admin })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where shobj_description(oid, 'pg_database') like 'kept:%'`,
  )
  await client.end()
  return rows.map((row) => row.name)
}

/** Ends and removes the servers of runs that were killed, and of those that were kept all but the last ones. */
async function sweep(): Promise<void> {
  const folders = readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(tmpdir(), name))
  const [owned, kept] = [folders.filter(hasOwner), folders.filter((folder) => !hasOwner(folder))]
  const killed = owned.filter((folder) => !isRunning(Number(readFileSync(join(folder, 'owner'), 'utf8'))))
  const done = kept
    .toSorted((a, b) => madeAt(b) - madeAt(a))
    .filter((folder, index) => index >= mostKept || isOld(folder))
  for (const folder of [...killed, ...done]) {
    if (existsSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'))) {
      await (await startEmbedded(folder)).stop()
    }
    await rm(folder, { recursive: true, force: true })
  }
}

const mostKept = 3
const keptMs = 3_600_000

const hasOwner = (folder: string): boolean => existsSync(join(folder, 'owner'))

/** Another run may sweep at the same time: what is gone already is left alone. */
const madeAt = (folder: string): number => statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()

const isOld = (folder: string): boolean => Date.now() - madeAt(folder) > keptMs

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
