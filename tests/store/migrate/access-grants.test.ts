import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillAttempts, fillCore } from '../../support/filled.ts'
import { openMigrated, readKept } from '../../support/migrating.ts'
import { copyMigrations, listFrom, listMigrations, makeFolder, migrationsFolder } from '../../support/migrations.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0005_access_grants'

const hash = (digit: string): string => digit.repeat(64)
const grant = (
  token: string,
  more: { role?: string; status?: string; helper?: number; ended?: boolean } = {},
): string => {
  const { role = 'editor', status = 'active', helper = 3, ended = false } = more
  const accepted = helper === 0 ? 'null, null' : `${helper}, now()`
  return `insert into access_grants (streamer_id, role, status, token_hash, invited_until, helper_id, accepted_at, ended_at)
          values (1, '${role}', '${status}', '${token}', now(), ${accepted}, ${ended ? 'now()' : 'null'})`
}

test('brought to a filled database that has the later ones, it writes no row, and taken back it takes nothing but its own', async () => {
  const { url, drop } = await makeDatabase({ empty: true })
  onTestFinished(() => drop())
  const run = { url, backupFolder: await makeFolder(), say: () => undefined }
  const others = listMigrations().filter((one) => one !== name)
  await migrateUp({ ...run, migrationsFolder: await copyMigrations(...others) })
  await fillCore(url)
  await fillAttempts(url)
  const before = await readKept(url)

  const all = { ...run, migrationsFolder }
  expect(await migrateUp(all)).toEqual([name])
  expect(await readKept(url)).toMatchObject(before)
  await runOn(url, grant(hash('a')))
  expect(await migrateDown(all)).toEqual([name])
  expect(await readKept(url)).toEqual(before)
  expect(await migrateUp(all)).toEqual([name])
})

test('in the order of the numbers it goes away with the later ones, says what is lost, and comes back the same', async () => {
  const { run, said, described } = await openMigrated()
  const before = await described()
  await fillCore(run.url)
  await runOn(run.url, grant(hash('a')))
  await migrateDown(run, ...listFrom(name))
  expect(said()).toMatch(/all invitations and access grants/)
  await migrateUp(run)
  expect(await described()).toEqual(before)
  expect(await ask(run.url, 'SELECT count(*)::int AS n FROM access_grants')).toEqual([{ n: 0 }])
})

test('the table refuses what cannot be: a second active grant of a pair, a token twice or unhashed, a role nobody has, an own one', async () => {
  const { run } = await openMigrated()
  await fillCore(run.url)
  const add = (...asked: Parameters<typeof grant>) => runOn(run.url, grant(...asked))
  await add(hash('a'))
  await expect(add(hash('b'))).rejects.toThrow('access_grants_active_unique')
  await expect(add(hash('a'), { helper: 2 })).rejects.toThrow('access_grants_token_hash_unique')
  await expect(add('the token itself', { helper: 2 })).rejects.toThrow('access_grants_token_check')
  await expect(add(hash('b'), { role: 'streamer', helper: 2 })).rejects.toThrow('access_grants_role_check')
  await expect(add(hash('b'), { status: 'open', helper: 2, ended: true })).rejects.toThrow('access_grants_status_check')
  await expect(add(hash('b'), { helper: 1 })).rejects.toThrow('access_grants_helper_check')
  await expect(add(hash('b'), { helper: 0 })).rejects.toThrow('access_grants_accepted_check')
  await expect(add(hash('b'), { status: 'invited' })).rejects.toThrow('access_grants_accepted_check')
  await expect(add(hash('b'), { status: 'revoked', helper: 2 })).rejects.toThrow('access_grants_ended_check')
  await expect(add(hash('b'), { helper: 2, ended: true })).rejects.toThrow('access_grants_ended_check')
  // The same pair again and again, where the ones before have ended.
  await add(hash('b'), { status: 'replaced', ended: true })
  await add(hash('c'), { status: 'revoked', ended: true })
  await add(hash('d'), { status: 'invited', helper: 0 })
})

test('a grant that has ended is final', async () => {
  const { run } = await openMigrated()
  await fillCore(run.url)
  await runOn(run.url, grant(hash('a'), { status: 'revoked', ended: true }))
  const again = runOn(run.url, `update access_grants set status = 'active', ended_at = null`)
  await expect(again).rejects.toThrow('an access grant that has ended is final')
})
