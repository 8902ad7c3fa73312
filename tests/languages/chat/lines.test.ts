import { cleanName, cleanText, fitLines, looksLikeCommand } from '@streambot/shared/languages/chat/lines.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const anyText = fc.string({ unit: 'binary', maxLength: 900 })

describe('fitting a sentence into lines', () => {
  test('gives at most two lines, none longer than allowed, none with control characters', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 500 }), (text, width) => {
        const lines = fitLines(`Hello ${text}`, width)
        expect(lines.length).toBeLessThanOrEqual(2)
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(width)
          expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
        }
      }),
    )
  })

  test('a sentence that fits stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 50 }), (text) => {
        fc.pre(text.trim() === text && !looksLikeCommand(text))
        expect(fitLines(text, 50)).toEqual([text])
      }),
    )
  })

  test('loses no word when two lines hold it', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z/!.]{1,10}$/), { minLength: 1, maxLength: 16 }), (words) => {
        const sentence = `Words: ${words.join(' ')}`
        expect(fitLines(sentence, 110).join(' ').replace('… ', '')).toBe(sentence)
      }),
    )
  })

  test.for(['/ban anna', '.timeout anna', '!giveaway cancel', '\\me', '\u200b/ban', ' \u{E0001} !x'])(
    'never begins the first line like a command: %j',
    (sentence) => {
      const [line = ''] = fitLines(sentence, 50)
      expect(line).toMatch(/^… /)
      expect(line).toContain(sentence.trim())
    },
  )

  test('never begins the second line with a typed word', () => {
    const lines = fitLines(`The prize is ${'/ban anna '.repeat(9)}`, 60)
    expect(lines[1]).toMatch(/^… /)
  })

  test('does not cut a character in two', () => {
    expect(
      fitLines(`Hi ${'🎁'.repeat(100)}`, 50)
        .join('')
        .isWellFormed(),
    ).toBe(true)
  })

  test('says with … that something is missing', () => {
    expect(fitLines('word '.repeat(100), 50)[1]).toMatch(/ …$/)
  })
})

describe('cleaning text from chat', () => {
  test.for([
    ['Steam\nkey\u0000', 'Steam key'],
    ['  a\u2028b\tc ', 'a b c'],
    ['x'.repeat(90), `${'x'.repeat(79)}…`],
    ['🎁'.repeat(90), `${'🎁'.repeat(79)}…`],
  ])('%j becomes %j', ([text = '', cleaned]) => {
    expect(cleanText(text, 80)).toBe(cleaned)
  })

  test.for([
    ['Anna', 'Anna'],
    ['@@Anna', 'Anna'],
    ['An na\r\n', 'An_na'],
    ['\u200b\u{E0000}', undefined],
    ['', undefined],
  ])('the name %j becomes %j', ([name = '', cleaned]) => {
    expect(cleanName(name)).toBe(cleaned)
  })
})
