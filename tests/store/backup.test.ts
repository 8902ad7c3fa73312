import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { makeBackup } from '@streambot/shared/store/backup.ts'
import { migrateUp } from '@streambot/shared/store/migrate.ts'
import { restoreBackup } from '@streambot/shared/store/restore.ts'
import { ask, describePrograms, describeTables, readRows } from '../support/content.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { fillAttempts, fillCore, fillKeys } from '../support/filled.ts'
import { addMigration, copyMigrations, core, makeFolder, migrationsFolder } from '../support/migrations.ts'
import { runOn } from '../support/postgres.ts'
import { onEachServer } from '../support/servers.ts'

const say = () => undefined
const readAll = async (url: string) => [await readRows(url), await describeTables(url), await describePrograms(url)]

/** Migrates step by step and puts rows into every table; the later number is applied first, as it may happen. */
async function fill(url: string): Promise<void> {
  const folder = await copyMigrations(core)
  await migrateUp({ url, migrationsFolder: folder, backupFolder: await makeFolder(), say })
  await fillCore(url)
  await migrateUp({ url, migrationsFolder, backupFolder: await makeFolder(), say })
  await addMigration(
    folder,
    '0001_with_rows',
    `create table kinds (name text primary key, size int generated always as (length(name)) stored, under text references kinds);
     insert into kinds (name) values ('first'), ('second');`,
  )
  await migrateUp({ url, migrationsFolder: folder, backupFolder: await makeFolder(), say })
  await runOn(url, `update kinds set under = 'second' where name = 'first'`)
  await fillAttempts(url)
  await fillKeys(url)
}

async function makeEmpty(server = inject('postgresUrl')): Promise<string> {
  const database = await makeDatabase({ empty: true, server })
  onTestFinished(() => database.drop())
  return database.url
}

const hasPsql = spawnSync('psql', ['--version']).status === 0
const psqlMissing = hasPsql ? '' : ' (skipped: there is no psql)'

function restoreWithPsql(file: string, url: string): { status: number | null; stderr: string } {
  return spawnSync('psql', ['--quiet', url], { input: readFileSync(file), encoding: 'utf8' })
}

/** Which program wrote the dump. */
const writer = (file: string) =>
  readFileSync(file, 'utf8').includes('PostgreSQL database dump') ? 'pg_dump' : 'by hand'

onEachServer((makeDatabaseHere) => {
  let filled: TestDatabase
  beforeAll(async () => {
    filled = await makeDatabaseHere()
    await fill(filled.url)
  })
  afterAll(() => filled.drop())

  async function makeFilled(): Promise<string> {
    const database = await makeDatabaseHere(filled.url)
    onTestFinished(() => database.drop())
    return database.url
  }

  for (const kind of ['by-hand', undefined] as const) {
    const name = kind ? 'a dump by hand' : 'a dump by the program that fits'

    test.skipIf(!hasPsql)(`${name} comes back by psql, every row the same${psqlMissing}`, async () => {
      const [url, target] = [await makeFilled(), await makeEmpty()]
      const file = await makeBackup({ url, backupFolder: await makeFolder(), say, ...(kind && { kind }) })
      expect(restoreWithPsql(file, target)).toMatchObject({ status: 0, stderr: '' })
      expect(await readAll(target)).toEqual(await readAll(url))
    })

    test(`${name} comes back by our own reader, every row the same`, async () => {
      const [url, target] = [await makeFilled(), await makeEmpty()]
      const file = await makeBackup({ url, backupFolder: await makeFolder(), say, ...(kind && { kind }) })
      await restoreBackup({ url: target, file, replace: false, backupFolder: await makeFolder(), say })
      expect(await readAll(target)).toEqual(await readAll(url))
    })
  }

  test('a restored database goes on where the first one stopped', async () => {
    const [url, target] = [await makeFilled(), await makeEmpty()]
    const file = await makeBackup({ url, backupFolder: await makeFolder(), say })
    await restoreBackup({ url: target, file, replace: false, backupFolder: await makeFolder(), say })
    expect(
      await ask(target, `insert into commands (streamer_id, name, response) values (1, 'new', 'x') returning id::int`),
    ).toEqual([{ id: 3 }])
    await expect(ask(target, 'delete from balance_ledger')).rejects.toThrow('append-only')
    expect(await migrateUp({ url: target, migrationsFolder, backupFolder: await makeFolder(), say })).toEqual([])
  })
})

test.skipIf(!existsSync('/usr/lib/postgresql/15/bin/pg_dump'))(
  'PostgreSQL 15 is dumped by its own program',
  async () => {
    const { startPostgres15 } = await import('../support/postgres15.ts')
    const server = await startPostgres15()
    onTestFinished(() => server.stop())
    expect(writer(await makeBackup({ url: server.url, backupFolder: await makeFolder(), say }))).toBe('pg_dump')
  },
)

let filledHere: TestDatabase
beforeAll(async () => {
  filledHere = await makeDatabase({ empty: true })
  await fill(filledHere.url)
})
afterAll(() => filledHere.drop())

async function makeFilledHere(): Promise<string> {
  const database = await makeDatabase({ copyOf: filledHere.url })
  onTestFinished(() => database.drop())
  return database.url
}

