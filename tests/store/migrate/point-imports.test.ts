import { importPoints, undoImport } from '@streambot/shared/engine/import-points.ts'
import { migrateDown, migrateUp } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from '../../support/content.ts'
import { openEngine, person } from '../../support/engine.ts'
import { openMigrated } from '../../support/migrating.ts'
import { listFrom } from '../../support/migrations.ts'
import { expectHealthy } from '../../engine/healthy.ts'

const later = listFrom('0011_point_imports')

test('taken back, every point stays and the ledger is guarded again; brought again, imports work as before', async () => {
  const { run, said, described } = await openMigrated()
  const before = await described()
  const engine = openEngine(run.url)
  onTestFinished(() => engine.close())
  const streamerId = await engine.store.addStreamer('streamer')
  const bring = (checksum: string) =>
    importPoints(
      engine.ports,
      { streamerId, source: 'csv', mode: 'add', rows: 1, checksum, people: [{ account: person(1), points: 7 }] },
      { actor: 'operator' },
    )
  const undone = await bring('undone')
  await bring('kept')
  if (undone.ok)
    await undoImport(
      engine.ports,
      { streamerId, importId: undone.value.id, spent: 'refuse', at: new Date() },
      { actor: 'operator' },
    )

  await migrateDown(run, ...later)
  expect(said()).toMatch(/Loses: which files were imported/)
  const movements = 'SELECT reason, amount::int FROM balance_ledger ORDER BY id'
  expect(await ask(run.url, movements)).toEqual([
    { reason: 'add', amount: 7 },
    { reason: 'add', amount: 7 },
    { reason: 'remove', amount: -7 },
  ])
  await expect(ask(run.url, 'UPDATE balance_ledger SET amount = 8')).rejects.toThrow('append-only')
  await expect(
    ask(
      run.url,
      `INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key)
    SELECT streamer_id, viewer_id, 1, 'import', 'x' FROM user_balances`,
    ),
  ).rejects.toThrow('balance_ledger_reason_check')

  await migrateUp(run)
  expect(await described()).toEqual(before)
  expect(await bring('kept')).toMatchObject({ ok: true })
  expect(await engine.store.findBalance(streamerId, person(1))).toBe(14)
  await expectHealthy(run.url)
})
