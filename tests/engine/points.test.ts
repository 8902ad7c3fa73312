import { changePoints, givePoints } from '@streambot/shared/engine/points.ts'
import type { Said } from '@streambot/shared/engine/ports.ts'
import { type Amount, mostPoints, type PointsChange } from '@streambot/shared/giveaway/amount.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { askOf, newMessage, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import { expectNoDeadlock, expectHealthy } from './healthy.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeAll(async () => {
  streamerId = await one.store.addStreamer('streamer', { attemptsPerMinute: 1_000 })
})
afterEach(() => expectHealthy(database.url))

let people = 0
/** Somebody new, with points. */
async function someoneWith(points: number): Promise<Account> {
  const who = person(++people)
  if (points > 0) await pay(one, streamerId, [who], points)
  return who
}

const said = (): Said => ({ actor: 'twitch:1', message: { platform: 'twitch', id: newMessage() } })
const points = (count: number): Amount => ({ kind: 'points', points: count })
const share = (percent: number): Amount => ({ kind: 'share', percent })
const all: Amount = { kind: 'all' }

const give = (from: Account, to: Account, amount: Amount, cause = said(), engine = one) =>
  givePoints(engine.ports, { streamerId, from, to, amount }, cause)
const change = (to: Account, how: PointsChange, amount: Amount, cause = said(), engine = one) =>
  changePoints(engine.ports, { streamerId, to, change: how, amount }, cause)
const balanceOf = (who: Account) => one.store.findBalance(streamerId, who)
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)

