import { expect, test } from 'vitest'
import { survive } from './storm.ts'

test('a storm with killed bots, a stopped database, doubled and swapped messages loses nothing and counts nothing twice', async () => {
  const { lost, twice, pointsBefore, pointsAfter, spent, broken, entered } = await survive({
    people: 1_000,
    kills: 3,
    databaseStops: 1,
    pauseMs: 500,
  })
  expect({ lost, twice, broken }).toEqual({ lost: 0, twice: 0, broken: [] })
  expect(pointsAfter).toBe(pointsBefore - spent)
  expect(entered).toBe(1_000 + 950 + 950)
}, 180_000)
