import { readEntry, readWord, splitWords } from '@streambot/shared/giveaway/entry.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const zeroWidth = '\u200B'
const padding = '\u{E0000}'
const long = 'a'.repeat(10_000)

describe('the first word of a line', () => {
  test.each([
    ['!enter', '!enter'],
    ['!ENTER 5', '!enter'],
    ['   !enter   5', '!enter'],
    ['\t!enter\t5', '!enter'],
    [`!enter ${padding}`, '!enter'],
    [`!enter${padding}`, '!enter'],
    [`!en${zeroWidth}ter`, '!enter'],
    [`${zeroWidth}!enter`, '!enter'],
    ['\u200F!enter\u200E', '!enter'],
    ['\u202E!enter\u202C', '!enter'],
    ['\u2067!enter\u2069 5', '!enter'],
    ['\uFEFF!enter', '!enter'],
    ['!enter\u3164', '!enter'],
    ['！ｅｎｔｅｒ　５', '!enter'],
    ['!𝓮𝓷𝓽𝓮𝓻', '!enter'],
    ['!enter5', '!enter5'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['σίσυφοσ', 'σίσυφος'],
    ['İstanbul', 'i̇stanbul'],
    ['ISTANBUL', 'istanbul'],
    ['ıstanbul', 'istanbul'],
    ['🍕', '🍕'],
    ['❤️', '❤'],
    ['👩‍🚀 please', '👩🚀'],
    ['Cheer100 !enter', 'cheer100'],
    [`${long} 5`, long],
  ])('of %j is %j', (text, word) => {
    expect(readWord(text)).toBe(word)
  })

  test.each(['', '   ', zeroWidth, padding, `${zeroWidth} ${padding}\u200F`, '\u3164'])('%j has none', (text) => {
    expect(readWord(text)).toBeUndefined()
    expect(splitWords(text)).toEqual([])
  })

  test('a word that was read reads as itself, so that a stored word can be found again', () => {
    const caseless = /[\p{Lo}\p{Cn}\p{Co}\p{Cs}]/u
    for (let code = 0; code <= 0x1_ff_ff; code++) {
      const text = String.fromCodePoint(code)
      const word = caseless.test(text) ? undefined : readWord(text)
      if (word !== undefined && readWord(word) !== word) expect.fail(`U+${code.toString(16)} gives ${word}`)
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readWord(readWord(text) ?? '')).toBe(readWord(text))
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })

  test('the case of a letter changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readWord(text.toUpperCase())).toBe(readWord(text.toLowerCase()))
      }),
      { numRuns: 2_000, seed: 3 },
    )
  })

  test('invisible characters anywhere change nothing', () => {
    const invisible = fc.constantFrom(zeroWidth, padding, '\u00AD', '\u200F', '\uFE0F', '\u2060')
    fc.assert(
      fc.property(fc.array(fc.oneof(invisible, fc.constantFrom(...'!enter 5'))), (parts) => {
        const seen = parts.filter((part) => part.codePointAt(0) === part.charCodeAt(0) && part < '\u0080').join('')
        expect(splitWords(parts.join(''))).toEqual(splitWords(seen))
      }),
      { seed: 2 },
    )
  })
})

test('the words of a line keep their case', () => {
  expect(splitWords(' !Open  WORD\u200B Steam\tKey ')).toEqual(['!Open', 'WORD', 'Steam', 'Key'])
})

describe('an entry', () => {
  test.each([
    ['!enter', 1],
    ['!enter 5', 5],
    ['!enter 1k', 1_000],
    ['!enter 1.5k', 1_500],
    ['!enter ５', 5],
    ['!enter max', 'max'],
    ['!enter ALL', 'max'],
    [`!enter ${padding}`, 1],
    [`!enter ${zeroWidth}5${padding}`, 5],
    ['!enter \u202B5\u202C', 5],
    ['!enter 5 please', 5],
    ['!enter please', 1],
    ['!enter me in, please', 1],
    ['!enter Cheer100', 1],
    ['!enter 5 Cheer100 Cheer100', 5],
    ['!enter Cheer100 Kappa 5', 1],
    ['!enter #5', 1],
    ['!enter @friend', 1],
    ['.enter 5', 5],
    ['pizza', 1],
    ['PIZZA', 1],
    ['pizza 3', 3],
    ['pizza max', 'max'],
    ['🍕', 1],
    ['🍕 3', 3],
    ['🍕 🍕 🍕', 1],
    ['❤️ 2', 2],
    [`!${long}`, 1],
    [`!enter ${long}`, 1],
  ] as const)('of %j asks for %j', (text, tickets) => {
    expect(readEntry(text)).toEqual({ tickets })
  })

  test.each([
    '!enter 0',
    '!enter 00',
    '!enter -5',
    '!enter \u22125',
    '!enter \u20135',
    '!enter ٥',
    '!enter +5',
    '!enter 1.5',
    '!enter .5',
    '!enter 1e9',
    '!enter 0x10',
    '!enter 1,000',
    '!enter 5please',
    '!enter 5%',
    '!enter 99999999999999',
    `!enter ${'9'.repeat(10_000)}`,
    'pizza is what I had',
    'pizza time',
    'pizza 3 please',
    'pizza 3 times a day',
    'pizza 0',
    'pizza -1',
    `pizza ${long}`,
  ])('is not read from %j', (text) => {
    expect(readEntry(text)).toBeUndefined()
  })
})
