import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, test } from 'vitest'
import { ask, describeTables } from '../../support/content.ts'
import { fillCore, open } from '../../support/filled.ts'
import { openMigrated } from '../../support/migrating.ts'
import { listFrom } from '../../support/migrations.ts'
import { runOn } from '../../support/postgres.ts'

const fromHere = listFrom('0024_reminders')

test('0024 taken back from a filled database takes reminders and their news; applied again every channel has five minutes', async () => {
  const { run, said } = await openMigrated()
  await fillCore(run.url)
  await runOn(
    run.url,
    `update bot_configs set reminder_minutes = 30`,
    `update giveaways set reminds_at = now() where id = '${open}'`,
    `insert into outbox (streamer_id, giveaway_id, kind, payload) values (1, '${open}', 'reminder', '{}'), (1, '${open}', 'extended', '{}')`,
  )
  const tables = await describeTables(run.url)
  const [before] = await ask(run.url, 'select count(*) from giveaways')
  expect(await migrateDown(run, ...fromHere)).toContain('0024_reminders')
  expect(said()).toMatch(/how often each channel is reminded/)
  expect(await ask(run.url, `select kind from outbox where kind in ('reminder', 'extended')`)).toEqual([
    { kind: 'extended' },
  ])
  expect(await ask(run.url, 'select count(*) from giveaways')).toEqual([before])
  expect(await migrateUp(run)).toEqual(fromHere)
  expect(await describeTables(run.url)).toEqual(tables)
  expect(await ask(run.url, 'select reminder_minutes from bot_configs')).toEqual([{ reminder_minutes: 5 }])
  expect(await ask(run.url, 'select from giveaways where reminds_at is not null')).toEqual([])
})
