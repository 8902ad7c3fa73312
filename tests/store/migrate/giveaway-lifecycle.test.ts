import { cancelGiveaway, openGiveaway } from '@streambot/shared/engine/manage.ts'
import { pauseGiveaway } from '@streambot/shared/engine/pause.ts'
import { migrateDown, migrateUp, type Migration } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { ask, describeTables } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { openEngine, openFor } from '../../support/engine.ts'
import {
  concurrency,
  copyMigrations,
  core,
  listFrom,
  makeFolder,
  migrationsFolder,
  unique,
} from '../../support/migrations.ts'
import { fillCore, open } from '../../support/filled.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0007_giveaway_lifecycle'
const later = listFrom(name)

async function prepare(empty: boolean, folder = migrationsFolder): Promise<Migration> {
  const database = await makeDatabase({ empty })
  onTestFinished(() => database.drop())
  return { url: database.url, migrationsFolder: folder, backupFolder: await makeFolder(), say: () => undefined }
}

test('taken back, a paused giveaway is open and a scheduled one is cancelled; brought again, the tables are the same', async () => {
  const run = await prepare(false)
  const before = await describeTables(run.url)
  const engine = openEngine(run.url)
  onTestFinished(() => engine.close())
  const streamerId = await engine.store.addStreamer('streamer')
  const cause = { actor: 'test' }
  const paused = await openFor(engine, streamerId, {}, '!paused')
  await pauseGiveaway(engine.ports, paused.id, cause)
  const opensAt = new Date(engine.clock.now().getTime() + 60_000)
  const planned = { streamerId, title: 'Mug', word: '!planned', rules: usualRules, opensAt }
  await openGiveaway(engine.ports, planned, cause)
  await migrateDown(run, ...later)
  expect(await ask(run.url, 'SELECT word, status FROM giveaways ORDER BY word')).toEqual([
    { word: '!paused', status: 'open' },
    { word: '!planned', status: 'cancelled' },
  ])
  await migrateUp(run)
  expect((await describeTables(run.url)).toSorted()).toEqual(before.toSorted())
  expect(await cancelGiveaway(engine.ports, paused.id, cause)).toMatchObject({ ok: true })
})

test.each(['paused', 'scheduled'])(
  'it meets a giveaway that is %s: it lists it and changes nothing',
  async (status) => {
    const run = await prepare(true, await copyMigrations(core, unique, concurrency))
    await migrateUp(run)
    await fillCore(run.url)
    await runOn(run.url, `update giveaways set status = '${status}' where id = '${open}'`)
    const before = await describeTables(run.url)
    const folder = await copyMigrations(core, unique, concurrency, name)
    await expect(migrateUp({ ...run, migrationsFolder: folder })).rejects.toThrow(
      new RegExp(`giveaways are paused or scheduled: ${open}`),
    )
    expect(await describeTables(run.url)).toEqual(before)
  },
)
