import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, test } from 'vitest'
import { ask, describeTables } from '../../support/content.ts'
import { fillCore } from '../../support/filled.ts'
import { openMigrated } from '../../support/migrating.ts'
import { listFrom } from '../../support/migrations.ts'

const fromHere = listFrom('0026_attempts_by_range')

test('0026 taken back from a filled database and applied again leaves every attempt', async () => {
  const { run } = await openMigrated()
  await fillCore(run.url)
  const tables = await describeTables(run.url)
  const counted = 'select count(*) as attempts from giveaway_entry_attempts'
  const before = await ask(run.url, counted)
  expect(await migrateDown(run, ...fromHere)).toContain('0026_attempts_by_range')
  expect(await migrateUp(run)).toEqual(fromHere)
  expect(await describeTables(run.url)).toEqual(tables)
  expect(await ask(run.url, counted)).toEqual(before)
})
