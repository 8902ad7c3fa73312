import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDown, migrateUp, type Migration, migrationStatus } from '@streambot/shared/store/migrate.ts'
import { makeDatabase } from '../support/database.ts'
import { ask, describePrograms, describeTables, readRows } from '../support/content.ts'
import { fillAttempts, fillCore, open, sealed } from '../support/filled.ts'
import {
  addMigration,
  concurrency,
  copyMigrations,
  core,
  listMigrations,
  makeFolder,
  migrationsFolder,
  unique,
  writeMigrations,
} from '../support/migrations.ts'
import { runOn } from '../support/postgres.ts'
import { onEachServer } from '../support/servers.ts'

type Run = Migration & { readonly said: string[] }

/** What a runner needs, on a database of the test's own. */
async function prepare(url: string, folder: string): Promise<Run> {
  const said: string[] = []
  return { url, migrationsFolder: folder, backupFolder: await makeFolder(), say: (line) => said.push(line), said }
}

async function makeEmpty(folder: string): Promise<Run> {
  const database = await makeDatabase({ empty: true })
  onTestFinished(() => database.drop())
  return prepare(database.url, folder)
}

const first = [core, unique, concurrency]
const all = listMigrations()
const eligibility = '0008_eligibility'
const describeAll = async (url: string) => [...(await describeTables(url)), ...(await describePrograms(url))]
const listBackups = (run: Run) => readdir(run.backupFolder)

onEachServer((makeEmptyHere) => {
  async function makeHere(folder: string): Promise<Run> {
    const database = await makeEmptyHere()
    onTestFinished(() => database.drop())
    return prepare(database.url, folder)
  }

  test('an empty database goes up, all the way down, and up to the same tables', async () => {
    const run = await makeHere(migrationsFolder)
    expect(await migrateUp(run)).toEqual(all)
    expect(run.said[0]).toMatch(/empty: there is nothing to back up yet/)
    const described = await describeAll(run.url)
    expect(await migrateDown(run, ...all)).toEqual(all.toReversed())
    const bookkeeping = (await describeAll(run.url)).filter((line) => !/drizzle_migrations|migration_lock/.test(line))
    expect(bookkeeping).toEqual([])
    await migrateUp(run)
    expect(await describeAll(run.url)).toEqual(described)
  }, 120_000)

  test('a filled database goes up with its rows, and its counters are counted', async () => {
    const run = await makeHere(await copyMigrations(core))
    await migrateUp(run)
    await fillCore(run.url)
    const before = await readRows(run.url)
    await migrateUp({ ...run, migrationsFolder: await copyMigrations(...first) })
    expect(await ask(run.url, 'select id, entry_count, ticket_count::int from giveaways order by id')).toEqual([
      { id: open, entry_count: 2, ticket_count: 4 },
      { id: sealed, entry_count: 1, ticket_count: 1 },
    ])
    const { giveaways: _, drizzle_migrations: __, drizzle_migrations_id_seq: ___, ...same } = before
    expect(await readRows(run.url)).toMatchObject(same)
  })

  test('a filled database goes down to the rows that it had, after saying what is lost', async () => {
    const run = await makeHere(await copyMigrations(core))
    await migrateUp(run)
    await fillCore(run.url)
    const { drizzle_migrations: _, drizzle_migrations_id_seq: __, ...before } = await readRows(run.url)
    const later = { ...run, migrationsFolder: await copyMigrations(...first) }
    await migrateUp(later)
    await fillAttempts(run.url)
    run.said.length = 0
    expect(await migrateDown(later)).toEqual([concurrency])
    expect(run.said.slice(1)).toEqual([
      'Loses: every row of giveaway_entry_attempts. The counters can be counted again from the entries.',
      'Will be lost: 2 rows of giveaway_entry_attempts.',
      'Will be lost: giveaways.entry_count in 2 rows.',
      'Will be lost: giveaways.ticket_count in 2 rows.',
      `Reversed ${concurrency}.`,
    ])
    expect(await migrateDown(later)).toEqual([unique])
    expect(await readRows(run.url)).toMatchObject(before)
  })

  test('0003 meets an account that is linked twice: it lists it, changes nothing, and passes once it is put right', async () => {
    const run = await makeHere(await copyMigrations(core))
    await migrateUp(run)
    await fillCore(run.url)
    await runOn(
      run.url,
      `insert into platform_connections (user_id, platform, platform_user_id, login, display_name) values (3, 'twitch', '100', 'again', 'Again')`,
    )
    const before = await readRows(run.url)
    const later = { ...run, migrationsFolder: await copyMigrations(...first) }
    await expect(migrateUp(later)).rejects.toThrow(
      /0003_.* stopped and changed nothing: platform accounts are linked more than once: twitch account 100 is linked to users 1, 3\nDecide/,
    )
    expect(await readRows(run.url)).toEqual(before)
    await runOn(run.url, `delete from platform_connections where login = 'again'`)
    expect(await migrateUp(later)).toEqual([unique, concurrency])
  })

  test('0008 leaves every row of a filled database as it was, sealed entries too, and so does its way back', async () => {
    const run = await makeHere(await copyMigrations(...first))
    await migrateUp(run)
    await fillCore(run.url)
    const { drizzle_migrations: _, drizzle_migrations_id_seq: __, ...before } = await readRows(run.url)
    const later = { ...run, migrationsFolder: await copyMigrations(...first, eligibility) }
    expect(await migrateUp(later)).toEqual([eligibility])
    expect(await ask(run.url, 'select distinct bonus from giveaway_entries')).toEqual([{ bonus: 0 }])
    expect(await migrateDown(later)).toEqual([eligibility])
    expect(await readRows(run.url)).toMatchObject(before)
  })

  test.each([
    [
      'a giveaway over its maximum of entries',
      `update giveaways set max_entries = 1 where id = '${open}'`,
      new RegExp(`giveaway ${open} has 2 entries and 4 tickets of at most 1 and 4`),
    ],
    [
      'a giveaway over its maximum of tickets',
      `update giveaways set max_tickets_in_all = 3 where id = '${open}'`,
      /4 tickets of at most 2 and 3/,
    ],
    [
      'a balance below zero',
      'update user_balances set balance = -5, total_spent = 105 where viewer_id = 1',
      /viewer 1 of streamer 1 has balance -5, earned 100, spent 105/,
    ],
  ])('0004 meets %s: it lists it and changes nothing', async (_, breakIt, list) => {
    const run = await makeHere(await copyMigrations(core, unique))
    await migrateUp(run)
    await fillCore(run.url)
    await runOn(run.url, breakIt)
    const before = [await readRows(run.url), await describeAll(run.url)]
    const later = { ...run, migrationsFolder: await copyMigrations(...first) }
    await expect(migrateUp(later)).rejects.toThrow(list)
    expect([await readRows(run.url), await describeAll(run.url)]).toEqual(before)
  })
})

