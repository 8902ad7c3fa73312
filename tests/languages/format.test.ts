import { format, formatParts, namesIn, TemplateError } from '@streambot/shared/languages/format.ts'
import { expect, test } from 'vitest'

test('plurals and numbers follow the language', () => {
  const template = '{count, plural, one {# person is} other {# people are}} in'
  expect(format('en', template, { count: 1 })).toBe('1 person is in')
  expect(format('en', template, { count: 12_500 })).toBe('12,500 people are in')
  expect(format('de', '{count, plural, one {# Person ist} other {# Personen sind}} dabei', { count: 12_500 })).toBe(
    '12.500 Personen sind dabei',
  )
})

test('a number stands as the language writes it, within a plural too', () => {
  const template = '{all} of {count, plural, one {# and {all}} other {# and {all}}}'
  expect(format('en', template, { all: 9_310, count: 2_000 })).toBe('9,310 of 2,000 and 9,310')
  expect(format('de', template, { all: 9_310, count: 2_000 })).toBe('9.310 of 2.000 and 9.310')
  expect(format('en', '{all}', { all: '9310' })).toBe('9310')
})

test('a value is text whatever it holds', () => {
  expect(format('en', '<b>{name}</b> is in', { name: '{count} <img>' })).toBe('<b>{count} <img></b> is in')
})

test.for(['{name', '{count, plural, one {x}}', '{nobody}'])('what cannot be said is an error: %s', (template) => {
  expect(() => format('en', template, { count: 2, name: 'a' })).toThrow(TemplateError)
})

test('what is no text stands between the pieces of text, in the order of the language', () => {
  const name = { element: 'bdi' }
  expect(formatParts('en', 'Unlink {name} from {platform}?', { name, platform: '<b>' })).toEqual([
    'Unlink ',
    name,
    ' from <b>?',
  ])
  expect(formatParts('de', '{count, number} für {name}', { count: 1_000, name })).toEqual(['1.000 für ', name])
  expect(formatParts('en', 'nothing of the kind', {})).toEqual(['nothing of the kind'])
  expect(() => formatParts('en', '{name}', {})).toThrow(TemplateError)
})

test('a template says which values it asks for', () => {
  expect(namesIn('en', '{who} has {count, plural, one {# ticket for {prize}} other {# tickets for {prize}}}')).toEqual([
    'count',
    'prize',
    'who',
  ])
  expect(() => namesIn('en', '{')).toThrow(TemplateError)
})
