import { createPace } from '@streambot/bot/pace.ts'
import type { Decision } from '@streambot/shared/giveaway/answers.ts'
import { decideEntries } from '@streambot/shared/giveaway/entry.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after, makeAccount, makeAsk, makeAsker, makeGiveaway } from '../giveaway/world.ts'

const limit = 3
const [anna, bob] = [makeAccount(1), makeAccount(2)]
const entered: Decision = { ok: true, added: 1, bonus: 0, cost: 0, tickets: 1, balance: 0, first: true }

/** What the database says to an ask at this time, with these attempts in its log. */
function askDatabase(attempts: readonly number[], sentAt: Date): Decision | undefined {
  const limits = { attemptsPerMinute: limit, excluded: new Set<string>() }
  const giveaway = makeGiveaway()
  const state = { giveaway, limits, seen: new Set<string>(), askers: [makeAsker({ attempts })] }
  return decideEntries(state, [makeAsk({ sentAt })]).decisions[0]
}

test('nobody is spared the database whom it would not refuse, in whatever order messages come', () => {
  const anyTimes = fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 60 })
  const isRight = (times: readonly number[]): boolean => {
    const pace = createPace(() => limit)
    const logged: number[] = []
    return times.map(after).every((sentAt) => {
      const decision = askDatabase(logged, sentAt)
      if (!decision) return false
      if (pace.isTooFast(anna, sentAt)) return !decision.ok && decision.code === 'rate-limited'
      logged.push(sentAt.getTime())
      pace.note(anna, sentAt, decision)
      return true
    })
  }
  expect(() => fc.assert(fc.property(anyTimes, isRight))).not.toThrow()
})

test('who types without a pause is soon not asked about any more, and again after a minute; others are', () => {
  const pace = createPace(() => limit)
  for (let line = 0; line < limit; line++) {
    expect(pace.isTooFast(anna, after(line))).toBe(false)
    pace.note(anna, after(line), line === 0 ? entered : { ok: false, code: 'already-entered' })
  }
  expect(pace.isTooFast(anna, after(1_000))).toBe(true)
  expect(pace.isTooFast(bob, after(1_000))).toBe(false)
  expect(pace.isTooFast(anna, after(60_000))).toBe(false)
})

test('answers that leave no attempt do not count', () => {
  const pace = createPace(() => limit)
  for (const code of ['already-handled', 'busy', 'nothing-open', 'already-handled'] as const)
    pace.note(anna, after(0), { ok: false, code })
  expect(pace.isTooFast(anna, after(1))).toBe(false)
})

test('a limit that was raised counts at once', () => {
  let most = 1
  const pace = createPace(() => most)
  pace.note(anna, after(0), entered)
  expect(pace.isTooFast(anna, after(1))).toBe(true)
  most = 2
  expect(pace.isTooFast(anna, after(1))).toBe(false)
})

test('of many people only the latest are remembered', () => {
  const pace = createPace(() => 1, 2)
  for (let viewer = 1; viewer <= 3; viewer++) pace.note(makeAccount(viewer), after(0), entered)
  expect([1, 2, 3].map((viewer) => pace.isTooFast(makeAccount(viewer), after(1)))).toEqual([false, true, true])
})
