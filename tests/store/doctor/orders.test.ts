import { refundOrder } from '@streambot/shared/engine/serve.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { openEngine, pay, type TestEngine } from '../../support/engine.ts'
import { crowd, redeemAll, said, stock } from '../../support/shop.ts'

let database: TestDatabase
let engine: TestEngine

beforeEach(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
  const streamerId = await engine.store.addStreamer('streamer')
  await stock(engine, streamerId)
  await pay(engine, streamerId, crowd(4), 10)
  await redeemAll(engine, streamerId, crowd(4))
  await refundOrder(engine.ports, streamerId, { prefix: 'A', number: 2 }, said())
})
afterEach(async () => {
  await engine.close()
  await database.drop()
})

const readBroken = async () => (await examine(database.url)).filter(({ broken }) => broken.length > 0)
const change = (sql: string) => engine.store.pool.query(sql)

const again = `INSERT INTO orders (streamer_id, viewer_id, reward_id, reward_name, platform, platform_user_id, display_name, said, paid, prefix, day,
                                   number, digits, ordered_at)
               SELECT streamer_id, viewer_id, reward_id, reward_name, platform, platform_user_id, display_name, said, 0, prefix, day, number,
                      digits, ordered_at FROM orders WHERE number = 1`
const untie = 'ALTER TABLE orders DISABLE TRIGGER USER; '

test.each([
  ['P6', 'a number was given twice', 'ALTER TABLE orders DROP CONSTRAINT orders_number_unique; ', again],
  ['P6', 'a number is missing', untie, 'DELETE FROM orders WHERE number = 3'],
  ['P6', 'a number is another one', untie, 'UPDATE orders SET number = 40 WHERE number = 4'],
  ['P4', 'an order is gone', untie, 'DELETE FROM orders WHERE number = 4'],
  ['P4', 'an order cost more than was taken', untie, 'UPDATE orders SET paid = 11 WHERE number = 1'],
  [
    'P4',
    'a refunded order waits again',
    untie,
    `UPDATE orders SET status = 'pending', decided_at = NULL WHERE number = 2`,
  ],
])('%s is found broken when %s, which its protection refuses', async (promise, _how, unprotect, harm) => {
  await expect(change(harm)).rejects.toThrow(/constraint|stay|never deleted/)
  expect(await readBroken()).toEqual([])
  await change(unprotect + harm)
  expect((await readBroken()).map((finding) => finding.promise)).toContain(promise)
})

test.each([
  [
    'P6',
    'a sequence stands behind its tickets',
    'UPDATE token_sequence SET last_number = 3',
    /4 tickets.* stands at 3/,
  ],
  [
    'P6',
    'a sequence has no tickets',
    `INSERT INTO token_sequence VALUES (1, 'Z', '2026-01-01', 1)`,
    /Z of .*: 0 tickets/,
  ],
  ['P6', 'a sequence is gone', 'DELETE FROM token_sequence', /stands at nothing/],
  [
    'P4',
    'an order is called refunded and nothing went back',
    `UPDATE orders SET status = 'refunded', decided_at = now() WHERE number = 1`,
    /^order \d+ is refunded for 10 points: 10 were taken and 0 went back$/,
  ],
  [
    'P4',
    'points were taken for no order',
    `INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key) SELECT 1, min(id), -1, 'redeem', 'redeem:99' FROM viewers`,
    /^order 99 is missing/,
  ],
])('%s is found broken when %s', async (promise, _how, harm, says) => {
  await change(harm)
  const broken = await readBroken()
  expect(broken.map((finding) => finding.promise)).toContain(promise)
  expect(broken.flatMap((finding) => finding.broken)).toContainEqual(expect.stringMatching(says))
})
