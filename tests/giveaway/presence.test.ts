import { notSeenLive, seeLive } from '@streambot/shared/giveaway/presence.ts'
import { expect, test } from 'vitest'

test.each<[string, boolean[], boolean]>([
  ['nothing seen yet', [], false],
  ['live at once', [true], true],
  ['one miss', [true, false], true],
  ['two misses in a row', [true, false, false], false],
  ['two misses with a sight between', [true, false, true, false], true],
  ['misses only', [false], false],
  ['live again after the end', [true, false, false, true], true],
])('%s', (_, looks, live) => {
  expect(looks.reduce(seeLive, notSeenLive).live).toBe(live)
})
