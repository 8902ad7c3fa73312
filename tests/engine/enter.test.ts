import { closeGiveaway } from '@streambot/shared/engine/manage.ts'
import type { Decision } from '@streambot/shared/giveaway/answers.ts'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ask } from '../support/content.ts'
import { type TestDatabase } from '../support/database.ts'
import { askOf, costedTickets, listEntries, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened))
beforeAll(async () => {
  streamerId = await one.store.addStreamer('streamer', { attemptsPerMinute: 1_000 })
})

const codes = (decisions: readonly Decision[]) =>
  Object.entries(Object.groupBy(decisions, (decision) => (decision.ok ? 'entered' : decision.code)))
    .map(([code, list]) => `${code}: ${list?.length}`)
    .sort()

describe('entering', () => {
  test('two hundred viewers race for fifty places through two engines: exactly fifty get in', async () => {
    const giveaway = await openFor(one, streamerId, { maxEntries: 50 }, '!fifty')
    const people = Array.from({ length: 200 }, (_, index) => person(index))
    const decisions = await Promise.all(
      people.map((who, index) => (index % 2 ? one : two).entering.enter(giveaway.id, askOf(who, one.clock))),
    )
    expect(codes(decisions)).toEqual(['entered: 50', 'full: 150'])
    expect(await one.store.findGiveaway(giveaway.id)).toMatchObject({ entryCount: 50, ticketCount: 50 })
    expect(await listEntries(one.store, giveaway.id)).toHaveLength(50)
  })

  test('a name that no database takes is kept without what it does not take, and breaks nobody else’s entry', async () => {
    const giveaway = await openFor(one, streamerId, {}, '!names')
    const names = ['An\u0000na', 'half \ud83c', 'x'.repeat(500), 'Ben']
    const asks = names.map((name, index) => askOf({ ...person(index), name }, one.clock))
    const decisions = await Promise.all(asks.map((ask) => one.entering.enter(giveaway.id, ask)))
    expect(codes(decisions)).toEqual(['entered: 4'])
    const kept = (await listEntries(one.store, giveaway.id)).map(({ name }) => name)
    expect(kept).toEqual(['An na', 'half \ufffd', 'x'.repeat(500), 'Ben'])
  })

  test('one viewer who enters fifty times at once through two engines has one entry, twenty times over', async () => {
    for (let round = 0; round < 20; round++) {
      const giveaway = await openFor(one, streamerId, {}, `!once${round}`)
      const enter = (engine: TestEngine) => engine.entering.enter(giveaway.id, askOf(person(500 + round), one.clock))
      const decisions = await Promise.all(Array.from({ length: 50 }, (_, index) => enter(index % 2 ? one : two)))
      expect(codes(decisions)).toEqual(['already-entered: 49', 'entered: 1'])
      expect(await one.store.findGiveaway(giveaway.id)).toMatchObject({ entryCount: 1, ticketCount: 1 })
    }
  })

  test('two quick !enter 5 with points for one: one of them, and the balance is right', async () => {
    const giveaway = await openFor(one, streamerId, { ...costedTickets, maxTickets: 10 }, '!quick')
    await pay(one, streamerId, [person(2)], 55)
    const ask = () => askOf(person(2), one.clock, { tickets: 5 })
    const decisions = await Promise.all([
      one.entering.enter(giveaway.id, ask()),
      two.entering.enter(giveaway.id, ask()),
    ])
    expect(codes(decisions)).toEqual(['entered: 1', 'insufficient-balance: 1'])
    expect(await one.store.findBalance(streamerId, person(2))).toBe(5)
    expect(await one.store.findTickets(giveaway.id, person(2))).toBe(5)
  })

  test('points for one, two giveaways at once through two engines: one of them, and the balance is right', async () => {
    for (let round = 0; round < 10; round++) {
      const who = person(100 + round)
      await pay(one, streamerId, [who], 55)
      const [left, right] = [
        await openFor(one, streamerId, costedTickets, `!left${round}`),
        await openFor(one, streamerId, costedTickets, `!right${round}`),
      ]
      const decisions = await Promise.all([
        one.entering.enter(left.id, askOf(who, one.clock, { tickets: 5 })),
        two.entering.enter(right.id, askOf(who, one.clock, { tickets: 5 })),
      ])
      expect(codes(decisions)).toEqual(['entered: 1', 'insufficient-balance: 1'])
      expect(await one.store.findBalance(streamerId, who)).toBe(5)
    }
  })

  test('a message delivered five times to two engines is applied once', async () => {
    const giveaway = await openFor(one, streamerId, { ...costedTickets, maxTickets: 100 }, '!twice')
    await pay(one, streamerId, [person(3)], 100)
    const ask = askOf(person(3), one.clock, { tickets: 2 })
    const decisions = await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 ? one : two).entering.enter(giveaway.id, ask)),
    )
    expect(codes(decisions)).toEqual(['already-handled: 9', 'entered: 1'])
    expect(await one.store.findBalance(streamerId, person(3))).toBe(80)
  })

  test('max takes as many tickets as the balance and the rules allow', async () => {
    const giveaway = await openFor(one, streamerId, { ...costedTickets, maxTickets: 100 }, '!max')
    await pay(one, streamerId, [person(4)], 37)
    const decision = await one.entering.enter(giveaway.id, askOf(person(4), one.clock, { tickets: 'max' }))
    expect(decision).toMatchObject({ ok: true, added: 3, cost: 30, balance: 7 })
  })

  test('after the close a message written before it still enters, one written after it does not', async () => {
    const giveaway = await openFor(one, streamerId, {}, '!late')
    const before = one.clock.now()
    one.clock.turn(1_000)
    await closeGiveaway(one.ports, giveaway.id, { actor: 'test' })
    one.clock.turn(1_000)
    const decisions = await Promise.all([
      one.entering.enter(giveaway.id, askOf(person(5), one.clock, { sentAt: before })),
      one.entering.enter(giveaway.id, askOf(person(6), one.clock)),
    ])
    expect(codes(decisions)).toEqual(['closed: 1', 'entered: 1'])
  })

  test('points that another deed spends between load and debit are not spent twice: the batch decides again', async () => {
    const giveaway = await openFor(one, streamerId, { ...costedTickets, cost: 10 }, '!between')
    const people = Array.from({ length: 20 }, (_, index) => person(700 + index))
    await pay(one, streamerId, people, 10)
    const taken = people.slice(0, 5)
    const ids = await one.store.transact((tx) => tx.ensureViewers(streamerId, taken))
    // The other deed holds the balances while the batch has loaded them, and spends them before the batch can debit.
    const { promise: locked, resolve: haveLocked } = Promise.withResolvers<void>()
    const { promise: loaded, resolve: haveLoaded } = Promise.withResolvers<void>()
    const spending = two.store.transact(async (tx) => {
      await tx.lockBalances(streamerId, ids)
      haveLocked()
      await loaded
      tx.move(ids.map((viewerId) => ({ streamerId, viewerId, amount: -10, reason: 'remove', key: `gone:${viewerId}` })))
    })
    await locked
    const answers = Promise.all(people.map((who) => one.entering.enter(giveaway.id, askOf(who, one.clock))))
    await waitForBlocked(database.url)
    haveLoaded()
    await spending
    expect(codes(await answers)).toEqual(['entered: 15', 'insufficient-balance: 5'])
    for (const who of taken) expect(await one.store.findBalance(streamerId, who)).toBe(0)
    await expectHealthy(database.url)
  })

  test('two costed giveaways that want the last points of the same viewers share them, and nobody deadlocks', async () => {
    const people = Array.from({ length: 200 }, (_, index) => person(800 + index))
    await pay(one, streamerId, people, 10)
    const [left, right] = [
      await openFor(one, streamerId, { ...costedTickets, cost: 10 }, '!left'),
      await openFor(one, streamerId, { ...costedTickets, cost: 10 }, '!right'),
    ]
    const decisions = await Promise.all([
      ...people.map((who) => one.entering.enter(left.id, askOf(who, one.clock))),
      ...people.toReversed().map((who) => two.entering.enter(right.id, askOf(who, one.clock))),
    ])
    expect(codes(decisions)).toEqual(['entered: 200', 'insufficient-balance: 200'])
    await expectHealthy(database.url)
  })

  test('a message that comes again with a later time is handled once, and the others of its batch are not held up', async () => {
    const giveaway = await openFor(one, streamerId, {}, '!late')
    const ask = askOf(person(902), one.clock)
    const before = await one.entering.enter(giveaway.id, ask)
    const again = { ...ask, sentAt: new Date(ask.sentAt.getTime() + 300_000) }
    const decisions = await Promise.all(
      [askOf(person(903), one.clock), again, askOf(person(904), one.clock)].map((each) =>
        one.entering.enter(giveaway.id, each),
      ),
    )
    expect(codes([before, ...decisions])).toEqual(['already-handled: 1', 'entered: 3'])
  })

  test('a new name of somebody known is noted with their next ask', async () => {
    const giveaway = await openFor(one, streamerId, {}, '!renamed')
    await one.entering.enter(giveaway.id, askOf(person(901), one.clock))
    await one.entering.enter(giveaway.id, askOf({ ...person(901), login: 'newlogin', name: 'New Name' }, one.clock))
    expect(await one.store.findAccountByLogin(streamerId, 'twitch', 'newlogin')).toMatchObject({ name: 'New Name' })
  })
})

/** Resolves when a statement of this database waits for a lock. */
async function waitForBlocked(url: string): Promise<void> {
  const waiting =
    "SELECT count(*) > 0 AS blocked FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
  await vi.waitFor(async () => expect(await ask(url, waiting)).toEqual([{ blocked: true }]), {
    timeout: 10_000,
    interval: 10,
  })
}
