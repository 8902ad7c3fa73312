import { migrateDown } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { describeTables, readRows } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillCore } from '../../support/filled.ts'
import { openFilledBefore } from '../../support/migrating.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0023_webhooks'
const id = '33333333-3333-4333-8333-333333333333'

test('0023 leaves every row as it was, on the way there and back, and takes nothing but webhooks away', async () => {
  const { run, said, rows, tables } = await openFilledBefore(name)
  const { url } = run
  await runOn(
    url,
    `insert into webhooks (id, streamer_id, url, events, sealed_secret, position) values ('${id}', 1, 'https://a.test/', '{opened}', 'v1.s', 1)`,
    `insert into webhook_deliveries (webhook_id, news_id, event, body) values ('${id}', 1, 'giveaway.opened', '{}')`,
  )
  expect(await readRows(url)).toMatchObject(rows)
  expect(await migrateDown(run)).toEqual([name])
  expect(said()).toMatch(/the secrets that they were signed with/)
  expect(await readRows(url)).toMatchObject(rows)
  expect(await describeTables(url)).toEqual(tables)
})

test('the tables refuse a state that nobody knows, an event twice, and a lease without a holder', async () => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const { url } = database
  await fillCore(url)
  const webhook = (columns: string, values: string) =>
    `insert into webhooks (id, streamer_id, url, events, sealed_secret, position${columns}) values ('${id}', 1, 'https://a.test/', '{opened}', 'v1.s', 1${values})`
  await expect(runOn(url, webhook(', state', `, 'broken'`))).rejects.toThrow('webhooks_state_check')
  await expect(runOn(url, webhook(', leased_until', ', now()'))).rejects.toThrow('webhooks_lease_check')
  await expect(runOn(url, webhook(', failures', ', 1'))).rejects.toThrow('webhooks_failing_check')
  await runOn(url, webhook('', ''))
  const delivery = (columns: string, values: string) =>
    `insert into webhook_deliveries (webhook_id, news_id, event, body${columns}) values ('${id}', 7, 'giveaway.opened', '{}'${values})`
  await expect(runOn(url, delivery(', tries', ', 1'))).rejects.toThrow('webhook_deliveries_tries_check')
  await runOn(url, delivery('', ''))
  await expect(runOn(url, delivery('', ''))).rejects.toThrow('webhook_deliveries_news_unique')
})
