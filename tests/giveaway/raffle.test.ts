import { mostPoints } from '@streambot/shared/giveaway/amount.ts'
import { isInTime, isRaffle, pickSome, shareOut } from '@streambot/shared/giveaway/raffle.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { after, noon } from './world.ts'

test.each<[boolean, number, number, number]>([
  [true, 1, 10, 1],
  [true, mostPoints, 3_600, 100],
  [true, 5, 60, 5],
  [false, 0, 60, 1],
  [false, 4, 60, 5],
  [false, mostPoints + 1, 60, 1],
  [false, 100, 9, 1],
  [false, 100, 3_601, 1],
  [false, 100, 60, 0],
  [false, 1_000, 60, 101],
  [false, 1.5, 60, 1],
  [false, 100, Number.NaN, 1],
])('%s: %d points, %d seconds, %d winners', (may, points, seconds, winners) => {
  expect(isRaffle(points, seconds, winners)).toBe(may)
})

test.each([
  [-1, false],
  [0, true],
  [60_000, true],
  [60_001, false],
])('a message %d ms after the opening of a raffle of a minute joins: %s', (ms, joins) => {
  expect(isInTime({ openedAt: noon, endsAt: after(60_000) }, after(ms))).toBe(joins)
})

test('shares come to all points, and differ by one at most, the larger ones first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: mostPoints }), fc.integer({ min: 1, max: 100 }), (points, count) => {
      const shares = shareOut(points, count)
      expect(shares).toHaveLength(count)
      expect(shares.reduce((sum, share) => sum + share)).toBe(points)
      expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThanOrEqual(1)
      expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    }),
  )
})

test('points for nobody are no shares', () => {
  expect(shareOut(100, 0)).toEqual([])
})

test('so many are picked, each once, and everybody where there are fewer', () => {
  const rolls = fc.array(fc.nat(), { minLength: 30, maxLength: 30 })
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { maxLength: 30 }), fc.nat(30), rolls, (all, count, numbers) => {
      const picked = pickSome(all, count, (most) => (numbers.pop() ?? 0) % most)
      expect(picked).toHaveLength(Math.min(count, all.length))
      expect(new Set(picked).size).toBe(picked.length)
      expect(all).toEqual(expect.arrayContaining(picked))
    }),
  )
})

test('each pair of four is picked by one of the twelve ways to roll', () => {
  const pairs = [0, 1, 2, 3].flatMap((first) =>
    [0, 1, 2].map((second) => pickSome(['a', 'b', 'c', 'd'], 2, (most) => (most === 4 ? first : second)).join('')),
  )
  expect(new Set(pairs).size).toBe(12)
})
