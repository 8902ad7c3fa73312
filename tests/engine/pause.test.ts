import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { cancelGiveaway, closeGiveaway, openGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { extendGiveaway, pauseGiveaway, reopenGiveaway, resumeGiveaway } from '@streambot/shared/engine/pause.ts'
import type { Cause } from '@streambot/shared/engine/ports.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { askOf, listEntries, newMessage, openFor, person, type TestEngine } from '../support/engine.ts'
import { expectNoDeadlock, expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'
import { codeOf } from './table.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', {
    attemptsPerMinute: 1_000,
    graceSeconds: 5,
    reminderMinutes: 0,
  })
})
afterEach(() => expectHealthy(database.url))

const minute = 60_000
const cause: Cause = { actor: 'test' }
const inMs = (ms: number) => new Date(one.clock.now().getTime() + ms)
const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
const advance = (giveaway: Giveaway, engine = one) => advanceGiveaway(engine.ports, giveaway.id)
const newsOf = async (giveaway: Giveaway) => (await readNews(one, giveaway.id)).map(({ kind }) => kind)
const planFor = (giveaway: Giveaway) => one.planned.filter(({ id }) => id === giveaway.id).at(-1)?.at

const pause = (giveaway: Giveaway, by = cause) => pauseGiveaway(one.ports, giveaway.id, by)
const resume = (giveaway: Giveaway, by = cause) => resumeGiveaway(one.ports, giveaway.id, by)
const extend = (giveaway: Giveaway, minutes: number, by = cause) => extendGiveaway(one.ports, giveaway.id, minutes, by)
const reopen = (giveaway: Giveaway, engine = one) => reopenGiveaway(engine.ports, giveaway.id, cause)
const close = (giveaway: Giveaway) => closeGiveaway(one.ports, giveaway.id, cause)
const enter = (giveaway: Giveaway, number: number, sentAt = one.clock.now()) =>
  one.entering.enter(giveaway.id, askOf(person(number), one.clock, { sentAt }))

async function openTimed(minutes = 10): Promise<Giveaway> {
  const ask = { streamerId, title: 'Steam key', word: '!enter', rules: usualRules, minutes }
  const opened = await openGiveaway(one.ports, ask, cause)
  if (!opened.ok) throw new Error(opened.code)
  return opened.value
}

/** The codes of entries whose messages were written so many milliseconds after a moment, all arriving now. */
async function enterAt(giveaway: Giveaway, from: Date, offsets: readonly number[]): Promise<(string | undefined)[]> {
  const codes: (string | undefined)[] = []
  for (const ms of offsets) {
    const ask = askOf(person(++people), one.clock, { sentAt: new Date(from.getTime() + ms) })
    codes.push(codeOf(await one.entering.enter(giveaway.id, ask)))
  }
  return codes
}
let people = 10_000

