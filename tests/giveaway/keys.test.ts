import { countMissing, endingOf, longestKey, maskKey, readKeys, whyNotTheirs } from '@streambot/shared/giveaway/keys.ts'
import { statuses, winnerStates } from '@streambot/shared/giveaway/words.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const keysOf = (text: string): string[] => readKeys(text).keys.map(({ key }) => key)
const faultsOf = (text: string) => readKeys(text).faults.map(({ line, fault }) => `${line} ${fault}`)

describe('a paste', () => {
  test('gives a key a line, without the space around it', () => {
    expect(readKeys('AAAA-1\n  BBBB-2\t\r\nCCCC 3, with a comma; and more\r')).toEqual({
      keys: [
        { line: 1, key: 'AAAA-1' },
        { line: 2, key: 'BBBB-2' },
        { line: 3, key: 'CCCC 3, with a comma; and more' },
      ],
      faults: [],
    })
  })

  test('names the lines that are blank, and those that were there before', () => {
    const text = 'A-1\n\n   \nA-2\nA-1\n A-2 \n'
    expect(keysOf(text)).toEqual(['A-1', 'A-2'])
    expect(faultsOf(text)).toEqual(['2 blank', '3 blank', '5 repeated', '6 repeated'])
  })

  test('takes keys that differ in the case of a letter as two', () => {
    expect(keysOf('abc\nABC')).toEqual(['abc', 'ABC'])
  })

  test.each([
    ['a key of ten thousand letters', 'x'.repeat(10_000), 'too-long'],
    ['one letter more than there may be', 'x'.repeat(longestKey + 1), 'too-long'],
    ['a NUL', 'AB\0CD', 'unreadable'],
    ['an escape', 'AB\u001b[31mCD', 'unreadable'],
    ['a sign that turns the direction', 'AB\u202eDC', 'unreadable'],
    ['a sign that nobody sees', 'AB\u200bCD', 'unreadable'],
    ['half a character', 'AB\ud83dCD', 'unreadable'],
    ['bytes of another encoding', 'AB\ufffdCD', 'unreadable'],
  ])('keeps no line with %s', (_, key, fault) => {
    expect(readKeys(`A-1\n${key}\nA-2`)).toMatchObject({
      keys: [{ key: 'A-1' }, { key: 'A-2' }],
      faults: [{ line: 2, fault }],
    })
  })

  test('keeps a key of the longest length, and one in letters that run from right to left', () => {
    const long = 'x'.repeat(longestKey)
    expect(keysOf(`${long}\nמפתח-123`)).toEqual([long, 'מפתח-123'])
  })

  test('that is empty gives nothing, and an end of line behind the last key is no line', () => {
    expect(readKeys('')).toEqual({ keys: [], faults: [] })
    expect(readKeys('\uFEFFA-1\n')).toEqual({ keys: [{ line: 1, key: 'A-1' }], faults: [] })
  })

  test('gives every line back as a key or a fault, whatever stands in it', () => {
    const line = fc.oneof(fc.constantFrom('', ' ', 'A', 'B', '\0', '"', 'x'.repeat(600)), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = ['first', ...lines.map((one) => one.replace(/[\r\n]/g, ''))].join('\n')
        const { keys, faults } = readKeys(text)
        expect(keys.length + faults.length).toBe(text.replace(/\n$/, '').split('\n').length)
        expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length)
        for (const { key } of keys) expect(key).toMatch(/^\S(?:.{0,498}\S)?$/su)
      }),
    )
  })
})

describe('a CSV', () => {
  test.each([',', ';', '\t'])('parted by %j gives the column that its header calls keys', (sign) => {
    const lines = [
      ['Game', 'Steam Key', 'Note'],
      ['Doom', 'AAA-1', 'x'],
      ['Quake', '', 'x'],
      ['Hexen'],
      ['Heretic', ' BBB-2 ', ''],
    ]
    const text = lines.map((cells) => cells.join(sign)).join('\r\n')
    expect(keysOf(text)).toEqual(['AAA-1', 'BBB-2'])
    expect(faultsOf(text)).toEqual(['3 no-cell', '4 no-cell'])
  })

  test('may have the sign that parts cells, and quotation marks, within quotation marks', () => {
    expect(keysOf('\nname,code\n"Doom, the game","A""1,2"\n"Quake" , "B-2" ')).toEqual(['A"1,2', 'B-2'])
  })

  test('with nothing but a header has no keys', () => {
    expect(readKeys('key\n')).toEqual({ keys: [], faults: [] })
  })
})

test('of a long key the last letters are shown, and of a short one none', () => {
  expect(maskKey(endingOf('AAAA-BBBB-CCCC'))).toBe('••••••••CCC')
  expect(maskKey(endingOf('AAAA-BBBB-C'))).toBe('••••••••')
})

test('a key is theirs who claimed it or had nothing to claim, in a giveaway that counts', () => {
  const theirs = statuses.flatMap((status) =>
    winnerStates.filter((state) => whyNotTheirs(status, { state }) === undefined).map((state) => [status, state]),
  )
  expect(theirs).toEqual(
    statuses
      .filter((status) => status !== 'cancelled')
      .flatMap((status) => [
        [status, 'claimed'],
        [status, 'confirmed'],
      ]),
  )
  expect(whyNotTheirs('drawn', { state: 'pending' })).toBe('not-claimed')
  expect(whyNotTheirs('cancelled', { state: 'claimed' })).toBe('not-won')
})

test('winners without a key are those behind the keys that are left and handed out', () => {
  expect([countMissing(5, 0, 3), countMissing(5, 2, 3), countMissing(5, 5, 0), countMissing(1, 3, 0)]).toEqual([
    2, 0, 0, 0,
  ])
})
