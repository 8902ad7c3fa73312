import { createFirstLook } from '@streambot/bot/first-look.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const words = ['!enter', '!points', 'gold', 'straße', 'ключ', '１２']
const look = createFirstLook()
look.know(words.map((word) => readWord(word) ?? ''))

describe('the first look', () => {
  test.for([
    ['!enter', '!enter'],
    ['!ENTER 5', '!enter'],
    ['  !enter', '!enter'],
    ['！ｅｎｔｅｒ', '!enter'],
    ['!en\u200bter', '!enter'],
    ['\u{E0000}!enter', '!enter'],
    ['!enter\u{E0000}', '!enter'],
    ['!enter\t5', '!enter'],
    ['\v!enter', '!enter'],
    ['\f!enter', '!enter'],
    ['Gold', 'gold'],
    ['g\u034fold', 'gold'],
    ['КЛЮЧ', 'ключ'],
    ['12', '12'],
  ])('%j begins with %j', ([text = '', word]) => {
    expect(look.find(text)).toBe(word)
  })

  test.for(['', ' ', 'hello !enter', '!entered', 'golden', 'constructor', '!', '!unknown 5', '🎁🎁🎁', '/enter'])(
    '%j begins with no known word',
    (text) => {
      expect(look.find(text)).toBeUndefined()
    },
  )

  test('finds exactly what reading the whole line would find', () => {
    const part = fc.oneof(
      fc.constantFrom(...words, ...words.map((word) => word.toUpperCase()), '\u200b', '\u{E0000}', ' ', '\t', 'x'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join('')
        const word = readWord(text)
        const known = words.some((one) => readWord(one) === word)
        expect(look.find(text)).toBe(known ? word : undefined)
      }),
      { numRuns: 500 },
    )
  })
})
