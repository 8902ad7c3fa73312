import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findUntold } from '@streambot/shared/giveaway/untold.ts'
import { platforms } from '@streambot/shared/giveaway/words.ts'
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

/** The rows of the streamer's guide, by what they rest on: which cells say that a platform tells. */
const rows = [
  ['`-for followers`, `-follow`', 'follow'],
  ['`-age`', 'account'],
  ['`-for vips`, `-vipx`', 'vip'],
  ['`-tier`, `-subx 2,3,5`', 'tier'],
] as const

test.each(rows)('the row %s of the guide says the same', (row, what) => {
  const guide = readFileSync(new URL('../../../../../docs/streamers-guide.md', import.meta.url), 'utf8')
  const line = guide.split('\n').find((one) => one.startsWith(`| ${row} |`)) ?? ''
  const cells = line.split(' | ').slice(1)
  const untold = platforms.filter((_, index) => /unknown|there are none|the first/.test(cells[index] ?? ''))
  expect(cells.length).toBe(platforms.length)
  expect(findUntold(what, platforms)).toEqual(untold)
})
