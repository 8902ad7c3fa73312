import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { expectHealthy } from '../../engine/healthy.ts'
import { ask } from '../../support/content.ts'
import { openEngine, openFor, person, viewerRoles } from '../../support/engine.ts'
import { openMigrated } from '../../support/migrating.ts'
import { listFrom } from '../../support/migrations.ts'

const [name = '', ...later] = listFrom('0016_kinds')

test('taken back, what is over stays as a giveaway with a keyword; what is not over stands in the way', async () => {
  const { run, said, described } = await openMigrated()
  const before = await described()
  const engine = openEngine(run.url)
  onTestFinished(() => engine.close())
  const { ports, store, clock } = engine
  const streamerId = await store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 60 })
  const now = clock.now()
  await store.noteChatters(streamerId, [{ account: person(1), roles: viewerRoles, firstAt: now, lastAt: now }])
  const giveaway = await openFor(engine, streamerId, { kind: 'active', activeMinutes: 5 })
  await requestDraw(ports, giveaway.id, 1, { actor: 'test' })
  clock.turn(10_000)
  await advanceGiveaway(ports, giveaway.id)

  await migrateDown(run, ...later)
  await expect(migrateDown(run, name)).rejects.toThrow(giveaway.id)
  await migrateUp(run)
  clock.turn(60_000)
  await advanceGiveaway(ports, giveaway.id)
  await migrateDown(run, ...later, name)
  expect(said()).toMatch(/Loses: which giveaways were of these kinds/)
  expect(await ask(run.url, 'SELECT kind, status, entry_count FROM giveaways')).toEqual([
    { kind: 'keyword', status: 'completed', entry_count: 1 },
  ])

  await migrateUp(run)
  expect(await described()).toEqual(before)
  expect(await store.findGiveaway(giveaway.id)).toMatchObject({ rules: { kind: 'keyword', activeMinutes: undefined } })
  await expectHealthy(run.url)
})
