import { countsSince, dayIn } from '@streambot/shared/giveaway/stream-days.ts'
import { expect, test } from 'vitest'

test.each([
  ['Europe/Berlin', '2026-11-21T22:59:59.999Z', '2026-11-21'],
  ['Europe/Berlin', '2026-11-21T23:00:00.000Z', '2026-11-22'],
  // Berlin goes to summer time at 01:00 UTC on this day, which has 23 hours, and back on the other, which has 25.
  ['Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29'],
  ['Europe/Berlin', '2026-03-29T21:59:59.999Z', '2026-03-29'],
  ['Europe/Berlin', '2026-03-29T22:00:00.000Z', '2026-03-30'],
  ['Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25'],
  ['Europe/Berlin', '2026-10-25T22:59:59.999Z', '2026-10-25'],
  ['Pacific/Kiritimati', '2026-11-21T10:00:00.000Z', '2026-11-22'],
  ['America/St_Johns', '2026-11-22T03:29:59.999Z', '2026-11-21'],
  ['UTC', '2026-12-31T23:59:59.999Z', '2026-12-31'],
])('in %s %s falls on %s', (zone, at, day) => {
  expect(dayIn(zone, new Date(at))).toBe(day)
})

test('a day begins at midnight, or where midnight is skipped when the clocks have gone on', () => {
  const begin = (zone: string, at: string) => countsSince(zone, undefined, new Date(at)).toISOString()
  expect(begin('Europe/Berlin', '2026-11-21T12:00:00Z')).toBe('2026-11-20T23:00:00.000Z')
  expect(begin('Africa/Cairo', '2026-04-24T12:00:00Z')).toBe('2026-04-23T22:00:00.000Z')
})

test('limits count since the stream began, also over midnight, and since the day did once it was not seen for long', () => {
  const now = new Date('2026-11-22T00:30:00Z')
  const since = new Date('2026-11-21T20:00:00Z')
  expect(countsSince('UTC', { since, seenAt: new Date('2026-11-22T00:29:00Z') }, now)).toEqual(since)
  expect(countsSince('UTC', { since, seenAt: new Date('2026-11-21T12:30:00Z') }, now)).toEqual(new Date('2026-11-22'))
})
