import { readTicket, writeTicket } from '@streambot/shared/giveaway/ticket-numbers.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

test.each([
  ['A', 1, 3, 'A-001'],
  ['VIP', 42, 3, 'VIP-042'],
  ['A', 1_000, 3, 'A-1000'],
  ['B', 7, 1, 'B-7'],
])('number %s %d with %d digits is written %s', (prefix, number, digits, written) => {
  expect(writeTicket({ prefix, number, digits })).toBe(written)
})

test.each([
  ['A-001', 'A', 1],
  ['a001', 'A', 1],
  ['vip-42', 'VIP', 42],
  ['#7', undefined, 7],
  ['12', undefined, 12],
  ['Ａ－０１２'.normalize('NFKC'), 'A', 12],
])('%s is read as a ticket number', (said, prefix, number) => {
  expect(readTicket(said)).toEqual({ prefix, number })
})

test.each(['', 'A-', 'A-000', 'ABCD-1', '-1', '1.5', '1e3', 'A 1', '1234567890'])('%j is no ticket number', (said) => {
  expect(readTicket(said)).toBeUndefined()
})

test('every ticket number that is written is read again', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ABCXYZ'), minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(
      letters,
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.integer({ min: 1, max: 6 }),
      (prefix, number, digits) => {
        expect(readTicket(writeTicket({ prefix, number, digits }))).toEqual({ prefix, number })
      },
    ),
  )
})
