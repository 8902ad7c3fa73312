import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { redeemFor } from '@streambot/shared/engine/redeem.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import { changeReward, removeReward } from '@streambot/shared/engine/set-reward.ts'
import { changePoints, givePoints } from '@streambot/shared/engine/points.ts'
import type { RewardRules } from '@streambot/shared/giveaway/rewards.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { newMessage, openEngine, createClock, pay, person, type TestEngine } from '../support/engine.ts'
import { crowd, listAll, outcomes, redeemAll, said, stock } from '../support/shop.ts'
import { withTwoEngines } from '../support/with-engine.ts'
import { expectHealthy, expectNoDeadlock } from './healthy.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer')
})
afterEach(() => expectHealthy(database.url))

const [anna, bert] = [person(1), person(2)]
const balanceOf = (who: Account) => one.store.findBalance(streamerId, who)
const redeem = async (people: Account[], text?: string, engine = one) =>
  outcomes(await redeemAll(engine, streamerId, people, text))

async function readKinds(): Promise<string[]> {
  const { rows } = await one.store.pool.query<{ kind: string }>(
    'SELECT kind FROM outbox WHERE streamer_id = $1 ORDER BY id',
    [streamerId],
  )
  return rows.map(({ kind }) => kind)
}

describe('an order', () => {
  test('takes the points, the next number and one of the stock, and is told and audited', async () => {
    const { id } = await stock(one, streamerId, { stock: 5 })
    await pay(one, streamerId, [anna], 25)
    const [answer] = await redeemAll(one, streamerId, [anna], '!redeem SONG  Never gonna')
    expect(answer).toMatchObject({ ok: true, value: { ticket: 'A-001', reward: 'song', paid: 10, balance: 15 } })
    expect(await balanceOf(anna)).toBe(15)
    expect(await one.store.findRewards(streamerId)).toMatchObject([{ id, stock: 4 }])
    expect(await listAll(one, streamerId)).toMatchObject([
      { said: 'Never gonna', name: anna.name, day: '2026-11-21', number: 1, status: 'pending', paid: 10 },
    ])
    expect(await readKinds()).toEqual(['order-placed'])
    const audited = await one.store.listAudit(streamerId, {}, { after: undefined, count: 10 })
    expect(audited[0]).toMatchObject({
      action: 'reward redeemed',
      actor: `twitch:${anna.userId}`,
      details: { ticket: 'A-001', paid: 10 },
    })
  })

  test('that is refused takes nothing, and no number: the next one has it', async () => {
    await stock(one, streamerId)
    await pay(one, streamerId, [bert], 10)
    expect(await redeem([anna, bert])).toEqual(['insufficient-balance', 'A-001'])
    expect(await redeem([anna], '!redeem nothing')).toEqual(['no-such-reward'])
  })

  test('of what is free needs no points and leaves no movement', async () => {
    await stock(one, streamerId, { price: 0 })
    expect(await redeem([anna])).toEqual(['A-001'])
  })

  test('is made once by a message that is delivered twice, to whichever bot', async () => {
    await stock(one, streamerId)
    await pay(one, streamerId, [anna], 100)
    const ids = [newMessage()]
    const answers = await Promise.all([
      redeemAll(one, streamerId, [anna], undefined, ids),
      redeemAll(two, streamerId, [anna], undefined, ids),
    ])
    expect(answers.flatMap(outcomes).sort()).toEqual(['A-001', 'already-handled'])
    expect(outcomes(await redeemAll(one, streamerId, [anna, anna], undefined, [...ids, ...ids]))).toEqual([
      'already-handled',
      'already-handled',
    ])
  })

  test('of one name that begins like another means the longer one, and each prefix has its own numbers', async () => {
    await stock(one, streamerId, { price: 0 })
    await stock(one, streamerId, { name: 'Song of the day', price: 0, prefix: 'B', digits: 2 })
    expect(await redeem([anna], '!redeem song of the day!')).toEqual(['A-001'])
    expect(await redeem([anna], '!redeem song of THE day please')).toEqual(['B-01'])
    expect(await redeem([bert], '!redeem song')).toEqual(['A-002'])
  })

  test('says when its wait is over, which everybody who ordered before counts for', async () => {
    await stock(one, streamerId, { price: 0, everybodySeconds: 60 })
    await redeem([anna])
    one.clock.turn(20_000)
    const until = new Date(one.clock.now().getTime() + 40_000).toISOString()
    expect(await redeemAll(two, streamerId, [bert])).toMatchObject([{ code: 'cooling-down', until }])
    one.clock.turn(40_000)
    expect(await redeem([bert])).toEqual(['A-002'])
  })
})

