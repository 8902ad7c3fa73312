import { expect, test } from 'vitest'
import { afterReveal, findNext } from '../../../../../services/panel/channel/giveaways/one/picks.ts'

const picks = (...states: string[]) => states.map((state, index) => ({ pick: index + 1, state }))
const fresh = { upTo: 0, inRow: 0 }

test('what was shown is not revealed again', () => {
  expect(findNext(picks('missed', 'pending'), { upTo: 1, inRow: 0 })?.pick).toBe(2)
  expect(findNext(picks('missed', 'pending'), { upTo: 2, inRow: 0 })).toBeUndefined()
})

test('who was passed over is not revealed as a winner', () => {
  expect(findNext(picks('passed-over', 'passed-over', 'confirmed'), fresh)?.pick).toBe(3)
  expect(findNext(picks('passed-over'), fresh)).toBeUndefined()
})

test('winners come one after the other', () => {
  const first = afterReveal(picks('confirmed', 'confirmed', 'confirmed'), fresh)
  expect(first).toEqual({ upTo: 1, inRow: 1 })
  expect(afterReveal(picks('confirmed', 'confirmed', 'confirmed'), first)).toEqual({ upTo: 2, inRow: 2 })
})

test('behind the last one all stands, also who was passed over after it', () => {
  expect(afterReveal(picks('confirmed', 'passed-over'), fresh)).toEqual({ upTo: 2, inRow: 0 })
})

test('of a hundred winners five are revealed, then all stand', () => {
  const many = picks(...Array.from({ length: 100 }, () => 'confirmed'))
  const five = [1, 2, 3, 4, 5].reduce((revealed) => afterReveal(many, revealed), fresh)
  expect(five).toEqual({ upTo: 100, inRow: 0 })
  expect(findNext(many, five)).toBeUndefined()
})

test('a redraw after many winners is revealed again', () => {
  expect(findNext(picks('set-aside', 'confirmed'), { upTo: 1, inRow: 0 })?.pick).toBe(2)
})
