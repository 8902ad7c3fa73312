import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillAttempts, fillCore, open, sealed } from '../../support/filled.ts'
import { openMigrated, readKept } from '../../support/migrating.ts'
import { copyMigrations, listFrom, listMigrations, makeFolder, migrationsFolder } from '../../support/migrations.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0006_device_session_identity'

const hash = (digit: string): string => digit.repeat(64)
const join = (device: string, session: string, more: { event?: string; user?: string; beat?: string } = {}): string =>
  `insert into event_participants (event_id, device_id, streamer_id, platform, platform_user_id, session_token, join_timestamp, last_heartbeat)
   values ('${more.event ?? open}', '${device}', 1, 'twitch', '${more.user ?? '7'}', '${session}', '2026-01-01', '${more.beat ?? '2026-01-01'}')`

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
  await runOn(url, join(hash('a'), hash('1')))
  expect(await migrateDown(all)).toEqual([name])
  expect(await readKept(url)).toEqual(before)
  expect(await migrateUp(all)).toEqual([name])
})

test('in the order of the numbers it goes away with the later ones, says what is lost, and comes back the same', async () => {
  const { run, said, described } = await openMigrated()
  const before = await described()
  await fillCore(run.url)
  await runOn(run.url, join(hash('a'), hash('1')))
  await migrateDown(run, ...listFrom(name))
  expect(said()).toMatch(/which device joined which giveaway/)
  await migrateUp(run)
  expect(await described()).toEqual(before)
  expect(await ask(run.url, 'SELECT count(*)::int AS n FROM event_participants')).toEqual([{ n: 0 }])
})

test('the table refuses a device twice in a giveaway, a session twice, secrets that are no hashes, and an account that nobody knows', async () => {
  const { run } = await openMigrated()
  await fillCore(run.url)
  const add = (...asked: Parameters<typeof join>) => runOn(run.url, join(...asked))
  await add(hash('a'), hash('1'))
  await expect(add(hash('a'), hash('2'))).rejects.toThrow('unique_device_per_event')
  await expect(add(hash('b'), hash('1'))).rejects.toThrow('event_participants_session_token_unique')
  await expect(add('the id itself', hash('2'))).rejects.toThrow('event_participants_hashes_check')
  await expect(add(hash('b'), 'the token itself')).rejects.toThrow('event_participants_hashes_check')
  await expect(add(hash('b'), hash('2'), { user: '404' })).rejects.toThrow('event_participants_account_fk')
  await expect(add(hash('b'), hash('2'), { beat: '2025-12-31' })).rejects.toThrow('event_participants_heartbeat_check')
  await add(hash('a'), hash('2'), { event: sealed })
  await add(hash('b'), hash('3'))
})
