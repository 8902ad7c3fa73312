import { createPositionStore } from '@streambot/shared/store/chat-positions.ts'
import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { createQuotaStore } from '@streambot/shared/store/quota-days.ts'
import { expect, onTestFinished, test } from 'vitest'
import { ask, describeTables, readRows } from '../../support/content.ts'
import { fillCore } from '../../support/filled.ts'
import { openMigrated, readKept } from '../../support/migrating.ts'
import { listFrom } from '../../support/migrations.ts'
import { openPool } from '../../support/pool.ts'

const [name = '', ...later] = listFrom('0014_youtube_positions')

test('taken back from a filled database it says what is lost and leaves all else; brought again it begins anew', async () => {
  const { run, said } = await openMigrated()
  const pool = openPool(run.url)
  onTestFinished(() => pool.end())
  await fillCore(run.url)
  const tables = await describeTables(run.url)
  await migrateDown(run, ...later)
  const before = await readKept(run.url)
  await createPositionStore(pool).save('youtube', 'UC1', { chatId: 'a', pageToken: 'b', readUntil: new Date(0) })
  await createQuotaStore(pool).spend('youtube', '1', '2026-11-21', 5)
  expect(await migrateDown(run, name)).toEqual([name])
  expect(said()).toMatch(/where reading YouTube's chat stood/)
  const { chat_positions: _, quota_days: __, ...others } = before
  expect(await readRows(run.url)).toMatchObject(others)
  expect(await migrateUp(run)).toEqual([name, ...later])
  expect(await describeTables(run.url)).toEqual(tables)
  expect(await ask(run.url, 'select * from chat_positions')).toEqual([])
})
