import { expect, test } from 'vitest'
import { fieldsOf, findFaults, listLimits, rulesOf } from '../../../../services/panel/channel/rewards/rules.ts'

const song = {
  id: 1,
  name: 'song request',
  price: 250,
  stock: 3,
  personSeconds: 90,
  everybodySeconds: 0,
  mostPerPerson: 1,
  mostInAll: null,
  prefix: 'S',
  digits: 3,
  needsText: true,
  isOn: true,
}

test('a reward comes out of the form as it went in', () => {
  const { id: _id, isOn: _isOn, digits: _digits, ...rules } = song
  expect(rulesOf(fieldsOf(song))).toEqual(rules)
})

test('a new reward has no limits, and the fields that are left empty set none', () => {
  const rules = rulesOf({ ...fieldsOf(), name: '  Song   request ', personSeconds: '', prefix: ' vip ' })
  expect(rules).toMatchObject({ name: 'Song request', stock: null, mostPerPerson: null, mostInAll: null })
  expect(rules).toMatchObject({ personSeconds: 0, everybodySeconds: 0, prefix: 'VIP' })
})

test('what is sold out is no reward without an end', () => {
  expect(rulesOf({ ...fieldsOf(song), stock: 0 }).stock).toBe(0)
})

test.each([
  [{ name: '' }, ['name']],
  [{ name: 'one two three four five six' }, ['name']],
  [{ name: 'a'.repeat(51) }, ['name']],
  [{ price: '' }, ['price']],
  [{ prefix: '' }, ['prefix']],
  [{ prefix: 'A1' }, ['prefix']],
  [{ name: 'a', price: 0, prefix: 'abc' }, []],
])('of %j the form finds wrong: %j', (change, wrong) => {
  expect(Object.keys(findFaults({ ...fieldsOf(song), ...change }))).toEqual(wrong)
})

test('a card names the limits that there are, and no others', () => {
  expect(listLimits(song)).toEqual([
    ['rewards.limit.stock', { count: 3 }],
    ['rewards.limit.per-person', { count: 1 }],
    ['rewards.limit.person-waits', { seconds: 90 }],
    ['rewards.limit.text', {}],
  ])
  expect(listLimits({ ...song, stock: null, mostPerPerson: null, personSeconds: 0, needsText: false })).toEqual([])
})
