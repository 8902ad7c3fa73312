import { migrateDown } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { describeTables, readRows } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillCore } from '../../support/filled.ts'
import { openFilledBefore } from '../../support/migrating.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0028_overlays'
const add = (id: string, hash: string, options = '{}') =>
  `insert into overlays (id, streamer_id, name, token_hash, sealed_token, options) values ('${id}', 1, 'Main', '${hash}', 'v1.t', '${options}')`
const [one, two] = ['44444444-4444-4444-8444-444444444444', '55555555-5555-4555-8555-555555555555']

test('0028 leaves every row as it was, on the way there and back, and takes nothing but overlays away', async () => {
  const { run, said, rows, tables } = await openFilledBefore(name)
  const { url } = run
  await runOn(url, add(one, 'a'))
  expect(await readRows(url)).toMatchObject(rows)
  expect(await migrateDown(run)).toEqual([name])
  expect(said()).toMatch(/every overlay with its address/)
  expect(await readRows(url)).toMatchObject(rows)
  expect(await describeTables(url)).toEqual(tables)
})

test('the table refuses a token twice, options that are none, and an overlay of nobody', async () => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const { url } = database
  await fillCore(url)
  await runOn(url, add(one, 'a'))
  await expect(runOn(url, add(two, 'a'))).rejects.toThrow('overlays_token_hash_unique')
  await expect(runOn(url, add(two, 'b', '[]'))).rejects.toThrow('overlays_options_check')
  await expect(runOn(url, add(two, 'b').replace(' 1,', ' 999,'))).rejects.toThrow('overlays_streamer_id_users_id_fk')
})
