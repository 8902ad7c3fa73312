import { gamble } from '@streambot/shared/engine/gamble.ts'
import type { Said } from '@streambot/shared/engine/ports.ts'
import { type Amount, mostPoints } from '@streambot/shared/giveaway/amount.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { newMessage, pay, person, type TestEngine } from '../support/engine.ts'
import { expectNoDeadlock, expectHealthy } from './healthy.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
afterEach(() => expectHealthy(database.url))

const anna = person(1)
const said = (): Said => ({ actor: 'twitch:anna', message: { platform: 'twitch', id: newMessage() } })
const points = (count: number): Amount => ({ kind: 'points', points: count })
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)

/** A channel in which one may gamble, and somebody with points in it. */
async function open(has: number, settings: Parameters<TestEngine['store']['addStreamer']>[1] = {}): Promise<number> {
  const rules = { gamble: true, gamblePercent: 45, gambleLeast: 1, gambleMost: 1_000, gambleSeconds: 0 }
  const streamerId = await one.store.addStreamer('streamer', { ...rules, ...settings })
  if (has > 0) await pay(one, streamerId, [anna], has)
  return streamerId
}

const play = (streamerId: number, roll: number, amount = points(10), engine = one, cause = said()) =>
  gamble({ ...engine.ports, chance: { below: () => roll } }, { streamerId, account: anna, amount }, cause)
const balanceOf = (streamerId: number, who: Account = anna) => one.store.findBalance(streamerId, who)
const countGambles = async (streamerId: number) => {
  const { rows } = await one.store.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM balance_ledger WHERE streamer_id = $1 AND reason = 'gamble'`,
    [streamerId],
  )
  return rows[0]?.n
}

describe('a stake', () => {
  test.each([
    [0, true, 110],
    [44, true, 110],
    [45, false, 90],
    [99, false, 90],
  ])(
    'of 10 with a roll of %d and a chance of 45 percent: won is %s, and the balance %d',
    async (roll, won, balance) => {
      const streamerId = await open(100)
      expect(await play(streamerId, roll)).toEqual({ ok: true, value: { won, stake: 10, balance, percent: 45 } })
      expect([await balanceOf(streamerId), await countGambles(streamerId)]).toEqual([balance, 1])
    },
  )

  test('is rolled for out of a hundred', async () => {
    const streamerId = await open(100)
    const asked: number[] = []
    const chance = { below: (most: number) => (asked.push(most), 0) }
    await gamble({ ...one.ports, chance }, { streamerId, account: anna, amount: points(1) }, said())
    expect(asked).toEqual([100])
  })

  test.each<[string, Parameters<typeof open>[1], number, Amount, string]>([
    ['where the streamer did not switch it on', { gamble: false }, 100, points(10), 'gamble-off'],
    ['below the least', { gambleLeast: 20 }, 100, points(19), 'bad-stake'],
    ['above the most', { gambleMost: 20 }, 100, points(21), 'bad-stake'],
    ['of more than there is', {}, 9, points(10), 'insufficient-balance'],
    ['of somebody who was never seen', {}, 0, points(10), 'insufficient-balance'],
    ['that would make somebody too rich', {}, mostPoints, points(1), 'too-rich'],
  ])('%s is refused', async (_, settings, has, amount, code) => {
    const streamerId = await open(has, settings)
    expect(codeOf(await play(streamerId, 0, amount))).toBe(code)
    expect([await balanceOf(streamerId), await countGambles(streamerId)]).toEqual([has, 0])
  })

  test('is off in a new channel', async () => {
    const streamerId = await one.store.addStreamer('streamer')
    await pay(one, streamerId, [anna], 100)
    expect(codeOf(await play(streamerId, 0))).toBe('gamble-off')
  })
})

describe('at once through two engines', () => {
  test('with points for one stake, one is lost and the others are refused', async () => {
    const streamerId = await open(10)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => play(streamerId, 99, points(10), index % 2 ? one : two)),
    )
    expect(answers.map(codeOf).sort()).toEqual([...Array(19).fill('insufficient-balance'), 'ok'])
    expect([await balanceOf(streamerId), await countGambles(streamerId)]).toEqual([0, 1])
  })

  test('one of many is taken where a viewer has to rest', async () => {
    const streamerId = await open(100, { gambleSeconds: 3_600 })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => play(streamerId, 0, points(10), index % 2 ? one : two)),
    )
    expect(answers.map(codeOf).sort()).toEqual(['ok', ...Array(19).fill('too-soon')])
    expect(await balanceOf(streamerId)).toBe(110)
  })

  test('a message delivered ten times stakes once', async () => {
    const streamerId = await open(100)
    const cause = said()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => play(streamerId, 0, points(10), index % 2 ? one : two, cause)),
    )
    expect(answers.map(codeOf).sort()).toEqual([...Array(9).fill('already-handled'), 'ok'])
    expect(await balanceOf(streamerId)).toBe(110)
  })

  test('wins and losses add up', async () => {
    const streamerId = await open(1_000)
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => play(streamerId, index % 3 ? 99 : 0, points(7), index % 2 ? one : two)),
    )
    expect([await balanceOf(streamerId), await countGambles(streamerId)]).toEqual([1_000 - 20 * 7, 60])
  })
})

test('after the rest one may again', async () => {
  const streamerId = await open(100, { gambleSeconds: 60 })
  expect(codeOf(await play(streamerId, 0))).toBe('ok')
  expect(codeOf(await play(streamerId, 0))).toBe('too-soon')
  await one.store.pool.query('ALTER TABLE balance_ledger DISABLE TRIGGER balance_ledger_append_only')
  await one.store.pool.query(
    `UPDATE balance_ledger SET created_at = created_at - interval '61 seconds' WHERE streamer_id = $1`,
    [streamerId],
  )
  await one.store.pool.query('ALTER TABLE balance_ledger ENABLE TRIGGER balance_ledger_append_only')
  expect(codeOf(await play(streamerId, 0))).toBe('ok')
})
