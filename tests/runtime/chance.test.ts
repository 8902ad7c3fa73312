import { chance } from '@streambot/shared/runtime/chance.ts'
import { expect, test } from 'vitest'

test('every number below the most comes, and none from it on', () => {
  const seen = new Set(Array.from({ length: 2_000 }, () => chance.below(10)))
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('of one number there is one', () => {
  expect(chance.below(1)).toBe(0)
})
