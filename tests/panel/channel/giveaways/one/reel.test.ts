import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeReel, type Reeled } from '../../../../../services/panel/channel/giveaways/one/reel.ts'

const somebody = fc.record({ platform: fc.constantFrom('twitch', 'youtube', 'kick', 'guest'), name: fc.string() })
const chances = fc.array(fc.double({ min: 0, max: 0.999_999, noNaN: true }), { minLength: 1, maxLength: 60 })

function chanceOf(values: readonly number[]): () => number {
  let index = 0
  return () => values[index++ % values.length] ?? 0
}

test('the names always stop at the winner, whoever entered and whatever chance says', () => {
  fc.assert(
    fc.property(fc.array(somebody, { maxLength: 60 }), somebody, chances, (names, winner, values) => {
      const reel = makeReel(names, winner, chanceOf(values))
      expect(reel.at(-1)).toEqual(winner)
      expect(reel.length).toBeGreaterThan(20)
      expect(reel.every((one) => one === winner || names.includes(one))).toBe(true)
    }),
  )
})

test('the same name does not stand still while others are there', () => {
  const names: Reeled[] = ['Anna', 'Ben', 'Cleo'].map((name) => ({ platform: 'twitch', name }))
  const reel = makeReel(names, { platform: 'kick', name: 'Dana' }, () => 0)
  expect(reel.every((one, index) => index === 0 || one !== reel[index - 1])).toBe(true)
})

test('the winner does not go by before they are drawn', () => {
  const winner: Reeled = { platform: 'twitch', name: 'Anna' }
  const reel = makeReel([{ ...winner }, { platform: 'kick', name: 'Anna' }], winner, () => 0.5)
  expect(reel.filter(({ platform }) => platform === 'twitch')).toEqual([winner])
})

test('who was alone wins without anybody else', () => {
  const winner: Reeled = { platform: 'twitch', name: 'Anna' }
  expect(new Set(makeReel([{ ...winner }], winner, () => 0.5).map(({ name }) => name))).toEqual(new Set(['Anna']))
})
