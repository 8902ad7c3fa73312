import { gamble } from '@streambot/shared/engine/gamble.ts'
import { changePoints, undoChange } from '@streambot/shared/engine/points.ts'
import { createRaffling, endRaffle, openRaffle } from '@streambot/shared/engine/raffle.ts'
import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { expectHealthy } from '../../engine/healthy.ts'
import { ask } from '../../support/content.ts'
import { newMessage, openEngine, person } from '../../support/engine.ts'
import { openMigrated } from '../../support/migrating.ts'
import { listFrom } from '../../support/migrations.ts'

const later = listFrom('0010_points_games')

test('taken back, every point stays and the ledger is guarded again; brought again, the tables are as before', async () => {
  const { run, said, described } = await openMigrated()
  const before = await described()
  const engine = openEngine(run.url)
  onTestFinished(() => engine.close())
  const { ports, store, clock } = engine
  const streamerId = await store.addStreamer('streamer', { gamble: true, graceSeconds: 0 })
  const anna = person(1)
  const cause = () => ({ actor: 'test', message: { platform: 'twitch', id: newMessage() } }) as const
  const points = (count: number) => ({ kind: 'points', points: count }) as const
  await store.payChatters({ streamerId, reason: 'watch', amount: 100, window: 1, accounts: [anna] })
  await gamble({ ...ports, chance: { below: () => 0 } }, { streamerId, account: anna, amount: points(10) }, cause())
  await changePoints(ports, { streamerId, to: anna, change: 'add', amount: points(5) }, cause())
  await undoChange(ports, { streamerId, anybody: true }, cause())
  const raffle = await openRaffle(ports, { streamerId, points: 7, seconds: 10, winners: 1 }, cause())
  await createRaffling(ports).join(streamerId, { account: anna, sentAt: clock.now() })
  clock.turn(10_000)
  if (raffle.ok) await endRaffle(ports, raffle.value.id)

  await migrateDown(run, ...later)
  expect(said()).toMatch(/Loses: which points were got for watching[^]*Loses: which changes of points were undone/)
  expect(await ask(run.url, 'SELECT reason, amount::int FROM balance_ledger ORDER BY id')).toEqual([
    { reason: 'chat', amount: 100 },
    { reason: 'add', amount: 10 },
    { reason: 'add', amount: 5 },
    { reason: 'remove', amount: -5 },
    { reason: 'add', amount: 7 },
  ])
  await expect(ask(run.url, 'UPDATE balance_ledger SET amount = 8')).rejects.toThrow('append-only')

  await migrateUp(run)
  expect(await described()).toEqual(before)
  expect(await store.findBalance(streamerId, anna)).toBe(117)
  await expectHealthy(run.url)
})
