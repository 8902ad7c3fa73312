import { createJoining } from '@streambot/shared/engine/join.ts'
import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { expectHealthy } from '../../engine/healthy.ts'
import { ask, describeTables } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { openEngine, openFor, person } from '../../support/engine.ts'
import { fillCore, open } from '../../support/filled.ts'
import { openFilledBefore, openMigrated, readKept } from '../../support/migrating.ts'
import { listFrom } from '../../support/migrations.ts'
import { signInAs } from '../../support/people.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0032_join_by_code'

const guest = `insert into chat_identities (streamer_id, platform, platform_user_id, viewer_id, login, display_name)
               values (1, 'guest', 'g1', 1, 'g1', 'Guest 1')`

test('each giveaway that is there gets a key of its own, nobody joins it by code, and taken back every row is as before', async () => {
  const { run, said, rows, tables } = await openFilledBefore(name)
  const { url } = run
  const giveaways = await ask<{ join_key: string; join_by_code: null }>(
    url,
    'SELECT join_key, join_by_code FROM giveaways',
  )
  expect(new Set(giveaways.map((row) => row.join_key)).size).toBe(giveaways.length)
  for (const row of giveaways)
    expect(row).toEqual({ join_by_code: null, join_key: expect.stringMatching(/^[0-9a-f]{64}$/) })
  // Guests who only looked go with it.
  await runOn(url, guest)
  expect(await migrateDown(run)).toEqual([name])
  expect(said()).toMatch(/which giveaways could be joined by a code/)
  expect(await readKept(url)).toEqual(rows)
  expect(await describeTables(url)).toEqual(tables)
})

test('it is not taken back where guests took part: what was published of them could not be checked', async () => {
  const { run } = await openFilledBefore(name)
  await runOn(
    run.url,
    guest,
    `update giveaway_entries set platform = 'guest', platform_user_id = 'g1' where giveaway_id = '${open}' and viewer_id = 1`,
  )
  await expect(migrateDown(run)).rejects.toThrow(`guests took part in the giveaways ${open}`)
  expect(await ask(run.url, `SELECT count(*)::int AS n FROM giveaway_entries WHERE platform = 'guest'`)).toEqual([
    { n: 1 },
  ])
})

test('what joined without guests survives the way back and there again, and whoever joined is in', async () => {
  const { run, described } = await openMigrated()
  const before = await described()
  const engine = openEngine(run.url)
  onTestFinished(() => engine.close())
  const streamerId = await engine.store.addStreamer('streamer')
  const giveaway = await openFor(engine, streamerId, { joinByCode: 'signed-in', presentMinutes: 5 })
  const userId = await signInAs(engine, person(1))
  const joining = createJoining(engine.ports, engine.entering)
  const join = (session: string) =>
    joining.join({ giveaway, deviceId: 'a'.repeat(64), tokenHash: session.repeat(64), userId, hasCode: true })
  expect(await join('1')).toMatchObject({ ok: true, joined: { tickets: 1 } })
  await migrateDown(run, ...listFrom(name))
  await migrateUp(run)
  expect(await described()).toEqual(before)
  expect(await engine.store.findGiveaway(giveaway.id)).toMatchObject({
    entryCount: 1,
    rules: { joinByCode: undefined },
  })
  expect(await join('2')).toMatchObject({ ok: true, joined: { tickets: 1 } })
  await expectHealthy(run.url)
})

test.each([
  [`join_by_code = 'everybody'`, 'giveaways_join_check'],
  [`join_by_code = 'guests', kind = 'active', active_minutes = 5`, 'giveaways_join_check'],
  ['present_minutes = 0', 'giveaways_present_check'],
  ['present_minutes = 1441', 'giveaways_present_check'],
  [
    `present_minutes = 5, kind = 'first', max_entries = 2, winners = 2, max_tickets = 1, leaving = false`,
    'giveaways_present_check',
  ],
  ['join_key = NULL', 'join_key'],
])('the table refuses %s', async (change, constraint) => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  await fillCore(database.url)
  const set = (what: string) => runOn(database.url, `UPDATE giveaways SET ${what} WHERE id = '${open}'`)
  await expect(set(change)).rejects.toThrow(constraint)
  await set(`join_by_code = 'guests', present_minutes = 1440`)
  await runOn(
    database.url,
    `insert into prize_pools (streamer_id, name, sealed_secret) values (1, 'Games', 'v1.secret')`,
  )
  await expect(set('pool_id = 1')).rejects.toThrow('giveaways_guest_keys_check')
})
