import { serveNext } from '@streambot/shared/engine/serve.ts'
import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { expectHealthy } from '../../engine/healthy.ts'
import { ask } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillAttempts, fillCore } from '../../support/filled.ts'
import { openEngine, pay } from '../../support/engine.ts'
import { openMigrated, readKept } from '../../support/migrating.ts'
import { copyMigrations, listFrom, listMigrations, makeFolder, migrationsFolder } from '../../support/migrations.ts'
import { crowd, outcomes, redeemAll, said, stock } from '../../support/shop.ts'

const sequence = '0002_token_sequence'
const redemptions = '0031_redemptions'
const others = listMigrations().filter((name) => name !== sequence && name !== redemptions)

test('brought to a filled database that has the later ones, both are applied, work, and are the first to be taken back', async () => {
  const { url, drop } = await makeDatabase({ empty: true })
  onTestFinished(() => drop())
  const run = { url, backupFolder: await makeFolder(), say: () => undefined }
  const older = { ...run, migrationsFolder: await copyMigrations(...others) }
  await migrateUp(older)
  await fillCore(url)
  await fillAttempts(url)
  const before = await readKept(url)

  const all = { ...run, migrationsFolder }
  expect(await migrateUp(all)).toEqual([sequence, redemptions])
  const engine = openEngine(url)
  onTestFinished(() => engine.close())
  await stock(engine, 1, { price: 0 })
  expect(outcomes(await redeemAll(engine, 1, crowd(1)))).toEqual(['A-001'])

  await migrateDown(all, redemptions, sequence)
  const { bot_configs: _, outbox: __, audit_log: ___, ...rest } = await readKept(url)
  expect(Object.keys(rest)).not.toContain('orders')
  expect(rest['giveaway_entries']).toEqual(before['giveaway_entries'])
  expect(rest['user_balances']?.slice(0, 2)).toEqual(before['user_balances'])
  expect(await migrateUp(all)).toEqual([sequence, redemptions])
})

test('taken back, every point stays and what was redeemed counts as removed; brought again, the tables are as before', async () => {
  const { run, said: told, described } = await openMigrated()
  const before = await described()
  const engine = openEngine(run.url)
  onTestFinished(() => engine.close())
  const streamerId = await engine.store.addStreamer('streamer')
  await stock(engine, streamerId)
  await pay(engine, streamerId, crowd(1), 30)
  await redeemAll(engine, streamerId, crowd(1))
  await serveNext(engine.ports, streamerId, said())

  await migrateDown(run, ...listFrom(redemptions))
  expect(told()).toMatch(/Loses: which movements were redemptions/)
  expect(await ask(run.url, 'SELECT reason, amount::int FROM balance_ledger ORDER BY id')).toEqual([
    { reason: 'chat', amount: 30 },
    { reason: 'remove', amount: -10 },
  ])
  expect(await ask(run.url, `SELECT count(*)::int AS n FROM outbox WHERE kind LIKE 'order-%'`)).toEqual([{ n: 0 }])
  await expect(ask(run.url, 'UPDATE balance_ledger SET amount = 8')).rejects.toThrow('append-only')
  await migrateUp(run)
  await expectHealthy(run.url)

  await migrateDown(run, ...listFrom(sequence))
  expect(told()).toMatch(/Loses: all rewards, all orders with their ticket numbers/)
  await migrateUp(run)
  expect(await described()).toEqual(before)
  await expectHealthy(run.url)
  // The key of the first movement names order 1, so the next order is another one.
  await stock(engine, streamerId)
  expect(await redeemAll(engine, streamerId, crowd(1))).toMatchObject([{ value: { ticket: 'A-001', balance: 10 } }])
  await expectHealthy(run.url)
})