test('what is done is done once', async () => {
  const run = await makeEmpty(migrationsFolder)
  await migrateUp(run)
  const before = await readRows(run.url)
  expect(await migrateUp(run)).toEqual([])
  expect(run.said.at(-1)).toBe('The tables are up to date.')
  expect(await readRows(run.url)).toEqual(before)
  expect(await listBackups(run)).toEqual([])
})

test('a lower number that comes later is said and applied, and is the first to be reversed', async () => {
  const folder = await copyMigrations(core, concurrency)
  const run = await makeEmpty(folder)
  await migrateUp(run)
  await addMigration(folder, '0001_late', 'create table late (id int primary key);', 'drop table late;')
  expect(await migrateUp(run)).toEqual(['0001_late'])
  expect(run.said).toContain('0001_late comes late: one with a higher number is applied already.')
  expect(await migrateDown(run)).toEqual(['0001_late'])
})

test('down refuses to skip a migration that was applied later, unless that one is named as well', async () => {
  const run = await makeEmpty(await copyMigrations(...first))
  await migrateUp(run)
  const before = await readRows(run.url)
  await expect(migrateDown(run, '0003')).rejects.toThrow(`${concurrency} was applied after ${unique}`)
  expect(await readRows(run.url)).toEqual(before)
  expect(await migrateDown(run, '0003', `${concurrency}.sql`)).toEqual([concurrency, unique])
})

test('down refuses a name that is not applied', async () => {
  const run = await makeEmpty(migrationsFolder)
  await migrateUp(run)
  await expect(migrateDown(run, '0999')).rejects.toThrow('0999 is not applied')
})

test('down without anything applied says so', async () => {
  const run = await makeEmpty(migrationsFolder)
  expect(await migrateDown(run)).toEqual([])
  expect(run.said).toEqual(['There is nothing to reverse.'])
})

test('an applied file that was edited stops everything before it begins', async () => {
  const folder = await writeMigrations(['0001_one', 'create table one (id int);', 'drop table one;'])
  const run = await makeEmpty(folder)
  await migrateUp(run)
  await writeFile(join(folder, '0001_one.sql'), 'create table one (id bigint);')
  await addMigration(folder, '0002_two', 'create table two (id int);')
  const before = await readRows(run.url)
  await expect(migrateUp(run)).rejects.toThrow(/0001_one was applied in another wording/)
  await expect(migrateDown(run)).rejects.toThrow(/0001_one was applied in another wording/)
  expect(await readRows(run.url)).toEqual(before)
  expect(await listBackups(run)).toEqual([])
})

test('other line ends are no change', async () => {
  const folder = await writeMigrations(['0001_one', 'create table one (\n  id int);\n'])
  const run = await makeEmpty(folder)
  await migrateUp(run)
  await writeFile(join(folder, '0001_one.sql'), 'create table one (\r\n  id int);\r\n')
  expect((await migrationStatus(run)).ok).toBe(true)
})

