/** What every bench stands on: a server of its own with the durability of the product, and a migrated database. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '@streambot/shared/store/embedded.ts'
import { migrateUp } from '@streambot/shared/store/migrate.ts'
import { Client } from 'pg'

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

export interface Ground {
  /** A fresh, migrated database, or a copy of another one. */
  makeDatabase(copyOf?: string): Promise<string>
  stop(): Promise<void>
}

/** Starts a server in a temporary folder. `fsync` and `synchronous_commit` are on, as they are by default. */
export async function openGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'streambot-bench-'))
  const server = await startEmbedded(folder)
  const durable = await ask(
    server.url,
    "SELECT current_setting('fsync') || current_setting('synchronous_commit') AS on",
  )
  if (durable !== 'onon') throw new Error('The bench server is not durable: its figures would say nothing.')
  await migrateUp({ url: server.url, migrationsFolder, backupFolder: folder, say: () => undefined })
  let made = 0
  return {
    async makeDatabase(copyOf = server.url) {
      const name = `bench_${++made}`
      const admin = server.url.replace(/[^/]+$/, 'postgres')
      const template = copyOf.replace(/^.*\//, '')
      // A template must have no sessions; those of a pool come back by themselves.
      await ask(admin, `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '${template}'`)
      await ask(admin, `CREATE DATABASE ${name} TEMPLATE ${template}`)
      return server.url.replace(/[^/]+$/, name)
    },
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Runs one statement or several on a connection of its own. Gives the first value of the last. */
export async function ask(url: string, text: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    // Several statements have an answer each.
    const answers = [await client.query({ text, rowMode: 'array' })].flat()
    return answers.at(-1)?.rows[0]?.[0]
  } finally {
    await client.end()
  }
}
