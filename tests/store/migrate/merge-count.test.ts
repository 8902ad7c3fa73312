import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, test } from 'vitest'
import { ask, describeTables } from '../../support/content.ts'
import { fillCore } from '../../support/filled.ts'
import { openMigrated } from '../../support/migrating.ts'
import { listFrom } from '../../support/migrations.ts'

const fromHere = listFrom('0025_merge_count')

test('0025 taken back from a filled database and applied again leaves every row, and counts merges anew', async () => {
  const { run } = await openMigrated()
  await fillCore(run.url)
  const tables = await describeTables(run.url)
  await ask(run.url, 'update bot_configs set merges = 3')
  const counted = 'select (select count(*) from bot_configs) as channels, (select count(*) from viewers) as viewers'
  const before = await ask(run.url, counted)
  expect(await migrateDown(run, ...fromHere)).toContain('0025_merge_count')
  expect(await migrateUp(run)).toEqual(fromHere)
  expect(await describeTables(run.url)).toEqual(tables)
  expect(await ask(run.url, counted)).toEqual(before)
  expect(await ask(run.url, 'select distinct merges from bot_configs')).toEqual([{ merges: 0 }])
})