test('status tells applied, pending, changed and missing apart, and changes nothing', async () => {
  const folder = await writeMigrations(
    ['0001_same', 'select 1;'],
    ['0002_edited', 'select 2;'],
    ['0003_gone', 'select 3;'],
  )
  const run = await makeEmpty(folder)
  await migrateUp(run)
  await writeFile(join(folder, '0002_edited.sql'), 'select 22;')
  await rm(join(folder, '0003_gone.sql'))
  await rm(join(folder, '0003_gone.down.sql'))
  await addMigration(folder, '0004_new', 'select 4;')
  run.said.length = 0
  const status = await migrationStatus(run)
  expect(status.migrations.map(({ name, state }) => [name, state])).toEqual([
    ['0001_same', 'applied'],
    ['0002_edited', 'changed'],
    ['0003_gone', 'missing'],
    ['0004_new', 'pending'],
  ])
  expect(status.ok).toBe(false)
  expect(run.said[0]).toMatch(/^MIGRATION +STATE +WHEN$/)
  expect(run.said[1]).toMatch(/^0001_same +applied +\d{4}-\d\d-\d\dT/)
  expect(run.said[4]).toMatch(/^0004_new +pending$/)
})

test('status of an empty database makes no table', async () => {
  const run = await makeEmpty(migrationsFolder)
  const { migrations, ok } = await migrationStatus(run)
  expect(migrations.map(({ state }) => state)).toEqual(all.map(() => 'pending'))
  expect(ok).toBe(true)
  expect(await describeTables(run.url)).toEqual([])
})

test('up reports a missing file and goes on; down cannot reverse it', async () => {
  const folder = await writeMigrations(['0001_gone', 'select 1;'])
  const run = await makeEmpty(folder)
  await migrateUp(run)
  await rm(join(folder, '0001_gone.sql'))
  await rm(join(folder, '0001_gone.down.sql'))
  await addMigration(folder, '0002_new', 'select 2;')
  expect(await migrateUp(run)).toEqual(['0002_new'])
  expect(run.said).toContain('0001_gone is applied, but its file is missing here.')
  await expect(migrateDown(run, '0001', '0002')).rejects.toThrow('0001_gone.down.sql is missing here')
})

test.each([
  ['a down file is missing', ['0001_one.sql'], '0001_one.sql has no down file'],
  ['an up file is missing', ['0001_one.down.sql'], '0001_one.down.sql has no up file'],
  [
    'a number is used twice',
    ['0001_one.sql', '0001_one.down.sql', '0001_two.sql', '0001_two.down.sql'],
    'the number 0001 is used more than once',
  ],
  ['a name is not one', ['one.sql', 'one.down.sql'], 'one.sql is not named NNNN_name.sql'],
])('nothing runs when %s', async (_, files, sentence) => {
  const folder = await makeFolder()
  for (const file of files) await writeFile(join(folder, file), 'create table one (id int);')
  const run = await makeEmpty(folder)
  await expect(migrateUp(run)).rejects.toThrow(sentence)
  expect(await describeTables(run.url)).toEqual([])
})

test('nothing runs when a file ends the transaction that it runs in', async () => {
  const run = await makeEmpty(await writeMigrations(['0001_one', 'create table one (id int);\nCOMMIT;\nselect 1/0;']))
  await expect(migrateUp(run)).rejects.toThrow(/begins or ends a transaction itself/)
})

test('a migration that fails half way leaves nothing, names the line, and keeps the ones before it', async () => {
  const run = await makeEmpty(
    await writeMigrations(
      ['0001_good', 'create table good (id int);'],
      ['0002_bad', 'create table bad (id int);\nselect nothing_there;'],
    ),
  )
  await expect(migrateUp(run)).rejects.toThrow(
    /0002_bad stopped and changed nothing: column "nothing_there" does not exist \(line 2\)/,
  )
  expect(Object.keys(await readRows(run.url))).toEqual([
    'drizzle_migrations',
    'drizzle_migrations_id_seq',
    'good',
    'migration_lock',
  ])
})

test('up and down make a backup first', async () => {
  const folder = await copyMigrations(core)
  const run = await makeEmpty(folder)
  await migrateUp(run)
  await migrateUp({ ...run, migrationsFolder })
  expect(await listBackups(run)).toHaveLength(1)
  await migrateDown({ ...run, migrationsFolder })
  expect(await listBackups(run)).toHaveLength(2)
  expect(run.said.filter((line) => line.startsWith('Backup: '))).toHaveLength(2)
})

test('when the backup cannot be written nothing is changed, up or down', async () => {
  const run = await makeEmpty(await copyMigrations(core))
  await migrateUp(run)
  const file = join(run.backupFolder, 'a-file')
  await writeFile(file, '')
  const before = [await readRows(run.url), await describeAll(run.url)]
  const blocked = { ...run, migrationsFolder, backupFolder: file }
  await expect(migrateUp(blocked)).rejects.toThrow(/backup could not be written.*Nothing was changed/)
  await expect(migrateDown(blocked)).rejects.toThrow(/backup could not be written.*Nothing was changed/)
  expect([await readRows(run.url), await describeAll(run.url)]).toEqual(before)
})
