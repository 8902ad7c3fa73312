import { expect, test } from 'vitest'
import { readSearch } from '../../../../services/panel/channel/viewers/search.ts'

test('the address says what is shown; what makes no sense in it is left out', () => {
  expect(readSearch({ tab: 'top', order: 'points', text: 'an', platform: 'kick' })).toEqual({
    tab: 'top',
    order: 'points',
    text: 'an',
    platform: 'kick',
  })
  expect(readSearch({ tab: 'x', order: 7, text: { a: 1 }, platform: null, other: 'y' })).toEqual({})
  expect(readSearch({ text: 1999 })).toEqual({ text: '1999' })
  expect(readSearch({ text: '' })).toEqual({})
})