describe('a pause', () => {
  test('takes nothing written during it, whenever it arrives, and all that was written before and after', async () => {
    const giveaway = await openFor(one, streamerId)
    one.clock.turn(minute)
    const start = one.clock.now()
    expect(await pause(giveaway)).toMatchObject({ ok: true, value: { status: 'paused', pausedAt: start } })
    one.clock.turn(1_000)
    expect(await enterAt(giveaway, start, [-1, 0, 1])).toEqual(['ok', 'ok', 'paused'])
    expect(await resume(giveaway)).toMatchObject({ ok: true, value: { status: 'open', pausedAt: undefined } })
    expect(await enterAt(giveaway, start, [-1, 0, 1, 999, 1_000])).toEqual(['ok', 'ok', 'paused', 'paused', 'ok'])
    one.clock.turn(1_000)
    await close(giveaway)
    expect(await enterAt(giveaway, start, [500, 1_500])).toEqual(['paused', 'ok'])
    expect(await find(giveaway)).toMatchObject({ breaks: [{ code: 'paused', from: start, until: expect.any(Date) }] })
  })

  test('that ends with the close keeps what was written during it out', async () => {
    const giveaway = await openFor(one, streamerId)
    const start = one.clock.now()
    await pause(giveaway)
    one.clock.turn(1_000)
    await close(giveaway)
    expect(await enterAt(giveaway, start, [0, 500, 1_001])).toEqual(['ok', 'paused', 'closed'])
  })

  test('counts from the message that asked for it, and a message delivered twice pauses once', async () => {
    const giveaway = await openFor(one, streamerId)
    const at = one.clock.now()
    one.clock.turn(2_000)
    const by = { actor: 'twitch:1', message: { platform: 'twitch', id: newMessage() }, at } as const
    const answers = await Promise.all([pause(giveaway, by), pauseGiveaway(two.ports, giveaway.id, by)])
    expect(answers.map(codeOf).sort()).toEqual(['already-handled', 'ok'])
    expect(await find(giveaway)).toMatchObject({ status: 'paused', pausedAt: at })
    expect(await newsOf(giveaway)).toEqual(['opened', 'paused'])
  })

  test('does not stop the planned end, which may come during it', async () => {
    const giveaway = await openTimed()
    await pause(giveaway)
    expect(planFor(giveaway)).toEqual(inMs(10 * minute))
    one.clock.turn(10 * minute)
    await advance(giveaway)
    expect(await find(giveaway)).toMatchObject({ status: 'closed', pausedAt: undefined, closedAt: one.clock.now() })
  })

  test('can be cancelled; only an open one is paused, only a paused one resumed', async () => {
    const giveaway = await openFor(one, streamerId)
    expect(codeOf(await resume(giveaway))).toBe('wrong-status')
    await pause(giveaway)
    expect(codeOf(await pause(giveaway))).toBe('wrong-status')
    expect(
      codeOf(await openGiveaway(one.ports, { streamerId, title: 'Mug', word: '!enter', rules: usualRules }, cause)),
    ).toBe('word-taken')
    expect(codeOf(await cancelGiveaway(one.ports, giveaway.id, cause))).toBe('ok')
    expect(await find(giveaway)).toMatchObject({ status: 'cancelled', pausedAt: undefined })
    expect(codeOf(await resume(giveaway))).toBe('wrong-status')
  })
})

describe('a later end', () => {
  test('is counted from the planned one, and the old wake-up finds nothing to do', async () => {
    const giveaway = await openTimed()
    const end = inMs(15 * minute)
    expect(await extend(giveaway, 5)).toMatchObject({ ok: true, value: { closesAt: end } })
    expect(planFor(giveaway)).toEqual(end)
    one.clock.turn(10 * minute)
    await advance(giveaway)
    expect(codeOf(await enter(giveaway, 1))).toBe('ok')
    one.clock.turn(5 * minute)
    await advance(giveaway)
    expect(await find(giveaway)).toMatchObject({ status: 'closed', closedAt: end })
  })

  test('is counted from now where none was planned', async () => {
    const giveaway = await openFor(one, streamerId)
    one.clock.turn(minute)
    expect(await extend(giveaway, 5)).toMatchObject({ ok: true, value: { closesAt: inMs(5 * minute) } })
  })

  test('is counted from now when the planned one has passed unnoticed; who wrote in between stays out', async () => {
    const giveaway = await openTimed()
    one.clock.turn(10 * minute)
    const end = one.clock.now()
    one.clock.turn(1_000)
    expect(codeOf(await enter(giveaway, 1))).toBe('closed')
    one.clock.turn(1_000)
    expect(await extend(giveaway, 5)).toMatchObject({ ok: true, value: { closesAt: inMs(5 * minute) } })
    expect(await enterAt(giveaway, end, [0, 1_000, 2_000])).toEqual(['ok', 'closed', 'ok'])
  })

  test.for([0, -5, 1.5, Number.NaN, 10_081])('%s minutes are refused', async (minutes) => {
    const giveaway = await openTimed()
    expect(codeOf(await extend(giveaway, minutes))).toBe('bad-amount')
    expect(await find(giveaway)).toEqual(giveaway)
  })

  test('never lies in the past, and a closed giveaway has none', async () => {
    const giveaway = await openFor(one, streamerId)
    const at = one.clock.now()
    one.clock.turn(5 * minute)
    expect(codeOf(await extend(giveaway, 5, { ...cause, at }))).toBe('bad-amount')
    await close(giveaway)
    expect(codeOf(await extend(giveaway, 5))).toBe('wrong-status')
  })
})

