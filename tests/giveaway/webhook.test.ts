import { liveNewsSchema } from '@streambot/shared/contract/live.ts'
import { decideRetry, sayStopped, webhookEvents } from '@streambot/shared/giveaway/webhook.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const start = new Date('2026-11-21T12:00:00Z')
const later = (ms: number): Date => new Date(start.getTime() + ms)

/** The tries of a webhook that fails from the start, in milliseconds since; `luck` in the middle is no jitter. */
function failFor(luck: number): number[] {
  const tries = [0]
  for (let failures = 1; ; failures++) {
    const now = later(tries.at(-1) ?? 0)
    const next = decideRetry({ failures, failingSince: start, status: 500 }, now, luck)
    if (!next) return tries
    tries.push(next.getTime() - start.getTime())
  }
}

test('the pause doubles from five seconds to an hour, and after a day of failures nothing is tried any more', () => {
  const tries = failFor(0.5)
  const pauses = tries.slice(1).map((at, index) => (at - (tries[index] ?? 0)) / 1000)
  expect(pauses.slice(0, 11)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600])
  expect(new Set(pauses.slice(10))).toEqual(new Set([3600]))
  const [last = 0, before = 0] = tries.toReversed()
  expect(last).toBeGreaterThanOrEqual(86_400_000)
  expect(before).toBeLessThan(86_400_000)
})

test('a pause is a quarter more or less, by luck, and the day is a day whatever the luck', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, luck) => {
      const usual = Math.min(5_000 * 2 ** (failures - 1), 3_600_000)
      const next = decideRetry({ failures, failingSince: start, status: undefined }, start, luck)
      const pause = (next?.getTime() ?? 0) - start.getTime()
      expect(pause).toBeGreaterThanOrEqual(Math.floor(usual * 0.75))
      expect(pause).toBeLessThanOrEqual(usual * 1.25)
    }),
  )
  for (const luck of [0, 1]) {
    const tries = failFor(luck)
    expect(tries.length).toBeGreaterThan(25)
    expect(tries.at(-1)).toBeLessThan(86_400_000 + 3_600_000 * 1.25)
  }
})

test('whoever says that they are gone is not asked again, and the streamer is told which of both it was', () => {
  expect(decideRetry({ failures: 1, failingSince: start, status: 410 }, start, 0.5)).toBeUndefined()
  expect(sayStopped({ status: 410 }, 'It answered 410.')).toBe(
    'The receiver said that it is gone. Nothing is sent to it until you resume it.',
  )
  expect(sayStopped({ status: 500 }, 'It answered 500.')).toBe(
    'It failed for a whole day, at last so: It answered 500. Nothing is sent to it until you resume it.',
  )
})

test('a webhook can be told of every kind of news that there is', () => {
  const kinds = liveNewsSchema.options.map(({ shape }) => shape.kind.value)
  expect(kinds.toSorted()).toEqual([...webhookEvents, 'left'].toSorted())
})
