import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import {
  cancelGiveaway,
  closeGiveaway,
  leaveGiveaway,
  type OpenAsk,
  openGiveaway,
  requestDraw,
} from '@streambot/shared/engine/manage.ts'
import type { Cause } from '@streambot/shared/engine/ports.ts'
import type { Answer, Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import {
  askOf,
  costedTickets,
  freeKeyword,
  newMessage,
  openEngine,
  openFor,
  pay,
  person,
  type TestEngine,
} from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

beforeAll(async () => {
  database = await makeDatabase()
  one = openEngine(database.url)
  two = openEngine(database.url, one.clock)
})
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { attemptsPerMinute: 1_000, graceSeconds: 5 })
})
afterEach(() => expectHealthy(database.url))
afterAll(async () => {
  await Promise.all([one.close(), two.close()])
  await database.drop()
})

const cause: Cause = { actor: 'test' }
const said = (): Cause => ({ actor: 'twitch:1', message: { platform: 'twitch', id: newMessage() } })
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)
const unknown = '00000000-0000-4000-8000-000000000000'

const open = (ask: Partial<OpenAsk> = {}, by = cause, engine = one) =>
  openGiveaway(engine.ports, { streamerId, title: 'Steam key', word: '!enter', rules: freeKeyword, ...ask }, by)

const enter = (giveaway: Giveaway, number: number, tickets: number | 'max' = 1) =>
  one.entering.enter(giveaway.id, askOf(person(number), one.clock, { tickets }))

/** A giveaway that so many entered, closed, and with final entries. */
async function seal(entrants: number, rules: Partial<GiveawayRules> = {}): Promise<Giveaway> {
  const giveaway = await openFor(one, streamerId, rules)
  await Promise.all(Array.from({ length: entrants }, (_, index) => enter(giveaway, index)))
  await closeGiveaway(one.ports, giveaway.id, cause)
  one.clock.turn(5_000)
  await advanceGiveaway(one.ports, giveaway.id)
  return giveaway
}

const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
const findWinners = (giveaway: Giveaway) => one.store.findWinners(giveaway.id)
const draw = (giveaway: Giveaway, count?: number, by = cause) => requestDraw(one.ports, giveaway.id, count, by)

describe('opening', () => {
  test('publishes the commitment before the first entry, and tells of it', async () => {
    const opened = await open({ minutes: 10 })
    expect(opened).toMatchObject({
      ok: true,
      value: { status: 'open', entryCount: 0, commitment: expect.stringMatching(/^[0-9a-f]{64}$/), seed: undefined },
    })
    const news = await one.store.findNews(0, 10_000)
    expect(news.at(-1)).toMatchObject({ streamerId, news: { kind: 'opened' } })
  })

  test('with a word that is taken is refused until that giveaway is closed', async () => {
    const first = await openFor(one, streamerId)
    expect(codeOf(await open())).toBe('word-taken')
    expect(codeOf(await open({ word: '!other' }))).toBe('ok')
    await closeGiveaway(one.ports, first.id, cause)
    expect(codeOf(await open())).toBe('ok')
  })

  test('with one word twice at once through two engines opens one', async () => {
    for (const word of ['!a', '!b', '!c', '!d', '!e']) {
      const answers = await Promise.all([open({ word }), open({ word }, cause, two)])
      expect(answers.map(codeOf).sort()).toEqual(['ok', 'word-taken'])
    }
    expect(await one.store.findRunning(streamerId)).toHaveLength(5)
  })

  test('with a word that another streamer uses is allowed', async () => {
    await openFor(one, await one.store.addStreamer('another'))
    expect(codeOf(await open())).toBe('ok')
  })

  test('without sense is refused', async () => {
    expect(codeOf(await open({ word: 'two words' }))).toBe('bad-rules')
    expect(codeOf(await open({ rules: { ...freeKeyword, winners: 0 } }))).toBe('bad-rules')
  })

  test('by a message that comes twice opens one, even when the word is free again', async () => {
    const by = said()
    const opened = await open({}, by)
    if (opened.ok) await cancelGiveaway(one.ports, opened.value.id, cause)
    expect([codeOf(opened), codeOf(await open({}, by, two))]).toEqual(['ok', 'already-handled'])
    expect(await one.store.findRunning(streamerId)).toEqual([])
  })

  test('counts from the message: what was written before it is too early', async () => {
    const at = one.clock.now()
    one.clock.turn(2_000)
    const opened = await open({ minutes: 1 }, { ...cause, at })
    if (!opened.ok) throw new Error(opened.code)
    expect(opened.value).toMatchObject({ openedAt: at, closesAt: new Date(at.getTime() + 60_000) })
    const early = askOf(person(1), one.clock, { sentAt: new Date(at.getTime() - 1) })
    expect(await one.entering.enter(opened.value.id, early)).toEqual({ ok: false, code: 'not-yet-open' })
  })
})