describe('opening again', () => {
  test('takes entries again and forgets the asked draw; who wrote while it was closed stays out', async () => {
    const giveaway = await openTimed()
    await requestDraw(one.ports, giveaway.id, 1, cause)
    const closedAt = one.clock.now()
    one.clock.turn(2_000)
    expect(await reopen(giveaway)).toMatchObject({ ok: true, value: { status: 'open', closedAt: undefined } })
    expect(await enterAt(giveaway, closedAt, [0, 1_000, 2_000])).toEqual(['ok', 'closed', 'ok'])
    one.clock.turn(5_000)
    await advance(giveaway)
    expect(await find(giveaway)).toMatchObject({
      status: 'open',
      finalAt: undefined,
      drawWhenSealed: undefined,
      closesAt: giveaway.closesAt,
    })
    expect(await newsOf(giveaway)).toEqual(['opened', 'closed', 'reopened', 'entered', 'entered'])
  })

  test('drops a planned end that has passed, so that it does not close at once', async () => {
    const giveaway = await openTimed()
    one.clock.turn(10 * minute)
    await advance(giveaway)
    one.clock.turn(1_000)
    expect(await reopen(giveaway)).toMatchObject({ ok: true, value: { closesAt: undefined } })
    await advance(giveaway)
    expect(await find(giveaway)).toMatchObject({ status: 'open', closesAt: undefined })
  })

  test('is refused once the entries are sealed, and while another one has the word', async () => {
    const giveaway = await openFor(one, streamerId)
    await close(giveaway)
    const other = await openFor(one, streamerId)
    expect(codeOf(await reopen(giveaway))).toBe('word-taken')
    expect(codeOf(await reopen(other))).toBe('wrong-status')
    one.clock.turn(5_000)
    await advance(giveaway)
    expect(codeOf(await reopen(giveaway))).toBe('sealed')
  })

  test('of two giveaways with one word, asked at once, one opens', async () => {
    const giveaways = []
    for (let number = 0; number < 4; number++) {
      const giveaway = await openFor(one, streamerId, {}, '!twin')
      await close(giveaway)
      giveaways.push(giveaway)
    }
    const answers = await Promise.all(giveaways.map((giveaway, index) => reopen(giveaway, index % 2 ? one : two)))
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'word-taken', 'word-taken', 'word-taken'])
  })

  test('and sealing at once through two engines: either it is open with no digest, or sealed and stays closed', async () => {
    const seen = new Set<string>()
    for (let round = 0; round < 12; round++) {
      const giveaway = await openFor(one, streamerId, {}, `!race${round}`)
      await enter(giveaway, 1)
      await close(giveaway)
      one.clock.turn(5_000)
      const sealing = () => advance(giveaway, two)
      const opening = () => reopen(giveaway)
      const [, answer] =
        round % 2
          ? await Promise.all([sealing(), opening()])
          : await Promise.all([opening(), sealing()]).then((a) => [a[1], a[0]] as const)
      const code = codeOf(answer)
      const after = await find(giveaway)
      expect(after).toMatchObject(
        code === 'ok'
          ? { status: 'open', sealedAt: undefined, digest: undefined }
          : { status: 'closed', digest: expect.any(String) },
      )
      expect(codeOf(await enter(giveaway, 2))).toBe(code === 'ok' ? 'ok' : 'closed')
      seen.add(code ?? '')
    }
    expect([...seen].filter((code) => code !== 'ok' && code !== 'sealed')).toEqual([])
  })
})

test('pauses, resumptions, closes and reopenings while a crowd enters through two engines: the count is that of the granted', async () => {
  const giveaway = await openFor(one, streamerId, {}, '!storm')
  const crowd = Array.from({ length: 200 }, (_, index) => person(20_000 + index))
  const entering = Promise.all(
    crowd.map((who, index) => (index % 2 ? one : two).entering.enter(giveaway.id, askOf(who, one.clock))),
  )
  const deeds = [pauseGiveaway, resumeGiveaway, closeGiveaway, reopenGiveaway]
  for (let round = 0; round < 12; round++) {
    const [first = pauseGiveaway, second = closeGiveaway] = [deeds[round % 4], deeds[(round + 1) % 4]]
    await Promise.all([first(one.ports, giveaway.id, cause), second(two.ports, giveaway.id, cause)])
  }
  const decisions = await entering
  const granted = crowd.filter((_, index) => decisions[index]?.ok).map((who) => who.userId)
  const entries = await listEntries(one.store, giveaway.id)
  expect(entries.map((entry) => entry.userId).sort()).toEqual(granted.sort())
  // The clock stood still: all of them wrote as it was open, paused or closed, which counts as in time.
  expect(granted).toHaveLength(200)
})
