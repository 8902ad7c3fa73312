/** Close, cancel, draw and leave while entries stream in through two engines: each ask is wholly in, or refused. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { cancelGiveaway, closeGiveaway, leaveGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import type { Decision } from '@streambot/shared/giveaway/answers.ts'
import type { Account, Giveaway } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { askOf, costedTickets, listEntries, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import { expectNoDeadlock, expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeAll(async () => {
  streamerId = await one.store.addStreamer('streamer', { attemptsPerMinute: 1_000, graceSeconds: 5 })
})
afterEach(() => expectHealthy(database.url))

const cause = { actor: 'test' }
const crowd = Array.from({ length: 300 }, (_, index) => person(index))
const [early, meanwhile, late] = [crowd.slice(0, 100), crowd.slice(100, 200), crowd.slice(200)]
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** People enter in waves of five, through both engines in turn. */
async function stream(giveaway: Giveaway, people: readonly Account[]): Promise<Decision[]> {
  const answers: Promise<Decision>[] = []
  for (const [index, who] of people.entries()) {
    const ask = askOf(who, one.clock, { tickets: 2 })
    answers.push((index % 2 ? one : two).entering.enter(giveaway.id, ask))
    if (index % 5 === 4) await turn()
  }
  return Promise.all(answers)
}

/** Some enter, then the deed is done while more do, then the rest try. */
async function streamAround(giveaway: Giveaway, deed: () => Promise<unknown>): Promise<[Decision[], Decision[]]> {
  const before = await stream(giveaway, early)
  expect(before.every((decision) => decision.ok)).toBe(true)
  const [during] = await Promise.all([stream(giveaway, meanwhile), turn().then(deed)])
  one.clock.turn(1)
  return [during, await stream(giveaway, late)]
}

async function entrantsOf(giveaway: Giveaway): Promise<string[]> {
  return (await listEntries(one.store, giveaway.id)).map((entry) => entry.userId).sort()
}

/** Those of the first two waves who got an entry. */
function whoIsIn(during: readonly Decision[]): string[] {
  const granted = meanwhile.filter((_, index) => during[index]?.ok)
  return [...early, ...granted].map((who) => who.userId).sort()
}

const refusalsOf = (decisions: readonly Decision[]) => [...new Set(decisions.map((one) => (one.ok ? 'ok' : one.code)))]

test('a close: who wrote before it is in, who writes after it is not, and the count is that of the entries', async () => {
  const giveaway = await openFor(one, streamerId, {}, '!close')
  const [during, afterwards] = await streamAround(giveaway, () => closeGiveaway(two.ports, giveaway.id, cause))
  // The clock stood still, so all of the second wave was written in time, before or after the close was done.
  expect(refusalsOf(during)).toEqual(['ok'])
  expect(refusalsOf(afterwards)).toEqual(['closed'])
  expect(await entrantsOf(giveaway)).toEqual(whoIsIn(during))
  expect(await one.store.findGiveaway(giveaway.id)).toMatchObject({ status: 'closed', entryCount: 200 })
})

