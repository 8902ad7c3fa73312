import { isCounted, type Odds, oddsOf, type Stakes } from '@streambot/shared/giveaway/odds.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const stakes = (change: Partial<Stakes> = {}): Stakes => ({
  kind: 'tickets',
  ticketCount: 5_012,
  isSealed: false,
  ...change,
})

test.for<[what: string, stakes: Stakes, tickets: number, odds: Odds]>([
  ['the part that one holds', stakes(), 3, { code: 'chance', tickets: 3, all: 5_012, part: 3 / 5_012 }],
  ['nothing without a ticket', stakes(), 0, { code: 'not-in' }],
  ['nothing where nobody is in', stakes({ ticketCount: 0 }), 0, { code: 'not-in' }],
  [
    'certainty where the count is not there yet',
    stakes({ ticketCount: 0 }),
    1,
    { code: 'chance', tickets: 1, all: 1, part: 1 },
  ],
  ['unknown until chatters are counted', stakes({ kind: 'active' }), 0, { code: 'not-counted' }],
  ['known once they are', stakes({ kind: 'active', isSealed: true }), 0, { code: 'not-in' }],
  ['no odds where the first ones win', stakes({ kind: 'first' }), 0, { code: 'first-come', hasWon: false }],
  ['won by whoever came first', stakes({ kind: 'first' }), 1, { code: 'first-come', hasWon: true }],
])('the odds are %s', ([, given, tickets, odds]) => {
  expect(oddsOf(given, tickets)).toEqual(odds)
})

test('the parts of all who are in make one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 50 }), (held) => {
      const ticketCount = held.reduce((sum, tickets) => sum + tickets, 0)
      const parts = held.map((tickets) => oddsOf(stakes({ ticketCount }), tickets))
      const sum = parts.reduce((total, odds) => total + (odds.code === 'chance' ? odds.part : Number.NaN), 0)
      expect(sum).toBeCloseTo(1, 9)
    }),
  )
})

test('only active chatters are counted late', () => {
  expect((['keyword', 'tickets', 'first'] as const).map((kind) => isCounted({ kind, isSealed: false }))).toEqual([
    true,
    true,
    true,
  ])
  expect(isCounted({ kind: 'active', isSealed: false })).toBe(false)
})
