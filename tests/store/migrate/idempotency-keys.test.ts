import { migrateDown } from '@streambot/shared/store/migrate.ts'
import { expect, test } from 'vitest'
import { describeTables, readRows } from '../../support/content.ts'
import { openFilledBefore } from '../../support/migrating.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0021_idempotency_keys'

test('0021 leaves every row as it was, on the way there and back, and takes nothing but keys away', async () => {
  const { run, rows, tables } = await openFilledBefore(name)
  const { url } = run
  await runOn(url, `insert into idempotency_keys values (1, 'k', 'f', '{"ok": true}')`)
  expect(await readRows(url)).toMatchObject(rows)
  expect(await migrateDown(run)).toEqual([name])
  expect(await readRows(url)).toMatchObject(rows)
  expect(await describeTables(url)).toEqual(tables)
})
