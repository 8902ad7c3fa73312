import { costs, planBudget, readDay, readPollPause, usualLimit } from '@streambot/shared/platforms/youtube/budget.ts'
import { assert, integer, nat, property } from 'fast-check'
import { expect, test } from 'vitest'

const noon = new Date('2026-11-21T12:00:00Z')

test('a fresh day: what is left, what a stream of four hours takes, and how many lines that leaves', () => {
  expect(planBudget(usualLimit, 0, noon)).toEqual({
    limit: 10_000,
    used: 0,
    left: 10_000,
    fourHours: 6_480,
    lines: 190,
    state: 'ample',
    resetsAt: new Date('2026-11-22T08:00:00Z'),
    detail: "There are 10000 of 10000 units of YouTube's quota for today.",
  })
})

test.each([
  [3_520, 'ample'],
  [3_521, 'tight'],
  [9_995, 'tight'],
  [9_996, 'spent'],
  [10_000, 'spent'],
  [12_000, 'spent'],
])('with %i of 10,000 units used it is %s', (used, state) => {
  expect(planBudget(10_000, used, noon).state).toBe(state)
})

test('lines never take what reading for four hours needs', () => {
  assert(
    property(nat(20_000), nat(20_000), (limit, used) => {
      const { lines, left } = planBudget(limit, used, noon)
      if (lines > 0) expect(left - lines * costs.send).toBeGreaterThanOrEqual(480)
      expect(lines).toBeGreaterThanOrEqual(0)
    }),
  )
})

test.each([
  ['in winter', '2026-11-21T07:59:59Z', '2026-11-20', '2026-11-21T08:00:00.000Z'],
  ['at midnight', '2026-11-21T08:00:00Z', '2026-11-21', '2026-11-22T08:00:00.000Z'],
  ['in summer', '2026-07-01T06:59:59Z', '2026-06-30', '2026-07-01T07:00:00.000Z'],
  ['on the day of 23 hours', '2026-03-08T08:00:00Z', '2026-03-08', '2026-03-09T07:00:00.000Z'],
  ['on the day of 25 hours', '2026-11-01T07:00:00Z', '2026-11-01', '2026-11-02T08:00:00.000Z'],
])('the day is California’s %s', (_when, now, day, resetsAt) => {
  expect(readDay(new Date(now))).toBe(day)
  expect(planBudget(10_000, 0, new Date(now)).resetsAt.toISOString()).toBe(resetsAt)
})

test('at any moment the next day begins within 25 hours, and is another day', () => {
  assert(
    property(integer({ min: 0, max: Date.UTC(2100) }), (time) => {
      const now = new Date(time)
      const { resetsAt } = planBudget(10_000, 0, now)
      expect(resetsAt.getTime() - time).toBeGreaterThan(0)
      expect(resetsAt.getTime() - time).toBeLessThanOrEqual(25 * 3_600_000)
      expect(readDay(resetsAt)).not.toBe(readDay(now))
      expect(readDay(new Date(resetsAt.getTime() - 1))).toBe(readDay(now))
    }),
  )
})

test.each([
  ['a busy chat', 2_000, true, 0, 5_000],
  ['a quiet chat', 2_000, false, 0, 10_000],
  ['a YouTube that wants more rest', 12_000, true, 0, 12_000],
  ['a small rest of the day', 2_000, true, 8_001, 15_000],
])('%s is polled no quicker than pays', (_what, asked, isBusy, used, pause) => {
  expect(readPollPause(asked, isBusy, planBudget(10_000, used, noon))).toBe(pause)
})
