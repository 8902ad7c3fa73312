import { expect, test } from 'vitest'
import { chartOf, height, minute } from '../../services/panel/parts/curve.ts'

const at = (ms: number, entryCount: number) => ({ at: new Date(ms).toISOString(), entryCount })

test('the last minute counts who came in it, and who left counts against', () => {
  const growth = [at(0, 10), at(minute * 3, 40), at(minute * 3 + 1_000, 35)]
  expect(chartOf(growth, 0, minute * 3 + 2_000).lastMinute).toBe(25)
  expect(chartOf(growth, 0, minute * 10).lastMinute).toBe(0)
})

test('the curve stays within its picture, also for a storm and for nothing at all', () => {
  for (const growth of [[], [at(0, 0), at(minute, 100_000)], [at(0, 50), at(minute, 0)]]) {
    const numbers =
      chartOf(growth, 0, minute * 2)
        .curve.match(/[\d.]+/g)
        ?.map(Number) ?? []
    for (const y of numbers.filter((_, index) => index % 2 === 1)) {
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(height)
    }
  }
})
