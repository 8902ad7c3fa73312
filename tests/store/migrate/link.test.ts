import { migrateDown } from '@streambot/shared/store/migrate.ts'
import { expect, test } from 'vitest'
import { ask, readRows } from '../../support/content.ts'
import { openFilledBefore } from '../../support/migrating.ts'
import { runOn } from '../../support/postgres.ts'

const [signIn, link] = ['0018_sign_in', '0019_link']

test('0018 and 0019 leave every row as it was, on the way there and back', async () => {
  const { run, rows } = await openFilledBefore(signIn, link)
  expect(await migrateDown(run)).toEqual([link])
  expect(await migrateDown(run)).toEqual([signIn])
  expect(await readRows(run.url)).toMatchObject(rows)
})

test('the way back keeps what was merged, every movement and every point', async () => {
  const { run } = await openFilledBefore(signIn, link)
  await runOn(
    run.url,
    'update viewers set merged_into = 1 where id = 2',
    'update chat_identities set viewer_id = 1 where viewer_id = 2',
    `insert into balance_ledger (streamer_id, viewer_id, amount, reason, key) values (1, 2, -90, 'link', 'link:1'), (1, 1, 90, 'link', 'link:2')`,
    `insert into link_codes values ('33333333-3333-4333-8333-333333333333', 1, 'kick', '7', 'Bob', now())`,
  )
  await migrateDown(run)
  expect(
    await ask(run.url, `select amount, reason from balance_ledger where key like 'link:%' order by amount`),
  ).toEqual([
    { amount: '-90', reason: 'remove' },
    { amount: '90', reason: 'add' },
  ])
  expect(await ask(run.url, `select viewer_id from chat_identities where platform = 'kick'`)).toEqual([
    { viewer_id: '1' },
  ])
})

test.each([
  ['a viewer is merged into itself', 'update viewers set merged_into = 1 where id = 1', /merged_into_check/],
  [
    'a viewer is merged into one of another streamer',
    'insert into viewers (streamer_id) values (2); update viewers set merged_into = 4 where id = 1',
    /merged_into_fk/,
  ],
  [
    'a sign-in of nobody asks for more than who they are',
    `insert into sign_ins values ('a', 'b', 'twitch', 'bot', null, '/', now())`,
    /sign_ins_user_check/,
  ],
  [
    'an account has two links at a time',
    `insert into link_codes values ('33333333-3333-4333-8333-333333333333', 1, 'kick', '7', 'Bob', now()), ('44444444-4444-4444-8444-444444444444', 1, 'kick', '7', 'Bob', now())`,
    /link_codes_account_unique/,
  ],
])('the database refuses that %s', async (_, harm, refusal) => {
  const { run } = await openFilledBefore(signIn, link)
  await expect(runOn(run.url, harm)).rejects.toThrow(refusal)
})
