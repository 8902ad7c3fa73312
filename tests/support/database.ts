/** A database for one test or one file: fresh, migrated, its own. */
import { afterEach, inject } from 'vitest'
import { runOn, withDatabase } from './postgres.ts'

export interface TestDatabase {
  readonly url: string
  /** Takes the database away, whoever is still connected; keeps it for a look when a test of this file failed. */
  drop(): Promise<void>
}

export interface TestDatabaseOptions {
  /** Without tables. */
  readonly empty?: boolean
  /** On another server than that of the run, such as `startPostgres15` gives; always without tables. */
  readonly server?: string
  /** The address of a database on the same server to copy instead; nobody may be connected to it. */
  readonly copyOf?: string
}

let failed = false
afterEach(({ task }) => {
  failed ||= task.result?.state === 'fail'
})

let count = 0

/** Makes a database within milliseconds, by copying the migrated one of this run. */
export async function makeDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const admin = options.server ?? inject('postgresUrl')
  const name = `test_${process.pid}_${Date.now().toString(36)}_${++count}`
  await runOn(admin, `create database ${name} template ${templateOf(options)}`)
  return {
    url: withDatabase(admin, name),
    drop: () => (failed ? keep(admin, name) : runOn(admin, `drop database if exists ${name} with (force)`)),
  }
}

function templateOf({ empty, server, copyOf }: TestDatabaseOptions): string {
  if (copyOf) return new URL(copyOf).pathname.slice(1)
  return empty || server ? 'template0' : inject('templateName')
}

async function keep(admin: string, name: string): Promise<void> {
  await runOn(admin, `comment on database ${name} is 'kept: a test of its file failed'`)
  console.log(`kept for a look: ${name}`)
}
