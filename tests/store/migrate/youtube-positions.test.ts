import { readdirSync } from 'node:fs'
import { createPositionStore } from '@streambot/shared/store/chat-positions.ts'
import { migrateDown, migrateUp, type Migration } from '@streambot/shared/store/migrate.ts'
import { createQuotaStore } from '@streambot/shared/store/quota-days.ts'
import { expect, onTestFinished, test } from 'vitest'
import { ask, describeTables, readRows } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillCore } from '../../support/filled.ts'
import { makeFolder, migrationsFolder } from '../../support/migrations.ts'
import { openPool } from '../../support/pool.ts'

const name = '0014_youtube_positions'
const files = readdirSync(migrationsFolder).filter((file) => file.endsWith('.down.sql'))
const later = files.map((file) => file.slice(0, -'.down.sql'.length)).filter((file) => file > name)

test('taken back from a filled database it says what is lost and leaves all else; brought again it begins anew', async () => {
  const database = await makeDatabase()
  const pool = openPool(database.url)
  onTestFinished(async () => {
    await pool.end()
    await database.drop()
  })
  const said: string[] = []
  const run: Migration = {
    url: database.url,
    migrationsFolder,
    backupFolder: await makeFolder(),
    say: (line) => said.push(line),
  }
  await fillCore(run.url)
  const tables = await describeTables(run.url)
  await migrateDown(run, ...later)
  const { drizzle_migrations: _, drizzle_migrations_id_seq: __, ...before } = await readRows(run.url)
  await createPositionStore(pool).save('youtube', 'UC1', { chatId: 'a', pageToken: 'b', readUntil: new Date(0) })
  await createQuotaStore(pool).spend('youtube', '1', '2026-11-21', 5)
  expect(await migrateDown(run, name)).toEqual([name])
  expect(said.join('\n')).toMatch(/where reading YouTube's chat stood/)
  const { chat_positions: ___, quota_days: ____, ...others } = before
  expect(await readRows(run.url)).toMatchObject(others)
  expect(await migrateUp(run)).toEqual([name, ...later])
  expect(await describeTables(run.url)).toEqual(tables)
  expect(await ask(run.url, 'select * from chat_positions')).toEqual([])
})
