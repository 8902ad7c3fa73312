import { ease, lineUp, mostNames, reelStop, sliceAt, wheelStop } from '../../services/overlay/picture.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const entrant = (number: number) => ({ platform: 'twitch' as const, userId: `${number}`, name: `Person ${number}` })
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('who stands on the wheel', () => {
  test('is the winner, once, whatever the sample is and wherever chance puts them', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 60 })
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 90 }), chance, (sampled, won, at) => {
        const winner = entrant(won)
        const { names, stopsOn } = lineUp({ entries: sampled.map(entrant) }, winner, [], () => at)
        expect(names[stopsOn]).toBe(winner.name)
        expect(names.filter((name) => name === winner.name)).toHaveLength(1)
        expect(names.length).toBeLessThanOrEqual(mostNames)
        expect(names).toHaveLength(Math.min(mostNames, new Set([...sampled, won]).size))
      }),
    )
  })

  test('is nobody who has won before', () => {
    const sample = { entries: [1, 2, 3].map(entrant) }
    const { names } = lineUp(sample, entrant(3), [entrant(1)], () => 0)
    expect(names).toEqual(['Person 3', 'Person 2'])
  })

  test('are two people where two have one name', () => {
    const twin = { ...entrant(2), name: 'Person 1' }
    expect(lineUp({ entries: [entrant(1)] }, twin, [], () => 0).names).toEqual(['Person 1', 'Person 1'])
  })
})

test('a wheel stops with its winner under the pointer, well inside of the slice', () => {
  const one = fc.integer({ min: 1, max: mostNames }).chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1)))
  fc.assert(
    fc.property(one, fc.integer({ min: 1, max: 9 }), chance, ([count, slice], turns, within) => {
      const stop = wheelStop(count, slice, turns, within)
      const nudge = (2 * Math.PI * 0.14) / count
      for (const angle of [stop, stop - nudge, stop + nudge]) expect(sliceAt(count, angle)).toBe(slice)
    }),
  )
})

test('a reel stops on the row of its winner', () => {
  for (const count of [1, 7, 60])
    for (let row = 0; row < count; row++) expect(reelStop(count, row, 3) % count).toBe(row)
})

test('what turns goes from its start to its stop, never back, and slower and slower', () => {
  expect([ease(-1), ease(0), ease(1), ease(2)]).toEqual([0, 0, 1, 1])
  const steps = Array.from({ length: 100 }, (_, step) => ease((step + 1) / 100) - ease(step / 100))
  for (const [index, step] of steps.entries()) expect(step).toBeLessThanOrEqual(steps[index - 1] ?? 1)
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(0)
})
