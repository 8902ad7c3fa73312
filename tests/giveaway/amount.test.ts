import { type Amount, countPoints, mostPoints, readAmount, readWhole } from '@streambot/shared/giveaway/amount.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

describe('a whole number', () => {
  test.each([
    ['1', 1],
    ['007', 7],
    ['1k', 1_000],
    ['1K', 1_000],
    ['1.5k', 1_500],
    ['0.5k', 500],
    ['1.234k', 1_234],
    ['2m', 2_000_000],
    ['0.000001m', 1],
    ['1.234567M', 1_234_567],
    ['1000000m', mostPoints],
    ['1000000000000', mostPoints],
    ['１２', 12],
    ['①', 1],
    ['5²', 52],
  ])('%j is %d', (said, points) => {
    expect(readWhole(said)).toBe(points)
  })

  test.each([
    '',
    ' ',
    '0',
    '000',
    '0k',
    '0.0k',
    '-1',
    '+1',
    '1.5',
    '1.0',
    '.5k',
    '1.k',
    '1,000',
    "1'000",
    '1_000',
    '1 000',
    '1e3',
    '0x10',
    '1.2345k',
    '1.2345678m',
    '1kk',
    '1b',
    'k',
    '1k 2',
    '1000000000001',
    '1000001m',
    '9999999999999m',
    '99999999999999',
    '9'.repeat(10_000),
    'NaN',
    'Infinity',
    '½',
    '٣',
    '५',
    'five',
    '1\n',
  ])('%j is none', (said) => {
    expect(readWhole(said)).toBeUndefined()
  })

  test('whatever is typed, what is read is whole, positive and not beyond the most', () => {
    const typed = fc.array(fc.constantFrom(...'0123456789.km%-e')).map((characters) => characters.join(''))
    fc.assert(
      fc.property(typed, (said) => {
        const points = readWhole(said)
        if (points === undefined) return
        expect(Number.isSafeInteger(points) && points >= 1 && points <= mostPoints).toBe(true)
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })

  test('a number with a unit is exact to the last point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (thousandths) => {
        const said = `${Math.floor(thousandths / 1_000)}.${String(thousandths % 1_000).padStart(3, '0')}k`
        expect(readWhole(said)).toBe(thousandths)
      }),
      { numRuns: 1_000, seed: 2 },
    )
  })
})

describe('an amount', () => {
  test.each<[string, Amount]>([
    ['100', { kind: 'points', points: 100 }],
    ['1k', { kind: 'points', points: 1_000 }],
    ['1%', { kind: 'share', percent: 1 }],
    ['25%', { kind: 'share', percent: 25 }],
    ['100%', { kind: 'share', percent: 100 }],
    ['２５％', { kind: 'share', percent: 25 }],
    ['max', { kind: 'all' }],
    ['ALL', { kind: 'all' }],
    ['ｍａｘ', { kind: 'all' }],
  ])('%j is %j', (said, amount) => {
    expect(readAmount(said)).toEqual(amount)
  })

  test.each(['0%', '101%', '999%', '1000%', '1.5%', '-5%', '%', '5 %', '5%%', '1k%', 'half', 'maximum', 'everything'])(
    '%j is none',
    (said) => {
      expect(readAmount(said)).toBeUndefined()
    },
  )
})

describe('what an amount comes to', () => {
  test.each<[Amount, number, number]>([
    [{ kind: 'points', points: 100 }, 5, 100],
    [{ kind: 'all' }, 0, 0],
    [{ kind: 'all' }, 77, 77],
    [{ kind: 'share', percent: 50 }, 7, 3],
    [{ kind: 'share', percent: 1 }, 99, 0],
    [{ kind: 'share', percent: 100 }, 99, 99],
    [{ kind: 'share', percent: 33 }, mostPoints, 330_000_000_000],
  ])('%j of %d is %d', (amount, balance, points) => {
    expect(countPoints(amount, balance)).toBe(points)
  })

  test('a share is whole and never more than the balance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: mostPoints }), (percent, balance) => {
        const points = countPoints({ kind: 'share', percent }, balance)
        expect(Number.isSafeInteger(points) && points >= 0 && points <= balance).toBe(true)
      }),
      { seed: 3 },
    )
  })
})
