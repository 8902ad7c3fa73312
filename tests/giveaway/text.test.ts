import { cleanText, isClean } from '@streambot/shared/giveaway/text.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

test.each([
  ['two\r\nlines\t', 'two lines'],
  ['\u0000', ''],
  ['a\u0000b', 'a b'],
  ['half \ud83c', 'half \ufffd'],
  ['🎁 gift', '🎁 gift'],
  ['123456789012345', '123456789012'],
  ['12345678901🎁', '12345678901\ufffd'],
])('%j becomes %j', (text, clean) => {
  expect(cleanText(text, 12)).toBe(clean)
})

test('whatever is typed, it comes out so that it can be kept, and no longer than it may be', () => {
  const any = fc.string({ unit: fc.oneof(fc.constantFrom('\u0000', '\ud83c', '\udf81', '\u0085'), fc.string()) })
  fc.assert(
    fc.property(any, fc.nat(20), (text, most) => {
      const clean = cleanText(text, most)
      expect(isClean(clean)).toBe(true)
      expect(clean.length).toBeLessThanOrEqual(most)
      if (isClean(text)) expect(clean).toBe(text.slice(0, most).toWellFormed().trim())
    }),
    { seed: 5 },
  )
})