test('a cancel: whoever got in has every point back, once, and the others paid nothing', async () => {
  const giveaway = await openFor(one, streamerId, costedTickets, '!cancel')
  await pay(one, streamerId, crowd, 100)
  const balances = () => Promise.all(crowd.map((who) => one.store.findBalance(streamerId, who)))
  const before = await balances()
  const [during, afterwards] = await streamAround(giveaway, async () => {
    const answers = await Promise.all([
      cancelGiveaway(two.ports, giveaway.id, cause),
      cancelGiveaway(one.ports, giveaway.id, cause),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers).toContainEqual({ ok: false, code: 'wrong-status' })
  })
  expect(refusalsOf(afterwards)).toEqual(['closed'])
  expect(refusalsOf(during.filter((decision) => !decision.ok))).not.toContain('insufficient-balance')
  expect(await entrantsOf(giveaway)).toEqual(whoIsIn(during))
  expect(await balances()).toEqual(before)
})

test('a cancel whose answer says what was given back', async () => {
  const giveaway = await openFor(one, streamerId, costedTickets, '!counted')
  await pay(one, streamerId, early, 100)
  await stream(giveaway, early)
  const cancelled = await cancelGiveaway(one.ports, giveaway.id, cause)
  expect(cancelled).toEqual({ ok: true, value: { refunded: 2_000, viewers: 100 } })
  const news = await readNews(two, giveaway.id)
  expect(news.at(-1)).toEqual({ kind: 'cancelled', payload: { refunded: 2_000, viewers: 100 } })
})

test('a draw: the winners are among those who got in, and the proof holds when the seed is revealed', async () => {
  const giveaway = await openFor(one, streamerId, costedTickets, '!draw')
  await pay(one, streamerId, crowd, 100)
  const [during, afterwards] = await streamAround(giveaway, () => requestDraw(two.ports, giveaway.id, 10, cause))
  expect(refusalsOf(during)).toEqual(['ok'])
  expect(refusalsOf(afterwards)).toEqual(['closed'])
  one.clock.turn(5_000)
  await Promise.all([advanceGiveaway(one.ports, giveaway.id), advanceGiveaway(two.ports, giveaway.id)])
  const winners = await one.store.findWinners(giveaway.id)
  expect(winners).toHaveLength(10)
  const entrants = new Set(whoIsIn(during))
  expect(winners.filter((winner) => !entrants.has(winner.userId))).toEqual([])
  one.clock.turn(120_000)
  await advanceGiveaway(two.ports, giveaway.id)
  expect(await one.store.findGiveaway(giveaway.id)).toMatchObject({
    status: 'completed',
    seed: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('the entries become final while messages that were in time still come: in before, refused after, and the digest fits', async () => {
  const giveaway = await openFor(one, streamerId, {}, '!seal')
  await closeGiveaway(one.ports, giveaway.id, cause)
  const inTime = one.clock.now()
  one.clock.turn(5_000)
  const ask = (who: Account) => askOf(who, one.clock, { sentAt: inTime })
  const streaming = Promise.all(
    crowd.map(async (who, index) => {
      if (index >= 100) await turn()
      return (index % 2 ? one : two).entering.enter(giveaway.id, ask(who))
    }),
  )
  const [decisions] = await Promise.all([streaming, advanceGiveaway(two.ports, giveaway.id)])
  const granted = crowd.filter((_, index) => decisions[index]?.ok).map((who) => who.userId)
  expect(await entrantsOf(giveaway)).toEqual(granted.sort())
  expect(refusalsOf(decisions).filter((code) => code !== 'ok' && code !== 'closed')).toEqual([])
  expect(await one.entering.enter(giveaway.id, ask(person(1_000)))).toEqual({ ok: false, code: 'closed' })
})

test('one viewer who leaves ten times at once through two engines is paid back once', async () => {
  const giveaway = await openFor(one, streamerId, costedTickets, '!leaving')
  const who = person(2_000)
  await pay(one, streamerId, [who], 100)
  await one.entering.enter(giveaway.id, askOf(who, one.clock, { tickets: 5 }))
  const leave = (engine: TestEngine) => leaveGiveaway(engine.ports, giveaway.id, who, cause)
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => leave(index % 2 ? one : two)))
  expect(answers.filter((answer) => answer.ok)).toEqual([{ ok: true, value: { refunded: 50 } }])
  expect(await one.store.findBalance(streamerId, who)).toBe(100)
})

test('a crowd that enters, leaves and enters again at once ends with the points that its tickets cost', async () => {
  const giveaway = await openFor(one, streamerId, costedTickets, '!again')
  const people = Array.from({ length: 40 }, (_, index) => person(3_000 + index))
  await pay(one, streamerId, people, 100)
  await Promise.all(
    people.flatMap((who, index) => {
      const [here, there] = index % 2 ? [one, two] : [two, one]
      return [1, 2, 3].flatMap(() => [
        here.entering.enter(giveaway.id, askOf(who, one.clock, { tickets: 2 })),
        leaveGiveaway(there.ports, giveaway.id, who, cause),
      ])
    }),
  )
  for (const who of people) {
    const tickets = await one.store.findTickets(giveaway.id, who)
    expect(await one.store.findBalance(streamerId, who)).toBe(100 - 10 * tickets)
  }
})

test('two giveaways that take the points of the same people at once do not get in each other’s way', async () => {
  const people = Array.from({ length: 100 }, (_, index) => person(4_000 + index))
  await pay(one, streamerId, people, 30)
  const giveaways = [
    await openFor(one, streamerId, costedTickets, '!left'),
    await openFor(one, streamerId, costedTickets, '!right'),
  ]
  const [left = [], right = []] = await Promise.all(
    giveaways.map((giveaway, index) => stream(giveaway, index ? people : people.toReversed())),
  )
  // 30 points pay for one entry of two tickets, not for two.
  for (const [index] of people.entries()) {
    expect([left.toReversed()[index]?.ok, right[index]?.ok].sort()).toEqual([false, true])
  }
})
