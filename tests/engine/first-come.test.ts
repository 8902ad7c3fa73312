import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { cancelGiveaway, closeGiveaway, leaveGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { draftGiveaway, openPlanned, scheduleGiveaway } from '@streambot/shared/engine/plan.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import { removeEntrant } from '@streambot/shared/engine/remove-entrant.ts'
import type { Decision } from '@streambot/shared/giveaway/answers.ts'
import type { Account, Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testChain } from '../support/beacon.ts'
import { type TestDatabase } from '../support/database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { askOf, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import { expectNoDeadlock, expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'
import { codeOf } from './table.ts'
import { withTwoEngines } from '../support/with-engine.ts'

const cause = { actor: 'test' }

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { graceSeconds: 5, revealSeconds: 60 })
})
afterEach(() => expectHealthy(database.url))

const rulesFor = (places: number, changed: Partial<GiveawayRules> = {}): GiveawayRules => ({
  ...usualRules,
  kind: 'first',
  winners: places,
  maxEntries: places,
  leaving: false,
  ...changed,
})
const open = (places: number, changed: Partial<GiveawayRules> = {}) =>
  openFor(one, streamerId, rulesFor(places, changed))
const crowd = (count: number) => Array.from({ length: count }, (_, index) => person(index))
const enter = ({ id }: Giveaway, account: Account, engine = one) =>
  engine.entering.enter(id, askOf(account, engine.clock))
const answerOf = (decision: Decision) => (decision.ok ? 'in' : decision.code)
const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
const kindsOf = async (giveaway: Giveaway) => (await readNews(one, giveaway.id)).map(({ kind }) => kind)
const winnersOf = async (giveaway: Giveaway) =>
  (await one.store.findWinners(giveaway.id)).map(({ pick, userId, state }) => [pick, userId, state])

