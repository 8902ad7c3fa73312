import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { closeGiveaway, openGiveaway } from '@streambot/shared/engine/manage.ts'
import { extendGiveaway, pauseGiveaway, reopenGiveaway, resumeGiveaway } from '@streambot/shared/engine/pause.ts'
import { draftGiveaway, openPlanned } from '@streambot/shared/engine/plan.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { type TestEngine } from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened))
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { reminderMinutes: 5, graceSeconds: 5 })
})
afterEach(() => expectHealthy(database.url))

const cause = { actor: 'test' }
const minute = 60_000
const inMs = (ms: number) => new Date(one.clock.now().getTime() + ms)
const advance = (giveaway: Giveaway, engine = one) => advanceGiveaway(engine.ports, giveaway.id)
const planFor = (giveaway: Giveaway) => one.planned.filter(({ id }) => id === giveaway.id).at(-1)?.at
const remindersOf = async (giveaway: Giveaway) =>
  (await readNews(one, giveaway.id)).filter(({ kind }) => kind === 'reminder').map(({ payload }) => payload)

const askFor = (minutes?: number) => ({ streamerId, title: 'Steam key', word: '!enter', rules: usualRules, minutes })

function take(answer: Answer<Giveaway>): Giveaway {
  if (!answer.ok) throw new Error(answer.code)
  return answer.value
}

const open = async (minutes?: number) => take(await openGiveaway(one.ports, askFor(minutes), cause))

const setMinutes = (minutes: number) =>
  one.store.pool.query('UPDATE bot_configs SET reminder_minutes = $1 WHERE streamer_id = $2', [minutes, streamerId])

test('chat is reminded every five minutes, once for all workers that wake', async () => {
  const giveaway = await open()
  expect(planFor(giveaway)).toEqual(inMs(5 * minute))
  one.clock.turn(5 * minute - 1)
  await advance(giveaway)
  expect(await remindersOf(giveaway)).toEqual([])
  one.clock.turn(1)
  await Promise.all([one, two, one, two].map((engine) => advance(giveaway, engine)))
  const first = { nextAt: inMs(5 * minute).toISOString() }
  expect(await remindersOf(giveaway)).toEqual([first])
  expect(planFor(giveaway)).toEqual(inMs(5 * minute))
  one.clock.turn(5 * minute)
  await advance(giveaway, two)
  expect(await remindersOf(giveaway)).toEqual([first, { nextAt: inMs(5 * minute).toISOString() }])
})

test('workers that all found it due before the first of them wrote it write it once', async () => {
  const giveaway = await open()
  one.clock.turn(5 * minute)
  const holder = await one.store.pool.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT FROM giveaways WHERE id = $1 FOR NO KEY UPDATE', [giveaway.id])
  const woken = [one, two].map((engine) => advance(giveaway, engine))
  const waiting =
    'SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()'
  await vi.waitFor(async () => expect((await holder.query(waiting)).rows).toHaveLength(2), 10_000)
  await holder.query('COMMIT')
  holder.release()
  await Promise.all(woken)
  expect(await remindersOf(giveaway)).toHaveLength(1)
})

test('what was due while no worker ran is found, and is one reminder', async () => {
  const giveaway = await open()
  const at = inMs(5 * minute)
  one.clock.turn(60 * minute)
  expect(await two.store.findComing()).toContainEqual({ id: giveaway.id, at })
  await advance(giveaway, two)
  expect(await remindersOf(giveaway)).toEqual([{ nextAt: inMs(5 * minute).toISOString() }])
})

test('a pause is silent, and the time counts anew when it is over', async () => {
  const giveaway = await open()
  one.clock.turn(4 * minute)
  await pauseGiveaway(one.ports, giveaway.id, cause)
  one.clock.turn(4 * minute)
  await advance(giveaway)
  await resumeGiveaway(one.ports, giveaway.id, cause)
  expect(planFor(giveaway)).toEqual(inMs(5 * minute))
  await advance(giveaway)
  expect(await remindersOf(giveaway)).toEqual([])
  one.clock.turn(5 * minute)
  await advance(giveaway)
  expect(await remindersOf(giveaway)).toHaveLength(1)
})

test('the last half minute is silent, also where the worker comes late; with more time it goes on', async () => {
  const giveaway = await open(6)
  const closesAt = inMs(6 * minute)
  one.clock.turn(5 * minute + 30_000)
  await advance(giveaway)
  expect(await remindersOf(giveaway)).toEqual([])
  expect(planFor(giveaway)).toEqual(closesAt)
  await extendGiveaway(one.ports, giveaway.id, 10, cause)
  expect(planFor(giveaway)).toEqual(inMs(5 * minute))
  one.clock.turn(5 * minute)
  await advance(giveaway)
  expect(await remindersOf(giveaway)).toHaveLength(1)
})

test('a worker that comes after the planned end closes and says nothing', async () => {
  const giveaway = await open(10)
  one.clock.turn(11 * minute)
  await advance(giveaway)
  expect((await readNews(one, giveaway.id)).map(({ kind }) => kind)).toEqual(['opened', 'closed'])
})

test('a draft is reminded of from its opening on, and one that was closed from its reopening on', async () => {
  const giveaway = take(await draftGiveaway(one.ports, askFor(), cause))
  one.clock.turn(10 * minute)
  await advance(giveaway)
  await openPlanned(one.ports, giveaway.id, cause)
  expect(planFor(giveaway)).toEqual(inMs(5 * minute))
  one.clock.turn(4 * minute)
  await closeGiveaway(one.ports, giveaway.id, cause)
  one.clock.turn(4_000)
  await reopenGiveaway(one.ports, giveaway.id, cause)
  expect(planFor(giveaway)).toEqual(inMs(5 * minute))
  one.clock.turn(5 * minute)
  await advance(giveaway)
  expect(await remindersOf(giveaway)).toHaveLength(1)
})

test('another number of minutes counts from the next reminder on; none ends them, and 0 begins with none', async () => {
  const giveaway = await open()
  await setMinutes(1)
  one.clock.turn(5 * minute)
  await advance(giveaway)
  expect(planFor(giveaway)).toEqual(inMs(minute))
  await setMinutes(0)
  one.clock.turn(minute)
  await advance(giveaway)
  expect(await remindersOf(giveaway)).toHaveLength(1)
  expect((await one.store.findGiveaway(giveaway.id))?.remindsAt).toBeUndefined()
  await closeGiveaway(one.ports, giveaway.id, cause)
  const silent = await open()
  expect(planFor(silent)).toBeUndefined()
})

test.for([-1, 121])('the database refuses %i minutes', async (minutes) => {
  await expect(setMinutes(minutes)).rejects.toThrow(/bot_configs_reminder_check/)
})