describe('a reward', () => {
  test('that was written for before its price changed is not had for the new one', async () => {
    const { id } = await stock(one, streamerId)
    await pay(one, streamerId, [anna], 1_000)
    one.clock.turn(1)
    await changeReward(one.ports, streamerId, id, { price: 500 }, said())
    const late = { ...one, clock: createClock(new Date(one.clock.now().getTime() - 1)) }
    expect(outcomes(await redeemAll(late, streamerId, [anna]))).toEqual(['price-changed'])
    expect(await redeem([anna])).toEqual(['A-001'])
    expect(await balanceOf(anna)).toBe(500)
  })

  test('keeps the time of its price when something else changes', async () => {
    const { id, pricedAt } = await stock(one, streamerId)
    one.clock.turn(1)
    const changed = await changeReward(one.ports, streamerId, id, { stock: 3, price: 10 }, said())
    expect(changed).toMatchObject({ ok: true, value: { stock: 3, pricedAt } })
  })

  test('cannot have a name that reads like the name of another one, also of two that are made at once', async () => {
    const made = await Promise.allSettled([
      stock(one, streamerId, { name: 'Hydrate' }),
      stock(two, streamerId, { name: 'HYDRATE' }),
    ])
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { id } = await stock(one, streamerId, { name: 'other' })
    expect(await changeReward(one.ports, streamerId, id, { name: 'ｈydrate' }, said())).toMatchObject({
      code: 'name-taken',
    })
  })

  test('that is removed cannot be had, its name is free again, and its orders stay', async () => {
    const { id } = await stock(one, streamerId, { price: 0 })
    await redeem([anna])
    expect(await removeReward(one.ports, streamerId, id, said())).toEqual({ ok: true, value: true })
    expect(await removeReward(one.ports, streamerId, id, said())).toMatchObject({ code: 'no-such-reward' })
    expect(await redeem([anna])).toEqual(['no-such-reward'])
    await stock(one, streamerId, { price: 0 })
    expect(await redeem([anna])).toEqual(['A-002'])
    expect(await listAll(one, streamerId)).toHaveLength(2)
  })

  test('of another channel is not touched', async () => {
    const { id } = await stock(one, streamerId, { price: 0 })
    const other = await one.store.addStreamer('other')
    expect(await changeReward(one.ports, other, id, { price: 1 }, said())).toMatchObject({ code: 'no-such-reward' })
    expect(await removeReward(one.ports, other, id, said())).toMatchObject({ code: 'no-such-reward' })
    expect(outcomes(await redeemAll(one, other, [anna]))).toEqual(['no-such-reward'])
  })
})

describe('whoever runs the channel', () => {
  test('orders for a viewer at the price that was seen, once for a request that is sent again', async () => {
    const { id: rewardId } = await stock(one, streamerId)
    await pay(one, streamerId, [anna], 30)
    const request = { id: 'r', userId: streamerId, key: newMessage(), fingerprint: 'f' }
    const ask = { streamerId, rewardId, account: anna, said: '', price: 10 }
    const cause = { actor: 'user:1', request }
    const first = await redeemFor(one.ports, ask, cause)
    expect(first).toMatchObject({ ok: true, value: { ticket: 'A-001', balance: 20 } })
    expect(await redeemFor(two.ports, ask, cause)).toEqual(first)
    expect(await redeemFor(one.ports, { ...ask, price: 9 }, said())).toMatchObject({ code: 'price-changed' })
    expect(await redeemFor(one.ports, { ...ask, rewardId: rewardId + 99 }, said())).toMatchObject({
      code: 'no-such-reward',
    })
    expect(await balanceOf(anna)).toBe(20)
  })
})

