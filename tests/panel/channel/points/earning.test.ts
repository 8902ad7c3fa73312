import { expect, test } from 'vitest'
import {
  countGambleEdge,
  countHourly,
  findChanges,
  listPaces,
  type PointSettings,
  takeOver,
} from '../../../../services/panel/channel/points/earning.ts'

const held: PointSettings = {
  pointsName: 'points',
  chatPoints: 5,
  chatPointsSeconds: 300,
  chatPointsLive: false,
  watchPoints: 0,
  watchSeconds: 600,
  subscriberFactor: 1,
  gamble: { on: false, percent: 45, least: 10, most: 1_000, restSeconds: 60 },
}

test('only what was changed is sent', () => {
  expect(findChanges(held, held)).toEqual({})
  expect(findChanges(held, { ...held, chatPoints: 0, gamble: { ...held.gamble, on: true } })).toEqual({
    chatPoints: 0,
    gamble: { on: true },
  })
})

test('what is set elsewhere stands in the form, but for what is changed there and not saved yet', () => {
  const form = { ...held, chatPoints: 10, gamble: { ...held.gamble, on: true } }
  const now = { ...held, chatPoints: 7, watchPoints: 3, gamble: { ...held.gamble, percent: 40 } }
  expect(takeOver(held, now, form)).toEqual({
    ...now,
    chatPoints: 10,
    gamble: { ...now.gamble, on: true },
  })
  expect(takeOver(held, now, held)).toEqual(now)
})

test.for([
  [5, 300, 60],
  [1, 7_200, 1],
  [0, 300, 0],
  [3, 86_400, 0],
] as const)('%d points once in %d seconds come to about %d an hour', ([points, seconds, hourly]) => {
  expect(countHourly(points, seconds)).toBe(hourly)
})

test('a chance of a half takes and gives nothing in the long run', () => {
  expect([45, 50, 99].map(countGambleEdge)).toEqual([-10, 0, 98])
})

test('a pace that is set is offered, and none that the server refuses', () => {
  expect(listPaces(60, 90)).toEqual([60, 90, 120, 300, 600, 900, 1_200, 1_800, 3_600])
  expect(listPaces(30, 300)[0]).toBe(30)
})
