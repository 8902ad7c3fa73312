import { isClean } from '@streambot/shared/giveaway/text.ts'
import { readName } from '@streambot/shared/platforms/name.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

test.each([
  ['Nina_K', 'Nina_K'],
  ['@nina.k-2', '@nina.k-2'],
  ['  Nina   K ', 'Nina K'],
  ['니나', '니나'],
  ['Ni\u0000na\u001B[31m', 'Nina[31m'],
  ['\u202Eanin\u202C', 'anin'],
  ['Ni\u200Bna', 'Nina'],
  ['Ni\uFEFFna', 'Ni na'],
  ['two\r\nlines', 'two lines'],
  ['\u3164\u200D', ''],
  ['', ''],
  ['👩\u200D🚀 ❤\uFE0F', '👩\u200D🚀 ❤\uFE0F'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ['N'.repeat(101), 'N'.repeat(100)],
  [`${'N'.repeat(99)}🎁`, 'N'.repeat(99)],
  [`${'N'.repeat(99)} N`, 'N'.repeat(99)],
])('%j is read as %j', (text, name) => {
  expect(readName(text)).toBe(name)
})

test('whatever comes in, what comes out can be kept and seen, or is nothing, and is read as itself', () => {
  const units = ['\u0000', '\uD83C', '\uDF81', '\u0085', '\u202E', '\u200B', '\u200D', '\u2028', ' ', 'N', '🎁']
  const any = fc.string({ unit: fc.oneof(fc.constantFrom(...units), fc.string()), maxLength: 150, size: 'max' })
  fc.assert(
    fc.property(any, (text) => {
      const name = readName(text)
      expect(isClean(name)).toBe(true)
      expect(name.length).toBeLessThanOrEqual(100)
      expect(name).not.toMatch(/[\p{Bidi_Control}\u200B]|\s\s|^\s|\s$/u)
      expect(readName(name)).toBe(name)
    }),
    { seed: 7, numRuns: 500 },
  )
})
