import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { cancelGiveaway, closeGiveaway, openGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { changeDraft, draftGiveaway, openPlanned, scheduleGiveaway } from '@streambot/shared/engine/plan.ts'
import type { Answer, Decision } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { createTimed } from '@streambot/worker/timed.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { askOf, openFor, person, type TestEngine } from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened))
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { graceSeconds: 5, revealSeconds: 120 })
})
afterEach(() => expectHealthy(database.url))

const minute = 60_000
const cause = { actor: 'test' }
const codeOf = (answer: Answer<unknown> | Decision) => (answer.ok ? 'ok' : answer.code)
const inMs = (ms: number) => new Date(one.clock.now().getTime() + ms)
const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
const advance = (giveaway: Giveaway, engine = one) => advanceGiveaway(engine.ports, giveaway.id)
const newsOf = async (giveaway: Giveaway) => (await readNews(one, giveaway.id)).map(({ kind }) => kind)
const plansFor = (giveaway: Giveaway) => one.planned.filter(({ id }) => id === giveaway.id).map(({ at }) => at)
const enter = async (giveaway: Giveaway, number: number, sentAt = one.clock.now()) =>
  codeOf(await one.entering.enter(giveaway.id, askOf(person(number), one.clock, { sentAt })))

const ask = (word = '!enter') => ({ streamerId, title: 'Steam key', word, rules: usualRules, minutes: 10 })

async function got(answer: Promise<Answer<Giveaway>>): Promise<Giveaway> {
  const answered = await answer
  if (!answered.ok) throw new Error(answered.code)
  return answered.value
}
const schedule = (word = '!enter', opensAt = inMs(5 * minute)) =>
  got(openGiveaway(one.ports, { ...ask(word), opensAt }, cause))
const draft = (word = '!enter') => got(draftGiveaway(one.ports, ask(word), cause))

describe('a planned opening', () => {
  test('comes by itself: committed to before, refused until then, open for its minutes from then on', async () => {
    const giveaway = await schedule()
    const opensAt = inMs(5 * minute)
    expect(giveaway).toMatchObject({
      status: 'scheduled',
      opensAt,
      openedAt: undefined,
      commitment: expect.any(String),
    })
    expect(plansFor(giveaway)).toEqual([opensAt])
    one.clock.turn(5 * minute - 1)
    await advance(giveaway)
    expect(await enter(giveaway, 1)).toBe('not-yet-open')
    one.clock.turn(301)
    await advance(giveaway, two)
    const closesAt = new Date(opensAt.getTime() + 10 * minute)
    expect(await find(giveaway)).toMatchObject({ status: 'open', openedAt: opensAt, closesAt })
    expect([await enter(giveaway, 2, opensAt), await enter(giveaway, 3, new Date(opensAt.getTime() - 1))]).toEqual([
      'ok',
      'not-yet-open',
    ])
    expect((await find(giveaway))?.commitment).toBe(giveaway.commitment)
    expect(await newsOf(giveaway)).toEqual(['scheduled', 'opened', 'entered'])
  })

  test('whose wake-up was lost is found by the sweep, and counts from when it came when that was late', async () => {
    const giveaway = await schedule()
    const lost = { work: () => undefined, wake: async () => undefined, close: async () => undefined }
    const faults: unknown[] = []
    one.clock.turn(5 * minute + 61_000)
    const jobs = lost as Parameters<typeof createTimed>[0]['jobs'] // only `work` is asked of it here
    const timed = createTimed({ ports: two.ports, jobs, onError: (error) => faults.push(error) })
    await timed.start()
    timed.stop()
    expect(faults).toEqual([])
    expect(await find(giveaway)).toMatchObject({
      status: 'open',
      openedAt: one.clock.now(),
      closesAt: inMs(10 * minute),
    })
    await cancelGiveaway(one.ports, giveaway.id, cause)
  })

  test('to which engines wake at once happens once, and the whole life follows', async () => {
    const giveaway = await schedule()
    one.clock.turn(5 * minute)
    await Promise.all([one, two, one, two].map((engine) => advance(giveaway, engine)))
    await enter(giveaway, 1)
    await requestDraw(one.ports, giveaway.id, 1, cause)
    for (const ms of [5_000, 120_000]) {
      one.clock.turn(ms)
      await advance(giveaway)
    }
    expect(await newsOf(giveaway)).toEqual(['scheduled', 'opened', 'entered', 'closed', 'sealed', 'drawn', 'completed'])
  })

  test('waits while another giveaway has the word, tells it once, does not spin, and opens when the word is free', async () => {
    const other = await openFor(one, streamerId)
    const giveaway = await schedule()
    one.clock.turn(5 * minute)
    for (const engine of [one, two, one]) await advance(giveaway, engine)
    expect(await find(giveaway)).toMatchObject({ status: 'scheduled', blockedAt: one.clock.now() })
    expect(await newsOf(giveaway)).toEqual(['scheduled', 'blocked'])
    expect(plansFor(giveaway)).toHaveLength(1)
    expect((await one.store.findComing()).map(({ id }) => id)).toContain(giveaway.id)
    one.clock.turn(10_000)
    await closeGiveaway(one.ports, other.id, cause)
    await advance(giveaway)
    expect(await find(giveaway)).toMatchObject({ status: 'open', openedAt: one.clock.now(), blockedAt: undefined })
    expect(await newsOf(giveaway)).toEqual(['scheduled', 'blocked', 'opened'])
  })

  test('of several with one word at one time opens one, through two engines', async () => {
    const giveaways = [
      await schedule('!same'),
      await schedule('!same'),
      await schedule('!same'),
      await schedule('!same'),
    ]
    one.clock.turn(5 * minute)
    await Promise.all(giveaways.map((giveaway, index) => advance(giveaway, index % 2 ? one : two)))
    const after = await Promise.all(giveaways.map(find))
    expect(after.map((giveaway) => giveaway?.status).sort()).toEqual(['open', 'scheduled', 'scheduled', 'scheduled'])
    expect(after.filter((giveaway) => giveaway?.blockedAt)).toHaveLength(3)
  })

  test('that is cancelled never comes, also when both are asked at once', async () => {
    const giveaway = await schedule()
    one.clock.turn(5 * minute)
    await Promise.all([advance(giveaway, two), cancelGiveaway(one.ports, giveaway.id, cause)])
    await advance(giveaway)
    expect(await find(giveaway)).toMatchObject({ status: 'cancelled' })
  })

  test.for([0, -1, 400 * 24 * 60 * minute, Number.NaN])('cannot lie %s ms ahead', async (ms) => {
    const opensAt = inMs(ms)
    expect(codeOf(await openGiveaway(one.ports, { ...ask(), opensAt }, cause))).toBe('bad-time')
    const giveaway = await draft()
    expect(codeOf(await scheduleGiveaway(one.ports, giveaway.id, opensAt, cause))).toBe('bad-time')
  })
})

