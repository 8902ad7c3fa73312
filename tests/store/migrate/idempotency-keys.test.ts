import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { describeTables, readRows } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillCore } from '../../support/filled.ts'
import { copyMigrations, listMigrations, makeFolder } from '../../support/migrations.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0021_idempotency_keys'

test('0021 leaves every row as it was, on the way there and back, and takes nothing but keys away', async () => {
  const database = await makeDatabase({ empty: true })
  onTestFinished(() => database.drop())
  const { url } = database
  const older = listMigrations().filter((one) => one < name)
  const run = { url, backupFolder: await makeFolder(), say: () => undefined }
  await migrateUp({ ...run, migrationsFolder: await copyMigrations(...older) })
  await fillCore(url)
  const { drizzle_migrations: _, drizzle_migrations_id_seq: __, ...rows } = await readRows(url)
  const tables = await describeTables(url)
  const both = { ...run, migrationsFolder: await copyMigrations(...older, name) }
  expect(await migrateUp(both)).toEqual([name])
  await runOn(url, `insert into idempotency_keys values (1, 'k', 'f', '{"ok": true}')`)
  expect(await readRows(url)).toMatchObject(rows)
  expect(await migrateDown(both)).toEqual([name])
  expect(await readRows(url)).toMatchObject(rows)
  expect(await describeTables(url)).toEqual(tables)
})