describe('closing', () => {
  test('counts from the message that asked for it, and plans when the entries are final', async () => {
    const giveaway = await openFor(one, streamerId)
    const at = one.clock.now()
    one.clock.turn(3_000)
    await closeGiveaway(one.ports, giveaway.id, { ...cause, at })
    const finalAt = new Date(one.clock.now().getTime() + 5_000)
    expect(await find(giveaway)).toMatchObject({ status: 'closed', closedAt: at, finalAt, digest: undefined })
    expect(one.planned.at(-1)).toEqual({ id: giveaway.id, at: finalAt })
    expect(codeOf(await closeGiveaway(one.ports, giveaway.id, cause))).toBe('wrong-status')
  })

  test('lets messages in that were written before it and come within the grace, and they can win', async () => {
    const giveaway = await openFor(one, streamerId)
    const at = one.clock.now()
    one.clock.turn(1_000)
    await closeGiveaway(one.ports, giveaway.id, cause)
    one.clock.turn(4_000)
    const late = askOf(person(1), one.clock, { sentAt: at })
    expect(await one.entering.enter(giveaway.id, late)).toMatchObject({ ok: true, first: true })
    expect(await enter(giveaway, 2)).toEqual({ ok: false, code: 'closed' })
    await draw(giveaway)
    one.clock.turn(1_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect(await findWinners(giveaway)).toMatchObject([{ userId: person(1).userId }])
  })
})

describe('drawing', () => {
  test('an open giveaway closes it, and draws when the grace is over, not before', async () => {
    const giveaway = await openFor(one, streamerId, { winners: 2 })
    await Promise.all([1, 2, 3].map((number) => enter(giveaway, number)))
    expect(await draw(giveaway)).toMatchObject({ ok: true, value: { status: 'closed', drawWhenSealed: 2 } })
    one.clock.turn(4_999)
    await advanceGiveaway(one.ports, giveaway.id)
    expect([(await find(giveaway))?.status, await findWinners(giveaway)]).toEqual(['closed', []])
    one.clock.turn(1)
    await advanceGiveaway(one.ports, giveaway.id)
    expect(await find(giveaway)).toMatchObject({ status: 'drawn', seed: undefined })
    expect(await findWinners(giveaway)).toMatchObject([{ pick: 1 }, { pick: 2 }])
  })

  test('a closed one waits for the grace; the last wish counts', async () => {
    const giveaway = await openFor(one, streamerId)
    await Promise.all([1, 2, 3].map((number) => enter(giveaway, number)))
    await closeGiveaway(one.ports, giveaway.id, cause)
    await draw(giveaway, 1)
    await draw(giveaway, 3)
    one.clock.turn(5_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect(await findWinners(giveaway)).toHaveLength(3)
  })

  test('one with final entries draws at once', async () => {
    const giveaway = await seal(3)
    expect(await draw(giveaway)).toMatchObject({ ok: true, value: { status: 'drawn' } })
    expect(await findWinners(giveaway)).toHaveLength(1)
  })

  test('again draws more, nobody twice, until everybody has won; the proof holds over all draws', async () => {
    const giveaway = await seal(6)
    await draw(giveaway, 2)
    const first = await findWinners(giveaway)
    await Promise.all([draw(giveaway, 1), requestDraw(two.ports, giveaway.id, 1, cause)])
    const winners = await findWinners(giveaway)
    expect(winners.slice(0, 2)).toEqual(first)
    expect(winners.map((winner) => winner.pick)).toEqual([1, 2, 3, 4])
    await draw(giveaway, 100)
    const all = await findWinners(giveaway)
    expect(new Set(all.map((winner) => winner.userId)).size).toBe(6)
    expect(codeOf(await draw(giveaway))).toBe('no-entries')
    one.clock.turn(120_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect((await find(giveaway))?.status).toBe('completed')
    expect(codeOf(await draw(giveaway))).toBe('wrong-status')
  })

  test('with more winners than entrants draws all of them', async () => {
    const giveaway = await seal(2, { winners: 5 })
    expect(codeOf(await draw(giveaway))).toBe('ok')
    expect(await findWinners(giveaway)).toHaveLength(2)
  })

  test('where nobody entered ends without a winner', async () => {
    const giveaway = await seal(0)
    expect(codeOf(await draw(giveaway))).toBe('ok')
    expect([(await find(giveaway))?.status, await findWinners(giveaway)]).toEqual(['drawn', []])
  })

  test.each([0, -1, 1.5, NaN, 1_001])('%d winners is refused and changes nothing', async (count) => {
    const giveaway = await openFor(one, streamerId)
    expect(codeOf(await draw(giveaway, count))).toBe('bad-amount')
    expect((await find(giveaway))?.status).toBe('open')
  })
})

describe('cancelling', () => {
  test('gives back what drawn winners paid, too, and happens once', async () => {
    const giveaway = await openFor(one, streamerId, costedTickets)
    await pay(one, streamerId, [person(1)], 100)
    await enter(giveaway, 1, 5)
    await draw(giveaway)
    one.clock.turn(5_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect(await findWinners(giveaway)).toHaveLength(1)
    expect(await cancelGiveaway(one.ports, giveaway.id, cause)).toEqual({
      ok: true,
      value: { refunded: 50, viewers: 1 },
    })
    expect(codeOf(await cancelGiveaway(two.ports, giveaway.id, cause))).toBe('wrong-status')
    expect(await one.store.findBalance(streamerId, person(1))).toBe(100)
    one.clock.turn(1_000_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect((await find(giveaway))?.status).toBe('cancelled')
  })

  test('is refused once the seed is revealed', async () => {
    const giveaway = await seal(1)
    await draw(giveaway)
    one.clock.turn(120_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect(codeOf(await cancelGiveaway(one.ports, giveaway.id, cause))).toBe('wrong-status')
  })
})

describe('leaving', () => {
  const leave = (giveaway: Giveaway, by = cause, engine = one) =>
    leaveGiveaway(engine.ports, giveaway.id, person(1), by)
  const balance = () => one.store.findBalance(streamerId, person(1))

  test('gives the points back, entering again takes them again, and leaving again gives them back', async () => {
    const giveaway = await openFor(one, streamerId, costedTickets)
    await pay(one, streamerId, [person(1)], 100)
    await enter(giveaway, 1, 2)
    await enter(giveaway, 1, 3)
    expect(await leave(giveaway)).toEqual({ ok: true, value: { refunded: 50 } })
    expect(await find(giveaway)).toMatchObject({ entryCount: 0, ticketCount: 0 })
    expect(await enter(giveaway, 1, 4)).toMatchObject({ ok: true, first: true, tickets: 4, balance: 60 })
    expect(await leave(giveaway)).toEqual({ ok: true, value: { refunded: 40 } })
    expect(await balance()).toBe(100)
    expect(codeOf(await leave(giveaway))).toBe('not-entered')
  })

  test('frees the place', async () => {
    const giveaway = await openFor(one, streamerId, { maxEntries: 1 })
    await enter(giveaway, 1)
    expect(await enter(giveaway, 2)).toEqual({ ok: false, code: 'full' })
    expect(await leave(giveaway)).toEqual({ ok: true, value: { refunded: 0 } })
    expect(await enter(giveaway, 2)).toMatchObject({ ok: true })
  })

  test('before a cancel is not paid back twice', async () => {
    const giveaway = await openFor(one, streamerId, costedTickets)
    await pay(one, streamerId, [person(1), person(2)], 100)
    await Promise.all([enter(giveaway, 1, 2), enter(giveaway, 2, 3)])
    await leave(giveaway)
    expect(await cancelGiveaway(one.ports, giveaway.id, cause)).toMatchObject({ value: { refunded: 30, viewers: 1 } })
    expect(await balance()).toBe(100)
  })

  test('is refused where it is off, where nobody entered, and after the close', async () => {
    const kept = await openFor(one, streamerId, { leaving: false }, '!kept')
    await enter(kept, 1)
    expect(codeOf(await leave(kept))).toBe('leaving-off')
    const giveaway = await openFor(one, streamerId)
    expect(codeOf(await leave(giveaway))).toBe('not-entered')
    await enter(giveaway, 1)
    await closeGiveaway(one.ports, giveaway.id, cause)
    expect(codeOf(await leave(giveaway))).toBe('wrong-status')
    expect(await find(giveaway)).toMatchObject({ entryCount: 1 })
  })
})

describe('a message', () => {
  const deeds: [string, (giveaway: string, by: Cause, engine: TestEngine) => Promise<Answer<unknown>>][] = [
    ['close', (giveaway, by, engine) => closeGiveaway(engine.ports, giveaway, by)],
    ['draw', (giveaway, by, engine) => requestDraw(engine.ports, giveaway, 1, by)],
    ['cancel', (giveaway, by, engine) => cancelGiveaway(engine.ports, giveaway, by)],
    ['leave', (giveaway, by, engine) => leaveGiveaway(engine.ports, giveaway, person(1), by)],
  ]

  test.each(deeds)('to %s that comes to two engines at once does it once', async (_, deed) => {
    const giveaway = await openFor(one, streamerId)
    await enter(giveaway, 1)
    const by = said()
    const answers = await Promise.all([deed(giveaway.id, by, one), deed(giveaway.id, by, two)])
    expect(answers.map(codeOf).sort()).toEqual(['already-handled', 'ok'])
  })

  test.each(deeds)('to %s a giveaway that does not exist is refused', async (_, deed) => {
    expect(codeOf(await deed(unknown, cause, one))).toBe('no-such-giveaway')
  })
})