async function countMovements(who: Account, reason: string): Promise<number> {
  const { rows } = await one.store.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM balance_ledger JOIN chat_identities USING (streamer_id, viewer_id)
      WHERE streamer_id = $1 AND platform = $2 AND platform_user_id = $3 AND reason = $4`,
    [streamerId, who.platform, who.userId, reason],
  )
  return rows[0]?.n ?? 0
}

describe('giving', () => {
  test('two viewers who give each other points 200 times at once, through two engines, do not get in each other’s way', async () => {
    const [a, b] = [await someoneWith(1_000), await someoneWith(1_000)]
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, index) => {
        const engine = index % 3 ? one : two
        return index % 2 ? give(a, b, points(3), said(), engine) : give(b, a, points(2), said(), engine)
      }),
    )
    expect(answers.filter((answer) => !answer.ok)).toEqual([])
    expect([await balanceOf(a), await balanceOf(b)]).toEqual([800, 1_200])
  })

  test('round a circle at once keeps the sum', async () => {
    const ring = await Promise.all([1, 2, 3, 4, 5].map(() => someoneWith(100)))
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        const [from, to] = [ring[index % 5], ring[(index + 1 + (index % 3)) % 5]]
        return from && to && give(from, to, points(1 + (index % 40)), said(), index % 2 ? one : two)
      }),
    )
    const balances = await Promise.all(ring.map(balanceOf))
    expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(500)
    expect(Math.min(...balances)).toBeGreaterThanOrEqual(0)
  })

  test('two gifts at once of more than there is: one goes through', async () => {
    const [a, b, c] = [await someoneWith(50), await someoneWith(0), await someoneWith(0)]
    const answers = await Promise.all([give(a, b, points(40)), give(a, c, points(40), said(), two)])
    expect(answers.map(codeOf).sort()).toEqual(['insufficient-balance', 'ok'])
    expect(await balanceOf(a)).toBe(10)
  })

  test('a message delivered ten times to two engines gives once', async () => {
    const [a, b] = [await someoneWith(100), await someoneWith(0)]
    const cause = said()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => give(a, b, points(10), cause, index % 2 ? one : two)),
    )
    expect(answers.map(codeOf).sort()).toEqual([...Array(9).fill('already-handled'), 'ok'])
    expect([await balanceOf(a), await balanceOf(b)]).toEqual([90, 10])
  })

  test('a refused message stays refused when it comes again', async () => {
    const [a, b] = [await someoneWith(5), await someoneWith(0)]
    const cause = said()
    expect(codeOf(await give(a, b, points(10), cause))).toBe('insufficient-balance')
    await pay(one, streamerId, [a], 100)
    expect(codeOf(await give(a, b, points(10), cause, two))).toBe('already-handled')
    expect(await balanceOf(b)).toBe(0)
  })

  test('to oneself moves nothing', async () => {
    const a = await someoneWith(100)
    expect(codeOf(await give(a, a, points(10)))).toBe('self')
    expect(codeOf(await give(a, { ...a, name: 'Renamed' }, all))).toBe('self')
    expect([await balanceOf(a), await countMovements(a, 'give')]).toEqual([100, 0])
  })

  test.each<[string, number, Amount, number]>([
    ['all', 77, all, 77],
    ['a quarter, rounded down', 99, share(25), 24],
    ['the whole as a share', 99, share(100), 99],
    ['to the last point', 10, points(10), 10],
  ])('%s of %d', async (_, balance, amount, moved) => {
    const [a, b] = [await someoneWith(balance), await someoneWith(1)]
    const answer = await give(a, b, amount)
    expect(answer).toEqual({ ok: true, value: { amount: moved, fromBalance: balance - moved, toBalance: 1 + moved } })
    expect([await balanceOf(a), await balanceOf(b)]).toEqual([balance - moved, 1 + moved])
  })

  test.each<[string, number, Amount]>([
    ['a point more than there is', 9, points(10)],
    ['all of nothing', 0, all],
    ['a share that comes to nothing', 3, share(25)],
    ['the most there can be', 9, points(mostPoints)],
  ])('%s is refused', async (_, balance, amount) => {
    const [a, b] = [await someoneWith(balance), await someoneWith(0)]
    expect(codeOf(await give(a, b, amount))).toBe('insufficient-balance')
    expect([await balanceOf(a), await balanceOf(b)]).toEqual([balance, 0])
  })

  test('nobody gets more than the most', async () => {
    const [a, b] = [await someoneWith(100), await someoneWith(mostPoints - 50)]
    expect(codeOf(await give(a, b, points(51)))).toBe('too-rich')
    expect([await balanceOf(a), await balanceOf(b)]).toEqual([100, mostPoints - 50])
    expect(codeOf(await give(a, b, points(50)))).toBe('ok')
    expect(await balanceOf(b)).toBe(mostPoints)
  })

  test('points that are spent on an entry at the same moment are spent once', async () => {
    const giveaway = await openFor(one, streamerId, { cost: 30 }, '!spend')
    const bank = await someoneWith(0)
    const givers = await Promise.all(Array.from({ length: 20 }, () => someoneWith(50)))
    await Promise.all(
      givers.map(async (who) => {
        const [gift, entry] = await Promise.all([
          give(who, bank, points(40), said(), two),
          one.entering.enter(giveaway.id, askOf(who, one.clock)),
        ])
        expect([gift.ok, entry.ok].sort()).toEqual([false, true])
        expect(await balanceOf(who)).toBe(gift.ok ? 10 : 20)
      }),
    )
  })
})

describe('a moderator', () => {
  test.each<[PointsChange, Amount, number, number]>([
    ['add', points(5), 10, 15],
    ['add', share(50), 10, 15],
    ['remove', points(10), 10, 0],
    ['remove', share(50), 11, 6],
    ['remove', all, 11, 0],
    ['set', points(3), 10, 3],
    ['set', points(30), 10, 30],
    ['set', points(0), 10, 0],
    ['set', points(mostPoints), 10, mostPoints],
  ])('can %s %j: %d becomes %d, in one movement', async (how, amount, had, has) => {
    const who = await someoneWith(had)
    expect(await change(who, how, amount)).toEqual({ ok: true, value: { balance: has } })
    expect([await balanceOf(who), await countMovements(who, how)]).toEqual([has, 1])
  })

  test.each<[PointsChange, Amount]>([
    ['set', points(10)],
    ['add', share(1)],
    ['remove', share(1)],
  ])('who would %s %j, which changes nothing, moves nothing', async (how, amount) => {
    const who = await someoneWith(10)
    expect(await change(who, how, amount)).toEqual({ ok: true, value: { balance: 10 } })
    expect(await countMovements(who, how)).toBe(0)
  })

  test.each<[PointsChange, Amount, string]>([
    ['remove', points(11), 'insufficient-balance'],
    ['add', points(mostPoints - 9), 'too-rich'],
    ['set', points(mostPoints + 1), 'too-rich'],
  ])('cannot %s %j', async (how, amount, code) => {
    const who = await someoneWith(10)
    expect(codeOf(await change(who, how, amount))).toBe(code)
    expect([await balanceOf(who), await countMovements(who, how)]).toEqual([10, 0])
  })

  test('adds to somebody who was never seen, and the audit log says who did it', async () => {
    const who = await someoneWith(0)
    const actor = `twitch:${newMessage()}`
    expect(codeOf(await change(who, 'add', points(7), { ...said(), actor }))).toBe('ok')
    const { rows } = await one.store.pool.query('SELECT action, details FROM audit_log WHERE actor = $1', [actor])
    expect(rows).toMatchObject([{ action: 'points changed', details: { amount: 7, reason: 'add' } }])
  })

  test('whose message is delivered twice changes once, whatever it asks', async () => {
    const who = await someoneWith(10)
    const cause = said()
    const answers = await Promise.all([
      change(who, 'add', points(5), cause),
      change(who, 'add', points(5), cause, two),
      give(who, await someoneWith(0), points(5), cause, two),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['already-handled', 'already-handled', 'ok'])
  })

  test('and a hundred others who add and remove at once add up', async () => {
    const who = await someoneWith(1_000)
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        change(who, index % 2 ? 'add' : 'remove', points(index % 2 ? 7 : 5), said(), index % 3 ? one : two),
      ),
    )
    expect(await balanceOf(who)).toBe(1_100)
  })
})
