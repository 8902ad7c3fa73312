import { readLanguage } from '@streambot/api/language.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

test.for([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['de', 'de'],
  ['de-AT,en;q=0.9', 'de'],
  ['DE', 'de'],
  ['fr-FR, fr;q=0.9, de;q=0.5, en;q=0.4', 'de'],
  ['en;q=0.2, de;q=0.3', 'de'],
  ['de;q=0', 'en'],
  ['de;q=0, en;q=0.1', 'en'],
  ['fr', 'en'],
] as const)('whoever sends %s is answered in %s', ([header, language]) => {
  expect(readLanguage({ 'accept-language': header })).toBe(language)
})

test('whatever the header holds, there is a language', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      expect(['en', 'de']).toContain(readLanguage({ 'accept-language': header }))
    }),
  )
})