describe('a draft', () => {
  test('is nobody’s business, has no seed, and two of one word stand side by side', async () => {
    const [first, second] = [await draft(), await draft()]
    expect(first).toMatchObject({ status: 'draft', commitment: undefined, minutes: 10 })
    expect(await one.store.findLatest(streamerId, 10)).toEqual([])
    expect(await enter(second, 1)).toBe('not-yet-open')
    expect(await newsOf(first)).toEqual([])
  })

  test('is changed as a whole or not at all, then opened by hand', async () => {
    const giveaway = await draft()
    const limited = { ...usualRules, maxEntries: 5 }
    await got(changeDraft(one.ports, giveaway.id, { title: 'Mug', word: '!mug', rules: limited }, cause))
    expect(await find(giveaway)).toMatchObject({ title: 'Mug', word: '!mug', rules: limited, minutes: 10 })
    await got(changeDraft(one.ports, giveaway.id, { rules: usualRules, minutes: undefined }, cause))
    expect(await find(giveaway)).toMatchObject({ title: 'Mug', rules: usualRules, minutes: undefined })
    expect(codeOf(await changeDraft(one.ports, giveaway.id, { title: ' ' }, cause))).toBe('bad-rules')
    expect(codeOf(await changeDraft(one.ports, giveaway.id, { minutes: 0.5 }, cause))).toBe('bad-time')
    expect(codeOf(await changeDraft(one.ports, giveaway.id, { word: '!points' }, cause))).toBe('bad-word')
    const opened = await got(openPlanned(one.ports, giveaway.id, cause))
    expect(opened).toMatchObject({ status: 'open', openedAt: one.clock.now(), closesAt: undefined })
    expect(await find(giveaway)).toMatchObject({ title: 'Mug', commitment: opened.commitment })
    expect(await enter(giveaway, 1)).toBe('ok')
    expect(codeOf(await changeDraft(one.ports, giveaway.id, { title: 'Key' }, cause))).toBe('wrong-status')
    await requestDraw(one.ports, giveaway.id, 1, cause)
    for (const ms of [5_000, 120_000]) {
      one.clock.turn(ms)
      await advance(giveaway)
    }
    expect(await find(giveaway)).toMatchObject({ status: 'completed', seed: expect.any(String) })
  })

  test('is scheduled once, and then opens by itself', async () => {
    const giveaway = await draft()
    const answers = await Promise.all(
      [one, two].map((engine) => scheduleGiveaway(engine.ports, giveaway.id, inMs(minute), cause)),
    )
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'wrong-status'])
    expect(await one.store.findLatest(streamerId, 10)).toMatchObject([{ status: 'scheduled' }])
    one.clock.turn(minute)
    await advance(giveaway)
    expect(await find(giveaway)).toMatchObject({ status: 'open', closesAt: inMs(10 * minute) })
  })

  test('cannot open while its word is taken; opened twice at once it opens once', async () => {
    const other = await openFor(one, streamerId)
    const giveaway = await draft()
    expect(codeOf(await openPlanned(one.ports, giveaway.id, cause))).toBe('word-taken')
    await closeGiveaway(one.ports, other.id, cause)
    const answers = await Promise.all([one, two].map((engine) => openPlanned(engine.ports, giveaway.id, cause)))
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'wrong-status'])
  })

  test('that is cancelled stays unknown', async () => {
    const giveaway = await draft()
    expect(codeOf(await cancelGiveaway(one.ports, giveaway.id, cause))).toBe('ok')
    expect(await one.store.findLatest(streamerId, 10)).toEqual([])
    expect(codeOf(await openPlanned(one.ports, giveaway.id, cause))).toBe('wrong-status')
  })
})
