import type { Amount } from '@streambot/shared/giveaway/amount.ts'
import { decideStake, hasWon } from '@streambot/shared/giveaway/gamble.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const points = (count: number): Amount => ({ kind: 'points', points: count })
const share = (percent: number): Amount => ({ kind: 'share', percent })
const all: Amount = { kind: 'all' }
const limits = { least: 10, most: 100 }

test.each<[string, Amount, number, ReturnType<typeof decideStake>]>([
  ['the least', points(10), 10, 10],
  ['the most', points(100), 500, 100],
  ['one too few', points(9), 500, 'bad-stake'],
  ['one too many', points(101), 500, 'bad-stake'],
  ['more than there is', points(51), 50, 'insufficient-balance'],
  ['more than one may and than there is', points(101), 50, 'bad-stake'],
  ['a half', share(50), 41, 20],
  ['a share that is too much', share(50), 500, 'bad-stake'],
  ['all', all, 41, 41],
  ['all of a lot is the most', all, 500, 100],
  ['all of nothing', all, 0, 'insufficient-balance'],
  ['all of too little', all, 9, 'insufficient-balance'],
  ['too few of too little', points(5), 9, 'insufficient-balance'],
])('%s', (_, amount, balance, stake) => {
  expect(decideStake(limits, amount, balance)).toBe(stake)
})

test('a stake is never more than there is, nor outside of what one may', () => {
  const amount = fc.oneof(fc.nat(200).map(points), fc.integer({ min: 1, max: 100 }).map(share), fc.constant(all))
  fc.assert(
    fc.property(fc.nat(300), fc.nat(50), fc.nat(100), amount, (balance, least, more, asked) => {
      const stake = decideStake({ least: least + 1, most: least + 1 + more }, asked, balance)
      if (typeof stake === 'string') return
      expect(stake).toBeLessThanOrEqual(Math.min(balance, least + 1 + more))
      expect(stake).toBeGreaterThan(least)
    }),
  )
})

test.each([1, 45, 50, 99])('of a hundred rolls %d win', (percent) => {
  const rolls = Array.from({ length: 100 }, (_, roll) => roll)
  expect(rolls.filter((roll) => hasWon({ percent }, roll))).toHaveLength(percent)
})
