import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import {
  cancelGiveaway,
  closeGiveaway,
  leaveGiveaway,
  openGiveaway,
  requestDraw,
} from '@streambot/shared/engine/manage.ts'
import type { OpenAsk } from '@streambot/shared/engine/plan.ts'
import type { Cause } from '@streambot/shared/engine/ports.ts'
import { commitTo, drawPick, Urn } from '@streambot/shared/giveaway/draw.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import {
  askOf,
  costedTickets,
  listEntries,
  newMessage,
  openFor,
  pay,
  person,
  type TestEngine,
} from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened))
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { attemptsPerMinute: 1_000, graceSeconds: 5 })
})
afterEach(() => expectHealthy(database.url))

const cause: Cause = { actor: 'test' }
const said = (): Cause => ({ actor: 'twitch:1', message: { platform: 'twitch', id: newMessage() } })
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)
const unknown = '00000000-0000-4000-8000-000000000000'

const open = (ask: Partial<OpenAsk> = {}, by = cause, engine = one) =>
  openGiveaway(engine.ports, { streamerId, title: 'Steam key', word: '!enter', rules: usualRules, ...ask }, by)

const enter = (giveaway: Giveaway, number: number, tickets: number | 'max' = 1) =>
  one.entering.enter(giveaway.id, askOf(person(number), one.clock, { tickets }))

const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
const findWinners = (giveaway: Giveaway) => one.store.findWinners(giveaway.id)
const draw = (giveaway: Giveaway) => requestDraw(one.ports, giveaway.id, undefined, cause)

describe('opening', () => {
  test('publishes the commitment before the first entry, and tells of it', async () => {
    const opened = await open({ minutes: 10 })
    expect(opened).toMatchObject({
      ok: true,
      value: { status: 'open', entryCount: 0, commitment: expect.stringMatching(/^[0-9a-f]{64}$/), seed: undefined },
    })
    expect(await readNews(one, opened.ok ? opened.value.id : unknown)).toMatchObject([{ kind: 'opened' }])
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
    expect(codeOf(await open({ rules: { ...usualRules, winners: 0 } }))).toBe('bad-rules')
    expect(codeOf(await open({ title: 'Steam\u0000key' }))).toBe('bad-rules')
    expect(codeOf(await open({ word: '!giveaway' }))).toBe('bad-word')
    for (const minutes of [0, -5, 1.5, NaN, Infinity, 1e9]) expect(codeOf(await open({ minutes }))).toBe('bad-time')
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

  test('reveals the seed of a draw, so that it can be checked, and keeps that of one that never came', async () => {
    const giveaway = await openFor(one, streamerId)
    for (const number of [1, 2, 3]) await enter(giveaway, number)
    await draw(giveaway)
    one.clock.turn(5_000)
    await advanceGiveaway(one.ports, giveaway.id)
    await cancelGiveaway(one.ports, giveaway.id, cause)
    const { seed = '', commitment, digest = '' } = (await find(giveaway)) ?? {}
    expect(commitTo(seed)).toBe(commitment)
    const [winner] = await findWinners(giveaway)
    const entries = await listEntries(one.store, giveaway.id)
    const index = drawPick({ giveawayId: giveaway.id, seed, digest }, new Urn([1, 1, 1]), 1) ?? -1
    expect(entries[index]?.userId).toBe(winner?.userId)

    const other = await openFor(one, streamerId)
    await closeGiveaway(one.ports, other.id, cause)
    one.clock.turn(5_000)
    await advanceGiveaway(one.ports, other.id)
    await cancelGiveaway(one.ports, other.id, cause)
    expect(await find(other)).toMatchObject({ seed: undefined, digest: expect.any(String) })
  })

  test('gives nothing back that the ledger shows as given back already', async () => {
    const giveaway = await openFor(one, streamerId, costedTickets)
    await pay(one, streamerId, [person(1)], 100)
    await enter(giveaway, 1, 5)
    const refunds = await Promise.all(
      [one, two].map((engine) => engine.store.transact((tx) => tx.refundEntries(giveaway))),
    )
    expect(refunds.map((refund) => refund.refunded).sort()).toEqual([0, 50])
    expect(await cancelGiveaway(one.ports, giveaway.id, cause)).toEqual({
      ok: true,
      value: { refunded: 0, viewers: 0 },
    })
    expect(await one.store.findBalance(streamerId, person(1))).toBe(100)
  })

  test('is refused once the seed is revealed', async () => {
    const giveaway = await openFor(one, streamerId)
    await draw(giveaway)
    one.clock.turn(5_000)
    await advanceGiveaway(one.ports, giveaway.id)
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
