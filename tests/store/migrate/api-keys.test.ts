import { migrateDown } from '@streambot/shared/store/migrate.ts'
import { expect, test } from 'vitest'
import { describeTables, readRows } from '../../support/content.ts'
import { openFilledBefore } from '../../support/migrating.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0022_api_keys'

test('0022 leaves every row as it was, on the way there and back, and takes nothing but keys away', async () => {
  const { run, rows, tables } = await openFilledBefore(name)
  const { url } = run
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
  expect(await migrateDown(run)).toEqual([name])
  expect(await readRows(url)).toMatchObject(rows)
  expect(await describeTables(url)).toEqual(tables)
})
