import { changePoints, givePoints, undoChange } from '@streambot/shared/engine/points.ts'
import type { Said } from '@streambot/shared/engine/ports.ts'
import { mostPoints, type PointsChange } from '@streambot/shared/giveaway/amount.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { newMessage, pay, person, type TestEngine } from '../support/engine.ts'
import { expectNoDeadlock, expectHealthy } from './healthy.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer')
})
afterEach(() => expectHealthy(database.url))

const [anna, bob] = [person(1), person(2)]
const said = (actor = 'twitch:mod'): Said => ({ actor, message: { platform: 'twitch', id: newMessage() } })
const change = (to: Account, how: PointsChange, points: number, actor?: string) =>
  changePoints(one.ports, { streamerId, to, change: how, amount: { kind: 'points', points } }, said(actor))
const undo = (cause = said(), engine = one, anybody = false) => undoChange(engine.ports, { streamerId, anybody }, cause)
const give = (points: number) =>
  givePoints(one.ports, { streamerId, from: anna, to: bob, amount: { kind: 'points', points } }, said('twitch:anna'))
const balanceOf = (who: Account) => one.store.findBalance(streamerId, who)
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)

describe('the last change', () => {
  test.each<[PointsChange, number, number]>([
    ['add', 30, -30],
    ['remove', 30, 30],
    ['set', 30, 70],
    ['set', 130, -30],
  ])('by %s %d is taken back by a movement of %d', async (how, points, amount) => {
    await pay(one, streamerId, [anna], 100)
    await change(anna, how, points)
    expect(await undo()).toEqual({ ok: true, value: { name: 'Viewer1', amount, balance: 100 } })
    expect(await balanceOf(anna)).toBe(100)
  })

  test('is undone once: asked again nothing moves, and the change before it stays', async () => {
    await change(anna, 'add', 10)
    await change(anna, 'add', 5)
    expect([codeOf(await undo()), codeOf(await undo()), codeOf(await undo())]).toEqual([
      'ok',
      'already-undone',
      'already-undone',
    ])
    expect(await balanceOf(anna)).toBe(10)
  })

  test('of one viewer is taken back, though another one was changed since', async () => {
    await change(anna, 'add', 10)
    await change(bob, 'add', 5)
    const [viewerId] = await one.store.transact((tx) => tx.ensureViewers(streamerId, [anna]))
    const ask = { streamerId, anybody: true, viewerId }
    expect(await undoChange(two.ports, ask, said())).toEqual({
      ok: true,
      value: { name: 'Viewer1', amount: -10, balance: 0 },
    })
    expect(codeOf(await undoChange(two.ports, ask, said()))).toBe('already-undone')
    expect(await balanceOf(bob)).toBe(5)
  })

  test('is undone once by twenty who ask at the same moment through two engines', async () => {
    await change(anna, 'add', 10)
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => undo(said(), index % 2 ? one : two)))
    expect(answers.map(codeOf).sort()).toEqual([...Array(19).fill('already-undone'), 'ok'])
    expect(await balanceOf(anna)).toBe(0)
  })

  test('is undone by a message that is delivered twice, and the next change stays', async () => {
    await change(anna, 'add', 10)
    const cause = said()
    expect((await Promise.all([undo(cause), undo(cause, two)])).map(codeOf).sort()).toEqual(['already-handled', 'ok'])
    await change(anna, 'add', 5)
    expect(codeOf(await undo(cause))).toBe('already-handled')
    expect(await balanceOf(anna)).toBe(5)
  })

  test('stays where its points are spent, in part or in whole', async () => {
    await change(anna, 'add', 10)
    await give(1)
    expect(codeOf(await undo())).toBe('points-spent')
    expect([await balanceOf(anna), await balanceOf(bob)]).toEqual([9, 1])
  })

  test('and a gift of the same points at once: one of them goes through, and nobody is below zero', async () => {
    for (let round = 0; round < 20; round++) {
      await change(anna, 'set', 10)
      const [gift, undone] = await Promise.all([give(5), undo(said(), two)])
      expect([codeOf(gift), codeOf(undone)]).toEqual(gift.ok ? ['ok', 'points-spent'] : ['insufficient-balance', 'ok'])
      await change(anna, 'set', 0)
    }
  })

  test('that took points from somebody who has the most by now is not taken back', async () => {
    await change(anna, 'set', 10)
    await change(anna, 'remove', 10)
    await pay(one, streamerId, [anna], mostPoints)
    expect(codeOf(await undo())).toBe('too-rich')
  })

  test('is found for ten minutes', async () => {
    await change(anna, 'add', 10)
    // As if an hour had passed: the ledger's own clock is the database's.
    await age(3_600)
    expect(codeOf(await undo())).toBe('nothing-to-undo')
    await change(bob, 'add', 10)
    await age(540)
    expect(codeOf(await undo())).toBe('ok')
  })
})

test('a moderator takes back their own change, the streamer the last of anybody', async () => {
  await change(anna, 'add', 10, 'twitch:ann')
  await change(bob, 'add', 7, 'twitch:ben')
  expect(codeOf(await undo(said('twitch:nobody')))).toBe('nothing-to-undo')
  expect(await undo(said('twitch:ann'))).toMatchObject({ value: { name: 'Viewer1', amount: -10 } })
  expect(await undo(said('twitch:streamer'), two, true)).toMatchObject({ value: { name: 'Viewer2', amount: -7 } })
})

test('the change of another channel is not taken back', async () => {
  await change(anna, 'add', 10)
  const other = await one.store.addStreamer('other')
  expect(codeOf(await undoChange(one.ports, { streamerId: other, anybody: true }, said()))).toBe('nothing-to-undo')
})

test('the audit log says who undid what', async () => {
  await change(anna, 'add', 10)
  await undo(said('twitch:mod'))
  const { rows } = await one.store.pool.query(
    'SELECT actor, details FROM audit_log WHERE streamer_id = $1 ORDER BY id DESC LIMIT 1',
    [streamerId],
  )
  expect(rows).toMatchObject([{ actor: 'twitch:mod', details: { amount: -10, reason: 'undo' } }])
})

/** Makes the newest movement of the channel older. */
async function age(seconds: number): Promise<void> {
  await one.store.pool.query('ALTER TABLE balance_ledger DISABLE TRIGGER balance_ledger_append_only')
  await one.store.pool.query(
    `UPDATE balance_ledger SET created_at = created_at - make_interval(secs => $2)
      WHERE id = (SELECT max(id) FROM balance_ledger WHERE streamer_id = $1)`,
    [streamerId, seconds],
  )
  await one.store.pool.query('ALTER TABLE balance_ledger ENABLE TRIGGER balance_ledger_append_only')
}