describe('who comes first', () => {
  test('has won at once, in the order of coming, and the last place closes the giveaway', async () => {
    const giveaway = await open(2)
    expect(answerOf(await enter(giveaway, person(1)))).toBe('in')
    expect(await winnersOf(giveaway)).toEqual([[1, person(1).userId, 'confirmed']])
    expect(await find(giveaway)).toMatchObject({ status: 'open' })
    expect(answerOf(await enter(giveaway, person(1)))).toBe('already-entered')
    expect(answerOf(await enter(giveaway, person(2), two))).toBe('in')
    expect(await find(giveaway)).toMatchObject({ status: 'closed', finalAt: one.clock.now() })
    expect(two.planned.at(-1)).toEqual({ id: giveaway.id, at: one.clock.now() })
    expect(answerOf(await enter(giveaway, person(3)))).toBe('full')
    await advanceGiveaway(one.ports, giveaway.id)
    expect(answerOf(await enter(giveaway, person(4)))).toBe('full')
    expect(await find(giveaway)).toMatchObject({ status: 'drawn', commitment: undefined, seed: undefined })
    one.clock.turn(60_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect(await find(giveaway)).toMatchObject({ status: 'completed', seed: undefined })
    expect(await winnersOf(giveaway)).toEqual([
      [1, person(1).userId, 'confirmed'],
      [2, person(2).userId, 'confirmed'],
    ])
    expect(await kindsOf(giveaway)).toEqual([
      'opened',
      'entered',
      'drawn',
      'entered',
      'drawn',
      'closed',
      'sealed',
      'completed',
    ])
  })

  test.each([1, 7, 50])(
    'of 2,000 at once through two engines exactly %i win, and all others are told',
    async (places) => {
      const giveaway = await open(places)
      const decisions = await Promise.all(crowd(2_000).map((who, index) => enter(giveaway, who, index % 2 ? one : two)))
      const answers = Object.groupBy(decisions, answerOf)
      expect([answers['in']?.length, answers['full']?.length]).toEqual([places, 2_000 - places])
      const winners = await winnersOf(giveaway)
      expect(winners.map(([pick]) => pick)).toEqual(Array.from({ length: places }, (_, index) => index + 1))
      expect(await find(giveaway)).toMatchObject({ status: 'closed', entryCount: places })
      expect((await kindsOf(giveaway)).filter((kind) => kind === 'closed')).toHaveLength(1)
    },
  )

  test('is one place for a person who asks many times at once', async () => {
    const giveaway = await open(5)
    const asks = Array.from({ length: 8 }, (_, index) => enter(giveaway, person(1), index % 2 ? one : two))
    expect((await Promise.all(asks)).filter(({ ok }) => ok)).toHaveLength(1)
    expect(await winnersOf(giveaway)).toHaveLength(1)
  })

  test('pays, and gets all of it back when it is cancelled, also once all places are taken', async () => {
    await pay(one, streamerId, [person(1), person(2)], 100)
    const [few, full] = [await open(5, { cost: 30 }), await openFor(one, streamerId, rulesFor(2, { cost: 50 }), '!key')]
    await enter(few, person(1))
    for (const who of [person(1), person(2)]) await enter(full, who)
    await advanceGiveaway(one.ports, full.id)
    const balances = () => Promise.all([1, 2].map((who) => one.store.findBalance(streamerId, person(who))))
    expect(await balances()).toEqual([20, 50])
    for (const { id } of [few, full]) expect((await cancelGiveaway(one.ports, id, cause)).ok).toBe(true)
    expect(await balances()).toEqual([100, 100])
    expect(answerOf(await enter(few, person(3)))).toBe('closed')
  })

  test('keeps the place: nobody leaves, nobody is taken out, and nothing is drawn', async () => {
    const giveaway = await open(2)
    await enter(giveaway, person(1))
    const refused = [
      await leaveGiveaway(one.ports, giveaway.id, person(1), cause),
      await removeEntrant(one.ports, giveaway.id, person(1), 'a double', cause),
      await requestDraw(one.ports, giveaway.id, undefined, cause),
      await redrawWinner(one.ports, giveaway.id, { reason: 'away' }, cause),
    ]
    expect(refused.map(codeOf)).toEqual(['leaving-off', 'first-come', 'first-come', 'first-come'])
    await enter(giveaway, person(2))
    await advanceGiveaway(one.ports, giveaway.id)
    const late = [
      await requestDraw(one.ports, giveaway.id, undefined, cause),
      await redrawWinner(one.ports, giveaway.id, { account: person(1), reason: 'away' }, cause),
    ]
    expect(late.map(codeOf)).toEqual(['first-come', 'first-come'])
    expect((await winnersOf(giveaway)).map(([, , state]) => state)).toEqual(['confirmed', 'confirmed'])
  })
})

describe('a giveaway for the first ones', () => {
  test('that closes before all places are taken waits for late messages, then is over with who came', async () => {
    const giveaway = await open(3)
    await enter(giveaway, person(1))
    const inTime = askOf(person(2), one.clock)
    one.clock.turn(1_000)
    await closeGiveaway(one.ports, giveaway.id, cause)
    one.clock.turn(1_000)
    expect(answerOf(await enter(giveaway, person(3)))).toBe('closed')
    expect(answerOf(await two.entering.enter(giveaway.id, inTime))).toBe('in')
    one.clock.turn(4_000)
    await Promise.all([advanceGiveaway(one.ports, giveaway.id), advanceGiveaway(two.ports, giveaway.id)])
    expect(await find(giveaway)).toMatchObject({ status: 'drawn', entryCount: 2 })
    expect(await winnersOf(giveaway)).toHaveLength(2)
  })

  test('whose last place is taken after the close is not closed twice', async () => {
    const giveaway = await open(1)
    const inTime = askOf(person(1), one.clock)
    one.clock.turn(1_000)
    await closeGiveaway(one.ports, giveaway.id, cause)
    expect(answerOf(await one.entering.enter(giveaway.id, inTime))).toBe('in')
    expect((await kindsOf(giveaway)).filter((kind) => kind === 'closed')).toHaveLength(1)
  })

  test('needs no seed and no beacon, planned or not', async () => {
    const ports = { ...one.ports, beacon: { chain: testChain, fetch: async () => undefined } }
    const ask = { streamerId, title: 'Key', word: '!key', rules: rulesFor(1) }
    const planned = await draftGiveaway(ports, ask, cause)
    const opened = await draftGiveaway(ports, { ...ask, word: '!now' }, cause)
    if (!planned.ok || !opened.ok) throw new Error('A draft was refused.')
    const opensAt = new Date(one.clock.now().getTime() + 60_000)
    expect((await scheduleGiveaway(ports, planned.value.id, opensAt, cause)).ok).toBe(true)
    expect((await openPlanned(ports, opened.value.id, cause)).ok).toBe(true)
    one.clock.turn(60_000)
    await advanceGiveaway(ports, planned.value.id)
    await enter(planned.value, person(1))
    await closeGiveaway(ports, opened.value.id, cause)
    expect(await find(planned.value)).toMatchObject({ status: 'closed', commitment: undefined, beacon: undefined })
    expect(await find(opened.value)).toMatchObject({ status: 'closed', commitment: undefined, beacon: undefined })
  })
})
