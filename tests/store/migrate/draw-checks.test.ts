import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, test } from 'vitest'
import { ask } from '../../support/content.ts'
import { fillCore, open, sealed } from '../../support/filled.ts'
import { type Migrating, openMigrated } from '../../support/migrating.ts'
import { listFrom } from '../../support/migrations.ts'
import { runOn } from '../../support/postgres.ts'

const later = listFrom('0017_draw_checks')

/** A filled database with a pick that was passed over, one who is kept out of all giveaways, and one who was removed from one. */
async function prepare(): Promise<Migrating> {
  const migrating = await openMigrated()
  const { url } = migrating.run
  await fillCore(url)
  await runOn(
    url,
    `insert into giveaway_winners (giveaway_id, pick, viewer_id, platform, platform_user_id, display_name, tickets, drawn_at, state, reason)
     values ('${sealed}', 2, 2, 'kick', '7', 'Bob', 1, now(), 'passed-over', 'excluded')`,
    `insert into excluded_viewers (streamer_id, viewer_id, reason, actor, giveaway_id)
     values (1, 1, 'all', 'test', null), (1, 1, 'one', 'test', '${open}'), (1, 2, 'one', 'test', '${open}')`,
  )
  return migrating
}

test('0017 taken back keeps every pick with its reason, and who is kept out of all giveaways; applied again it is as before', async () => {
  const { run, described } = await prepare()
  const before = await described()
  await migrateDown(run, ...later)
  expect(await ask(run.url, 'select pick, state, reason from giveaway_winners order by pick')).toEqual([
    { pick: 1, state: 'confirmed', reason: null },
    { pick: 2, state: 'set-aside', reason: 'excluded' },
  ])
  expect(await ask(run.url, 'select * from excluded_viewers')).toMatchObject([{ viewer_id: '1', reason: 'all' }])
  await migrateUp(run)
  expect(await described()).toEqual(before)
})

test.each([
  [
    'somebody is kept out of all giveaways twice',
    `insert into excluded_viewers (streamer_id, viewer_id, reason, actor) values (1, 1, 'again', 'test')`,
    /viewer_giveaway_unique/,
  ],
  [
    'somebody is removed from a giveaway twice',
    `insert into excluded_viewers (streamer_id, viewer_id, reason, actor, giveaway_id) values (1, 2, 'again', 'test', '${open}')`,
    /viewer_giveaway_unique/,
  ],
  [
    'a pick is passed over without a reason',
    `update giveaway_winners set state = 'passed-over' where pick = 1`,
    /picks are final/,
  ],
  [
    'a pick that was passed over wins',
    `update giveaway_winners set state = 'confirmed', reason = null where pick = 2`,
    /picks are final/,
  ],
])('the database refuses that %s', async (_, harm, refusal) => {
  const { run } = await prepare()
  await expect(runOn(run.url, harm)).rejects.toThrow(refusal)
})
