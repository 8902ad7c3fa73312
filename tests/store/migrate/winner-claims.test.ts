import { migrateDown } from '@streambot/shared/store/migrate.ts'
import { expect, test } from 'vitest'
import { ask, readRows } from '../../support/content.ts'
import { sealed } from '../../support/filled.ts'
import { openFilledBefore } from '../../support/migrating.ts'
import { runOn } from '../../support/postgres.ts'

const claims = '0009_winner_claims'

test('0009 confirms the winners so far, and its way back leaves every row as it was', async () => {
  const { run, rows } = await openFilledBefore(claims)
  expect(await ask(run.url, 'select state, claim_deadline from giveaway_winners')).toEqual([
    { state: 'confirmed', claim_deadline: null },
  ])
  expect(await migrateDown(run)).toEqual([claims])
  expect(await readRows(run.url)).toMatchObject(rows)
})

test('the way back from 0009 keeps every pick, and a giveaway that waited for a winner completes', async () => {
  const { run } = await openFilledBefore(claims)
  await runOn(
    run.url,
    `update giveaways set claim_seconds = 60, claims_due_at = '2026-01-01' where id = '${sealed}'`,
    `update giveaway_winners set state = 'pending', claim_deadline = '2026-01-01'`,
    `insert into winner_messages values ('${sealed}', 1, 'youtube', 'm-9', 'hello', now())`,
  )
  await migrateDown(run)
  expect(
    await ask(
      run.url,
      `select pick, completes_at = '2026-01-01' as due from giveaway_winners w join giveaways g on g.id = w.giveaway_id`,
    ),
  ).toEqual([{ pick: 1, due: true }])
})

test.each([
  ['a pick is deleted', 'delete from giveaway_winners', /picks are final: DELETE is not allowed/],
  ['a pick gets another number', 'update giveaway_winners set pick = 2', /picks are final: UPDATE is not allowed/],
  ['a pick gets another account', `update giveaway_winners set platform_user_id = 'UC8'`, /picks are final/],
  ['a winner is set aside without a reason', `update giveaway_winners set state = 'set-aside'`, /reason_check/],
  ['a winner is pending without a deadline', `update giveaway_winners set state = 'pending'`, /pending_check/],
  [
    'a giveaway completes that waits for a winner',
    `update giveaways set claims_due_at = now(), status = 'completed' where id = '${sealed}'`,
    /claims_due_check/,
  ],
])('the database refuses that %s', async (_, harm, refusal) => {
  const { run } = await openFilledBefore(claims)
  await expect(runOn(run.url, harm)).rejects.toThrow(refusal)
})
