import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { cancelGiveaway, closeGiveaway, openGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { askOf, person, type TestEngine } from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened))
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { graceSeconds: 5, revealSeconds: 120, reminderMinutes: 0 })
})
afterEach(() => expectHealthy(database.url))

const cause = { actor: 'test' }
const minute = 60_000

/** A giveaway that closes by itself in ten minutes, and one entry. */
async function openTimed(): Promise<Giveaway> {
  const ask = { streamerId, title: 'Steam key', word: '!enter', rules: usualRules, minutes: 10 }
  const opened = await openGiveaway(one.ports, ask, cause)
  if (!opened.ok) throw new Error(opened.code)
  await enter(opened.value, 1)
  return opened.value
}

const enter = (giveaway: Giveaway, number: number, sentAt = one.clock.now()) =>
  one.entering.enter(giveaway.id, askOf(person(number), one.clock, { sentAt }))
const advance = (giveaway: Giveaway, engine = one) => advanceGiveaway(engine.ports, giveaway.id)
const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
const planFor = (giveaway: Giveaway, engine = one) => engine.planned.filter(({ id }) => id === giveaway.id).at(-1)?.at
const inMs = (ms: number) => new Date(one.clock.now().getTime() + ms)

const newsOf = async (giveaway: Giveaway) => (await readNews(one, giveaway.id)).map(({ kind }) => kind)

test('a giveaway of ten minutes closes by itself, seals after the grace, and waits for its draw', async () => {
  const closesAt = inMs(10 * minute)
  const giveaway = await openTimed()
  expect(planFor(giveaway)).toEqual(closesAt)
  one.clock.turn(10 * minute - 1)
  await advance(giveaway)
  expect((await find(giveaway))?.status).toBe('open')
  expect(planFor(giveaway)).toEqual(closesAt)
  one.clock.turn(1)
  await advance(giveaway)
  expect(await find(giveaway)).toMatchObject({ status: 'closed', closedAt: closesAt, sealedAt: undefined })
  expect(planFor(giveaway)).toEqual(inMs(5_000))
  one.clock.turn(5_000)
  await advance(giveaway)
  expect(await find(giveaway)).toMatchObject({ status: 'closed', sealedAt: one.clock.now(), entryCount: 1 })
  await advance(giveaway)
  expect(await newsOf(giveaway)).toEqual(['opened', 'entered', 'closed', 'sealed'])
})

test('a timer that comes late closes at the planned time: what was written since is out, what was written before is in', async () => {
  const giveaway = await openTimed()
  one.clock.turn(10 * minute)
  const end = one.clock.now()
  one.clock.turn(30_000)
  expect(await enter(giveaway, 2)).toEqual({ ok: false, code: 'closed' })
  await advance(giveaway)
  expect(await find(giveaway)).toMatchObject({ status: 'closed', closedAt: end, finalAt: inMs(5_000) })
  expect(await enter(giveaway, 3, end)).toMatchObject({ ok: true })
  expect(await enter(giveaway, 4, new Date(end.getTime() + 1))).toEqual({ ok: false, code: 'closed' })
})

test('a close by hand before the time counts; the timer then finds nothing to close', async () => {
  const giveaway = await openTimed()
  one.clock.turn(minute)
  await closeGiveaway(one.ports, giveaway.id, cause)
  const closedAt = one.clock.now()
  one.clock.turn(9 * minute)
  await advance(giveaway)
  expect(await find(giveaway)).toMatchObject({ closedAt, sealedAt: one.clock.now() })
  expect(await newsOf(giveaway)).toEqual(['opened', 'entered', 'closed', 'sealed'])
})

test('a close by hand after the time counts from the planned time', async () => {
  const giveaway = await openTimed()
  const closesAt = inMs(10 * minute)
  one.clock.turn(11 * minute)
  await closeGiveaway(one.ports, giveaway.id, cause)
  expect(await find(giveaway)).toMatchObject({ closedAt: closesAt })
})

test('wake-ups that come twice, to two engines at once, take each step once', async () => {
  const giveaway = await openTimed()
  await requestDraw(one.ports, giveaway.id, undefined, cause)
  for (const ms of [5_000, 120_000]) {
    one.clock.turn(ms)
    await Promise.all([one, two, one, two].map((engine) => advance(giveaway, engine)))
  }
  expect(await newsOf(giveaway)).toEqual(['opened', 'entered', 'closed', 'sealed', 'drawn', 'completed'])
  expect(await one.store.findWinners(giveaway.id)).toHaveLength(1)
})

test('the seed is revealed two minutes after the last draw, by whichever engine wakes', async () => {
  const giveaway = await openTimed()
  await enter(giveaway, 2)
  await requestDraw(one.ports, giveaway.id, 1, cause)
  one.clock.turn(5_000)
  await advance(giveaway)
  one.clock.turn(119_999)
  await requestDraw(one.ports, giveaway.id, 1, cause)
  expect(planFor(giveaway)).toEqual(inMs(120_000))
  one.clock.turn(1)
  await advance(giveaway)
  expect(await find(giveaway)).toMatchObject({ status: 'drawn', seed: undefined })
  one.clock.turn(119_999)
  await advance(giveaway, two)
  expect(await find(giveaway)).toMatchObject({ status: 'completed', seed: expect.any(String) })
})

test('a cancelled giveaway takes no more steps, and one that does not exist takes none', async () => {
  const giveaway = await openTimed()
  await cancelGiveaway(one.ports, giveaway.id, cause)
  one.clock.turn(20 * minute)
  await advance(giveaway)
  await advanceGiveaway(one.ports, '00000000-0000-4000-8000-000000000000')
  expect((await find(giveaway))?.status).toBe('cancelled')
  expect(await newsOf(giveaway)).toEqual(['opened', 'entered', 'cancelled'])
})

test('what is due is found again when every wake-up was lost', async () => {
  const giveaway = await openTimed()
  const coming = (await two.store.findComing()).find(({ id }) => id === giveaway.id)
  expect(coming).toEqual({ id: giveaway.id, at: giveaway.closesAt })
})
