import { migrateDown } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { describeTables, readRows } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillCore } from '../../support/filled.ts'
import { openFilledBefore } from '../../support/migrating.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0027_bot_texts'
const add = (template: string, streamer = 1) =>
  `insert into bot_texts (streamer_id, key, template) values (${streamer}, 'news.paused', '${template}')`

test('0027 leaves every row as it was, on the way there and back, and takes nothing but own texts away', async () => {
  const { run, said, rows, tables } = await openFilledBefore(name)
  const { url } = run
  await runOn(url, add('Hold: {prize}'))
  expect(await readRows(url)).toMatchObject(rows)
  expect(await migrateDown(run)).toEqual([name])
  expect(said()).toMatch(/every sentence of the bot that a streamer wrote/)
  expect(await readRows(url)).toMatchObject(rows)
  expect(await describeTables(url)).toEqual(tables)
})

test('the table refuses a second text for a sentence, one that is empty or too long, and one of nobody', async () => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const { url } = database
  await fillCore(url)
  await runOn(url, add('x'))
  await expect(runOn(url, add('y'))).rejects.toThrow('bot_texts_streamer_id_key_pk')
  await expect(runOn(url, add('', 2))).rejects.toThrow('bot_texts_template_check')
  await expect(runOn(url, add('x'.repeat(401), 2))).rejects.toThrow('bot_texts_template_check')
  await expect(runOn(url, add('x', 999))).rejects.toThrow('bot_texts_streamer_id_users_id_fk')
})
