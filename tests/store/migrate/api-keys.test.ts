import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { describeTables, readRows } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillCore } from '../../support/filled.ts'
import { copyMigrations, listMigrations, makeFolder } from '../../support/migrations.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0022_api_keys'

test('0022 leaves every row as it was, on the way there and back, and takes nothing but keys away', async () => {
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
  await runOn(
    url,
    `insert into api_keys (streamer_id, name, secret_hash, scopes) values (1, 'k', 'h', '{points:read}')`,
  )
  const noScopes = runOn(
    url,
    `insert into api_keys (streamer_id, name, secret_hash, scopes) values (1, 'k', 'i', '{}')`,
  )
  await expect(noScopes).rejects.toThrow('api_keys_scopes_check')
  const twice = runOn(url, `insert into api_keys (streamer_id, name, secret_hash, scopes) values (1, 'k', 'h', '{x}')`)
  await expect(twice).rejects.toThrow('api_keys_secret_hash_unique')
  expect(await readRows(url)).toMatchObject(rows)
  expect(await migrateDown(both)).toEqual([name])
  expect(await readRows(url)).toMatchObject(rows)
  expect(await describeTables(url)).toEqual(tables)
})
