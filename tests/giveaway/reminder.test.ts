import { findReminder, isWorthReminding, remindAfter } from '@streambot/shared/giveaway/reminder.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { expect, test } from 'vitest'
import { after, makeGiveaway, noon } from './world.ts'

test.for<[number, Date | undefined]>([
  [0, undefined],
  [1, after(60_000)],
  [120, after(7_200_000)],
])('with %i minutes the next reminder is at %s', ([minutes, at]) => {
  expect(remindAfter(noon, minutes)).toEqual(at)
})

test.for<[string, Partial<Giveaway>, boolean]>([
  ['open without an end', {}, true],
  ['open for 30 seconds and a bit', { closesAt: after(30_001) }, true],
  ['open for 30 seconds', { closesAt: after(30_000) }, false],
  ['open, with an end that has passed', { closesAt: after(-1) }, false],
  ['a draft', { status: 'draft' }, false],
  ['scheduled', { status: 'scheduled' }, false],
  ['paused', { status: 'paused' }, false],
  ['closed', { status: 'closed' }, false],
  ['drawn', { status: 'drawn' }, false],
  ['completed', { status: 'completed' }, false],
  ['cancelled', { status: 'cancelled' }, false],
])('a giveaway that is %s is worth a reminder: %s', ([, giveaway, worth]) => {
  expect(isWorthReminding(makeGiveaway(giveaway), noon)).toBe(worth)
  expect(findReminder(makeGiveaway({ ...giveaway, remindsAt: noon }))).toEqual(worth ? noon : undefined)
})

test('where none is planned none is found', () => {
  expect(findReminder(makeGiveaway())).toBeUndefined()
})