test('a backup is of one moment, whatever is written meanwhile', async () => {
  const url = await makeFilledHere()
  const writing = new Client({ connectionString: url })
  await writing.connect()
  onTestFinished(() => writing.end())
  // The dump reads `commands` first and then waits for `timers`; what is written in between stays out of it.
  await writing.query('begin; lock table timers in access exclusive mode')
  const target = await makeEmpty()
  const backup = makeBackup({ url, kind: 'by-hand', backupFolder: await makeFolder(), say })
  await expect
    .poll(() => ask(url, `select from pg_locks where relation = 'timers'::regclass and not granted`), {
      timeout: 10_000,
    })
    .toHaveLength(1)
  await runOn(url, `insert into viewers (streamer_id) values (1)`)
  await writing.query(
    `insert into timers (streamer_id, name, message, every_seconds) values (1, 'late', 'x', 60); commit`,
  )
  await restoreBackup({ url: target, file: await backup, replace: false, backupFolder: await makeFolder(), say })
  expect(await ask(target, 'select count(*)::int as viewers from viewers')).toEqual([{ viewers: 3 }])
  expect(await ask(target, `select from timers where name = 'late'`)).toEqual([])
})

test('a backup has its moment in its name, never takes the place of another, and is for its owner only', async () => {
  const [url, backupFolder] = [await makeEmpty(), await makeFolder()]
  const backup = { url, backupFolder, say, now: () => new Date('2026-11-21T09:08:07.654Z') }
  const files = [await makeBackup(backup), await makeBackup(backup), await makeBackup(backup)]
  expect((await readdir(backupFolder)).toSorted()).toEqual([
    'streambot_2026-11-21T09-08-07-2.sql',
    'streambot_2026-11-21T09-08-07-3.sql',
    'streambot_2026-11-21T09-08-07.sql',
  ])
  expect((await stat(files[1] ?? '')).mode & 0o777).toBe(0o600)
})

test('a backup that cannot be written says so and leaves nothing', async () => {
  const file = join(await makeFolder(), 'file')
  await writeFile(file, '')
  const url = await makeEmpty()
  for (const backupFolder of [file, join(file, 'below')]) {
    await expect(makeBackup({ url, backupFolder, say })).rejects.toThrow(/backup could not be written to .*file/)
  }
  expect(readFileSync(file, 'utf8')).toBe('')
})

test('a backup that fails half way leaves no file', async () => {
  const url = await makeEmpty()
  const backupFolder = await makeFolder()
  await runOn(
    url,
    'create table a (id int primary key); create table b (id int primary key references a)',
    'alter table a add foreign key (id) references b',
  )
  await expect(makeBackup({ url, kind: 'by-hand', backupFolder, say })).rejects.toThrow('refer to each other in a ring')
  expect(await readdir(backupFolder)).toEqual([])
})

test('a database that is not empty is not filled', async () => {
  const url = await makeFilledHere()
  const backupFolder = await makeFolder()
  const file = await makeBackup({ url, backupFolder, say })
  const before = await readAll(url)
  await expect(restoreBackup({ url, file, replace: false, backupFolder, say })).rejects.toThrow(
    /already holds \d+ tables.*--replace/,
  )
  expect(await readAll(url)).toEqual(before)
})

test('--replace takes a backup, then takes away what is there and restores', async () => {
  const url = await makeFilledHere()
  const backupFolder = await makeFolder()
  const file = await makeBackup({ url, backupFolder, say })
  const before = await readAll(url)
  await runOn(
    url,
    'update users set display_name = $$changed$$',
    'create table mine (id serial)',
    `create type mood as enum ('good'); create view people as select * from users`,
  )
  await restoreBackup({ url, file, replace: true, backupFolder, say })
  expect(await readAll(url)).toEqual(before)
  expect(await ask(url, `select from pg_type where typname = 'mood'`)).toEqual([])
  const [, second = ''] = (await readdir(backupFolder)).toSorted()
  expect(readFileSync(join(backupFolder, second), 'utf8')).toContain('changed')
})

test.each([
  ['is cut short between two statements', (dump: string) => dump.slice(0, dump.indexOf('COMMIT;'))],
  [
    'is cut short within the rows of a table',
    (dump: string) => dump.slice(0, dump.indexOf('COPY public."viewers"') + 60),
  ],
  ['holds a row that the tables refuse', (dump: string) => dump.replace('hourly\t', 'hourly\t\\N\t')],
])('a file that %s is refused, and what was there stays', async (_, harm) => {
  const url = await makeFilledHere()
  const backupFolder = await makeFolder()
  const dump = readFileSync(await makeBackup({ url, kind: 'by-hand', backupFolder, say }), 'utf8')
  const file = join(backupFolder, 'harmed.sql')
  await writeFile(file, harm(dump))
  expect(harm(dump)).not.toBe(dump)
  const before = await readAll(url)
  await expect(restoreBackup({ url, file, replace: true, backupFolder, say })).rejects.toThrow(
    /harmed\.sql .*nothing was changed/i,
  )
  expect(await readAll(url)).toEqual(before)
})

test.skipIf(!hasPsql)(`psql stops at the first error and leaves the database empty${psqlMissing}`, async () => {
  const [url, target] = [await makeFilledHere(), await makeEmpty()]
  const file = await makeBackup({ url, kind: 'by-hand', backupFolder: await makeFolder(), say })
  await writeFile(file, readFileSync(file, 'utf8').replace('hourly\t', 'hourly\t\\N\t'))
  expect(restoreWithPsql(file, target).status).toBe(3)
  expect(await describeTables(target)).toEqual([])
})

test('a file that is not there is a plain sentence', async () => {
  const url = await makeEmpty()
  await expect(restoreBackup({ url, file: '/nowhere.sql', replace: false, backupFolder: '/', say })).rejects.toThrow(
    '/nowhere.sql cannot be read',
  )
})

test('the folder for backups is made when it is missing', async () => {
  const backupFolder = join(await makeFolder(), 'some', 'where')
  await mkdir(join(backupFolder, '..'))
  await makeBackup({ url: await makeEmpty(), backupFolder, say })
  expect(await readdir(backupFolder)).toHaveLength(1)
})
