import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { migrateDown, migrateUp, type Migration, migrationStatus } from '@streambot/shared/store/migrate.ts'
import { ask } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { listMigrations, makeFolder, migrationsFolder, writeMigrations } from '../../support/migrations.ts'
import { runOn } from '../../support/postgres.ts'

const migrateFile = fileURLToPath(new URL('../../../shared/store/migrate.ts', import.meta.url))

type Run = Migration & { readonly said: string[] }

async function prepare(folder: string, options: Partial<Migration> = {}): Promise<Run> {
  const database = await makeDatabase({ empty: true })
  onTestFinished(() => database.drop())
  const said: string[] = []
  const backupFolder = await makeFolder()
  return { url: database.url, migrationsFolder: folder, backupFolder, say: (line) => said.push(line), said, ...options }
}

/** `migrate up` in a process of its own. */
function startRunner({ url, migrationsFolder, backupFolder }: Run): ChildProcess {
  const script = `
    import { migrateUp } from ${JSON.stringify(migrateFile)}
    const settings = ${JSON.stringify({ url, migrationsFolder, backupFolder })}
    await migrateUp({ ...settings, say: (line) => console.log(line) })`
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function outcome(runner: ChildProcess): Promise<{ code: unknown; said: string }> {
  if (!runner.stdout) throw new Error('the runner has no output')
  const [said, [code]] = await Promise.all([text(runner.stdout), once(runner, 'exit')])
  return { code, said }
}

/** Keeps every migration waiting that asks for advisory lock 1, until it is let go. */
async function holdGate(url: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('select pg_advisory_lock(1)')
  onTestFinished(() => client.end())
  return () => client.end()
}

const waitAtGate = 'create table half (id int); select pg_advisory_xact_lock(1);'
const gated = (up = waitAtGate) => [`0001_gated`, up, 'drop table half;'] as const

/** Resolves once a migration waits at the gate. */
async function isAtGate(url: string): Promise<void> {
  await vi.waitFor(async () => {
    const waiting = await ask(
      url,
      `select from pg_locks where locktype = 'advisory' and objid = 1 and objsubid = 1 and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    )
    expect(waiting).toHaveLength(1)
  }, 20_000)
}

/** Resolves once a heartbeat has looked for its row and not found it. */
async function beatIsMissed(url: string): Promise<void> {
  const looks = async () => {
    const [row] = await ask<{ at: Date }>(
      url,
      `select query_start as at from pg_stat_activity where query like 'update migration_lock set locked_at%' and state = 'idle'`,
    )
    return row?.at.getTime() ?? 0
  }
  const first = await looks()
  await vi.waitFor(async () => expect(await looks()).toBeGreaterThan(first))
}

const readLock = (url: string) => ask<{ locked_by: string; locked_at: Date }>(url, 'select * from migration_lock')
const listApplied = async (url: string) =>
  (await ask<{ name: string }>(url, 'select name from drizzle_migrations')).map(({ name }) => name)

async function plantLock(run: Run, by: string, age: string): Promise<void> {
  await migrateUp({ ...run, migrationsFolder: await writeMigrations(['0000_first', 'select 1;']) })
  await runOn(run.url, `insert into migration_lock values (1, '${by}', now() - interval '${age}')`)
}

test('two runners at once: each migration is applied once, and both end well', async () => {
  const run = await prepare(migrationsFolder)
  const [one, other] = await Promise.all([outcome(startRunner(run)), outcome(startRunner(run))])
  expect([one.code, other.code]).toEqual([0, 0])
  expect(`${one.said}${other.said}`.match(/Applied 0000/g)).toHaveLength(1)
  expect(await listApplied(run.url)).toHaveLength(listMigrations().length)
  expect(await readLock(run.url)).toEqual([])
})

test('a second runner says who works and waits for it', async () => {
  const run = await prepare(await writeMigrations(gated()))
  const openGate = await holdGate(run.url)
  const first = migrateUp(run)
  await isAtGate(run.url)
  const said: string[] = []
  const second = migrateUp({ ...run, say: (line) => said.push(line) })
  await vi.waitFor(() => expect(said.join()).toMatch(`process ${process.pid} on ${hostname()}`))
  await openGate()
  expect(await first).toEqual(['0001_gated'])
  expect(await second).toEqual([])
})

test('a runner that waited long enough says who holds the lock, and changes nothing', async () => {
  const run = await prepare(migrationsFolder, { patience: 300 })
  await plantLock(run, 'elsewhere 5', '1 minute')
  await expect(migrateUp(run)).rejects.toThrow(/process 5 on elsewhere, since 20.* Nothing was changed/)
  expect(await listApplied(run.url)).toEqual(['0000_first'])
  expect(await readLock(run.url)).toMatchObject([{ locked_by: 'elsewhere 5' }])
})

test('the lock of a runner that was not heard of for ten minutes is taken over', async () => {
  const run = await prepare(await writeMigrations(['0001_one', 'select 1;']), { patience: 300 })
  await plantLock(run, 'elsewhere 5', '11 minutes')
  expect(await migrateUp(run)).toEqual(['0001_one'])
  expect(run.said).toContain('The migration lock of elsewhere 5 was left behind and is taken over.')
})

test('the lock of a process of this machine that is gone is taken over at once', async () => {
  const gone = spawn(process.execPath, ['-e', ''])
  await once(gone, 'exit')
  const run = await prepare(await writeMigrations(['0001_one', 'select 1;']), { patience: 300 })
  await plantLock(run, `${hostname()} ${gone.pid}`, '0 minutes')
  expect(await migrateUp(run)).toEqual(['0001_one'])
})

test('status shows who holds the lock', async () => {
  const run = await prepare(migrationsFolder)
  await plantLock(run, 'elsewhere 5', '1 minute')
  expect((await migrationStatus(run)).lock).toMatchObject({ by: 'elsewhere 5', abandoned: false })
  expect(run.said.at(-1)).toMatch(/^The lock is held by elsewhere 5 since 20/)
})

test('the lock stays fresh during a long migration, and is let go after it', async () => {
  const run = await prepare(await writeMigrations(gated()), { heartbeat: 50 })
  const openGate = await holdGate(run.url)
  const running = migrateUp(run)
  await isAtGate(run.url)
  const [before] = await readLock(run.url)
  await vi.waitFor(async () => {
    const [now] = await readLock(run.url)
    expect(now?.locked_at.getTime()).toBeGreaterThan(before?.locked_at.getTime() ?? Infinity)
  })
  await openGate()
  await running
  expect(await readLock(run.url)).toEqual([])
})

test('a runner whose lock was taken does not begin another migration', async () => {
  const run = await prepare(await writeMigrations(gated(), ['0002_next', 'select 1;']), { heartbeat: 20 })
  const openGate = await holdGate(run.url)
  const running = migrateUp(run).catch(String)
  await isAtGate(run.url)
  await runOn(run.url, `update migration_lock set locked_by = 'elsewhere 5'`)
  await beatIsMissed(run.url)
  await openGate()
  expect(await running).toMatch(/lock was lost: another run took it over/)
  expect(await listApplied(run.url)).toEqual(['0001_gated'])
  expect(await readLock(run.url)).toMatchObject([{ locked_by: 'elsewhere 5' }])
})

test.each([
  ['up', ['0001_bad', 'select nothing_there;'] as const, migrateUp],
  [
    'down',
    ['0001_bad', 'select 1;', 'select nothing_there;'] as const,
    async (run: Migration) => {
      await migrateUp(run)
      return migrateDown(run)
    },
  ],
])('a failure on the way %s lets go of the lock', async (_, pair, work) => {
  const run = await prepare(await writeMigrations(pair))
  await expect(work(run)).rejects.toThrow('nothing_there')
  expect(await readLock(run.url)).toEqual([])
})

test('a runner that is killed half way leaves nothing half done, and the next run recovers at once', async () => {
  const run = await prepare(await writeMigrations(gated(`create table half (id int); select pg_sleep(600);`)))
  const runner = startRunner(run)
  await vi.waitFor(async () => {
    expect(
      await ask(run.url, `select from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid()`),
    ).toHaveLength(1)
  }, 20_000)
  runner.kill('SIGKILL')
  await once(runner, 'exit')
  expect(await readLock(run.url)).toHaveLength(1)
  // The same migration, this time without the wait: the database cannot tell, since it was never applied.
  expect(
    await migrateUp({ ...run, migrationsFolder: await writeMigrations(gated('create table half (id int);')) }),
  ).toEqual(['0001_gated'])
  expect(run.said).toContain(`The migration lock of ${hostname()} ${runner.pid} was left behind and is taken over.`)
  expect(await listApplied(run.url)).toEqual(['0001_gated'])
  expect(await readLock(run.url)).toEqual([])
})