describe('at the same moment', () => {
  test('a crowd gets as many as there are, through two engines', async () => {
    await stock(one, streamerId, { price: 0, stock: 50 })
    const people = crowd(200)
    const answers = await Promise.all([redeem(people.slice(0, 100)), redeem(people.slice(100), undefined, two)])
    const tickets = answers.flat().filter((code) => code !== 'sold-out')
    expect(new Set(tickets).size).toBe(50)
    expect(await one.store.findRewards(streamerId)).toMatchObject([{ stock: 0 }])
  })

  test('one person who asks ten times within the wait gets one, through two engines', async () => {
    await stock(one, streamerId, { price: 0, personSeconds: 60 })
    const answers = await Promise.all([redeem(Array(5).fill(anna)), redeem(Array(5).fill(anna), undefined, two)])
    expect(answers.flat().filter((code) => code !== 'cooling-down')).toEqual(['A-001'])
  })

  test.each<[string, Partial<RewardRules>]>([
    ['sold-out', { stock: 1 }],
    ['cooling-down', { everybodySeconds: 60 }],
    ['limit-reached', { mostInAll: 1 }],
  ])('of two who ask for the same one waits for the other to commit, and is told %s', async (code, rules) => {
    await stock(one, streamerId, { price: 0, ...rules })
    const [decided, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const transact: Store['transact'] = (work) =>
      one.store.transact(async (tx) => {
        const answers = await work(tx)
        decided.resolve()
        await gate.promise
        return answers
      })
    const first = redeemAll({ ...one, ports: { ...one.ports, store: { ...one.store, transact } } }, streamerId, [anna])
    await decided.promise
    const second = redeem([bert], undefined, two)
    const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect((await one.store.pool.query(waiting)).rows).toEqual([{ n: 1 }]), 10_000)
    gate.resolve()
    expect([outcomes(await first), await second]).toEqual([['A-001'], [code]])
  })

  test('points that are spent elsewhere are spent once', async () => {
    await stock(one, streamerId)
    await pay(one, streamerId, [anna, bert], 10)
    const all = { kind: 'all' } as const
    const [ordered, given, taken] = await Promise.all([
      redeem([anna]),
      givePoints(two.ports, { streamerId, from: anna, to: bert, amount: all }, said()),
      changePoints(
        two.ports,
        { streamerId, to: anna, change: 'remove', amount: { kind: 'points', points: 10 } },
        said(),
      ),
    ])
    expect([ordered[0] === 'A-001', given.ok, taken.ok].filter(Boolean)).toHaveLength(1)
    expect(await balanceOf(anna)).toBe(0)
  })

  test('orders of two rewards with one prefix share its numbers, whichever comes first', async () => {
    await stock(one, streamerId, { price: 0 })
    await stock(one, streamerId, { price: 0, name: 'dance' })
    const answers = await Promise.all([
      ...crowd(30).map((who) => redeem([who])),
      ...crowd(30).map((who) => redeem([who], '!redeem dance', two)),
    ])
    expect(new Set(answers.flat())).toEqual(new Set(numbers(60)))
  })
})

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `A-${String(index + 1).padStart(3, '0')}`)

/** Somebody who orders in a process of their own. */
function start(at: string, from: number, count: number, stop = ''): ChildProcess {
  const file = fileURLToPath(new URL('redeem-process.ts', import.meta.url))
  const values = [database.url, streamerId, at, from, count, stop].map(String)
  const child = spawn(process.execPath, [file, ...values], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function hear(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The process says nothing.')
  const [data] = await once(child.stdout, 'data')
  return String(data)
}

describe('through two processes', () => {
  const midnight = '2026-11-21T23:00:00.000Z'
  beforeEach(async () => {
    await one.store.pool.query(`UPDATE bot_configs SET time_zone = 'Europe/Berlin' WHERE streamer_id = $1`, [
      streamerId,
    ])
    await stock(one, streamerId)
    await pay(one, streamerId, crowd(200), 10)
    await one.store.pool.query('UPDATE rewards SET priced_at = $2 WHERE streamer_id = $1', [streamerId, new Date(0)])
  })

  test('200 orders at the first instant of a day get the numbers 1 to 200, none left out and none twice', async () => {
    const children = [start(midnight, 1, 100), start(midnight, 101, 100)]
    await Promise.all(children.map(hear))
    for (const child of children) child.stdin?.write('go')
    const answers = await Promise.all(children.map(async (child): Promise<string[]> => JSON.parse(await hear(child))))
    expect(answers.flat().toSorted()).toEqual(numbers(200))
    const orders = await listAll(one, streamerId)
    expect(orders.map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
    expect(new Set(orders.map(({ day }) => day))).toEqual(new Set(['2026-11-22']))
  })

  test('a process that is killed with its numbers taken leaves no gap, and nobody has paid', async () => {
    const child = start(midnight, 1, 50, 'stop')
    await hear(child)
    child.stdin?.write('go')
    expect(await hear(child)).toBe('numbered')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await balanceOf(anna)).toBe(10)
    const after = openEngine(database.url, createClock(new Date(midnight)))
    onTestFinished(() => after.close())
    expect(outcomes(await redeemAll(after, streamerId, [anna, bert]))).toEqual(['A-001', 'A-002'])
  })
})

describe('a day', () => {
  const zone = (name: string) =>
    one.store.pool.query('UPDATE bot_configs SET time_zone = $2 WHERE streamer_id = $1', [streamerId, name])
  const at = async (time: string) => {
    const engine = { ...one, clock: createClock(new Date(time)) }
    return outcomes(await redeemAll({ ...engine, ports: { ...one.ports, clock: engine.clock } }, streamerId, [anna]))
  }

  test('begins its numbers anew at midnight of the channel, and goes on with them when the time zone moves it back', async () => {
    await stock(one, streamerId, { price: 0 })
    await one.store.pool.query('UPDATE rewards SET priced_at = $2 WHERE streamer_id = $1', [streamerId, new Date(0)])
    await zone('Europe/Berlin')
    expect(await at('2026-11-22T22:59:59.999Z')).toEqual(['A-001'])
    expect(await at('2026-11-22T23:00:00.000Z')).toEqual(['A-001'])
    await zone('America/New_York')
    expect(await at('2026-11-22T23:30:00.000Z')).toEqual(['A-002'])
    await zone('Europe/Berlin')
    expect(await at('2026-11-23T00:00:00.000Z')).toEqual(['A-002'])
  })
})
