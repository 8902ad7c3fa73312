import { nameOne, unitsOf } from '@streambot/shared/languages/points-name.ts'
import { expect, test } from 'vitest'

test.for([
  ['coins', 'coin'],
  ['Gems', 'Gem'],
  ['bonus', 'bonus'],
  ['glass', 'glass'],
  ['Taler', 'Taler'],
  ['⭐', '⭐'],
] as const)('one of %s is a %s', ([name, one]) => expect(nameOne(name)).toBe(one))

test('a name of their own stands as it is in every language, and without one each has its own word', () => {
  const usual = { unit: 'Punkt', units: 'Punkte' }
  expect(unitsOf('points', usual)).toBe(usual)
  expect(unitsOf('coins', usual)).toEqual({ unit: '\u2068coin\u2069', units: '\u2068coins\u2069' })
})
