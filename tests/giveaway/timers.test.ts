import { isTimerDue, isTimerMinutes } from '@streambot/shared/giveaway/timers.ts'
import { expect, test } from 'vitest'

const at = new Date('2026-11-21T12:00:00Z')
const after = (ms: number) => new Date(at.getTime() + ms)

test.for([
  [10, 600_000, 5, true],
  [10, 599_999, 500, false],
  [10, 6_000_000, 4, false],
  [1, 60_000, 6, true],
] as const)('every %i minutes, after %i ms and %i lines: %s', ([minutes, ms, lines, isDue]) =>
  expect(isTimerDue(minutes, at, lines, after(ms))).toBe(isDue),
)

test('minutes are whole, from one to a day', () => {
  expect([1, 1_440, 0, 1_441, -1, 1.5, Number.NaN].map(isTimerMinutes)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})
