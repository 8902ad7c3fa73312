import { expect, test } from 'vitest'
import { readSearch } from '../../../../services/panel/channel/audit/search.ts'

test('the address says what is shown; what makes no sense in it is left out', () => {
  expect(readSearch({ topic: 'points', by: 'chat' })).toEqual({ topic: 'points', by: 'chat' })
  expect(readSearch({ actor: 'user:1' })).toEqual({ actor: 'user:1' })
  expect(readSearch({ topic: '', by: 'nobody', actor: '', other: 'y' })).toEqual({})
  expect(readSearch({ topic: 'toString', by: ['user'] })).toEqual({})
})
