import { expect, test } from 'vitest'
import { survive } from './storm.ts'

test('a storm with killed bots, broken sockets, a stopped database, doubled and swapped messages loses nothing and counts nothing twice', async () => {
  const { lost, twice, late, hurt, wrongLines, broken, ...survived } = await survive({
    people: 1_000,
    kills: 2,
    databaseStops: 1,
    socketDrops: 1,
    pauseMs: 300,
  })
  expect({ lost, twice, late, hurt, wrongLines, broken }).toEqual({
    lost: 0,
    twice: 0,
    late: 0,
    hurt: 0,
    wrongLines: [],
    broken: [],
  })
  const { pointsBefore, pointsAfter, spent, entered, inTime, saidAfterDraw, spam, spamTaken } = survived
  expect(pointsAfter).toBe(pointsBefore - spent)
  expect(entered).toBe(inTime + 2 * 961)
  expect(saidAfterDraw).toBeGreaterThan(500)
  expect(spam).toBeGreaterThan(spamTaken)
  expect(spamTaken).toBeLessThanOrEqual(10)
}, 180_000)
