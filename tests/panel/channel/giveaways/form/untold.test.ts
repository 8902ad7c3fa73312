import { expect, test } from 'vitest'
import { findHints } from '../../../../../services/panel/channel/giveaways/form/untold.ts'
import { beginForm } from '../../../../../services/panel/channel/giveaways/form/rules-form.ts'

const form = beginForm('tickets')

test('nothing is said beside rules that are not asked for', () => {
  expect(findHints(form)).toEqual({})
})

test('a rule says which of the chosen platforms cannot tell, and what becomes of their viewers', () => {
  expect(findHints({ ...form, followDays: 0, accountDays: 30 })).toEqual({
    followDays: { text: 'untold.out', platforms: ['youtube', 'kick'] },
    accountDays: { text: 'untold.out', platforms: ['kick'] },
  })
  expect(findHints({ ...form, followDays: 0, unknownPasses: true }).followDays?.text).toBe('untold.passes')
  expect(findHints({ ...form, followDays: 0, platforms: ['twitch'] })).toEqual({})
})

test('tiers, VIPs and better odds say where there are none', () => {
  expect(findHints({ ...form, audience: 'vips', minTier: '2' })).toEqual({
    audience: { text: 'untold.vip', platforms: ['youtube'] },
    minTier: { text: 'untold.tier', platforms: ['youtube', 'kick'] },
  })
  expect(findHints({ ...form, minTier: '1', vipFactor: 1, followerFactor: '' })).toEqual({})
  expect(Object.keys(findHints({ ...form, vipFactor: 2, tier3Factor: 3, followerFactor: 2 })).toSorted()).toEqual([
    'followerFactor',
    'tier3Factor',
    'vipFactor',
  ])
})
