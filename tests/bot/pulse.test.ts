import { createPulse } from '@streambot/bot/pulse.ts'
import { describe, expect, test } from 'vitest'
import { createTestTimers } from '../support/bot.ts'

function start() {
  const timers = createTestTimers()
  const runs: PromiseWithResolvers<void>[] = []
  const work = (): Promise<void> => {
    const run = Promise.withResolvers<void>()
    runs.push(run)
    return run.promise
  }
  return { timers, runs, pulse: createPulse({ work, restMs: 1_000, gatherMs: 200, timers }) }
}

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

describe('a pulse', () => {
  test('beats after a rest, and rests again', async () => {
    const { timers, runs } = start()
    timers.turn(999)
    expect(runs).toHaveLength(0)
    timers.turn(1)
    expect(runs).toHaveLength(1)
    runs[0]?.resolve()
    await settle()
    timers.turn(1_000)
    expect(runs).toHaveLength(2)
  })

  test('a storm of nudges is one beat, soon', () => {
    const { timers, runs, pulse } = start()
    for (let nudge = 0; nudge < 100; nudge++) pulse.nudge()
    timers.turn(200)
    expect(runs).toHaveLength(1)
  })

  test('a nudge during a beat is followed by another beat, never by two at once', async () => {
    const { timers, runs, pulse } = start()
    timers.turn(1_000)
    pulse.nudge()
    timers.turn(5_000)
    expect(runs).toHaveLength(1)
    runs[0]?.resolve()
    await settle()
    timers.turn(200)
    expect(runs).toHaveLength(2)
  })

  test('stops after the beat that is under way', async () => {
    const { timers, runs, pulse } = start()
    timers.turn(1_000)
    const stopped = pulse.stop()
    runs[0]?.resolve()
    await stopped
    pulse.nudge()
    timers.turn(5_000)
    expect(runs).toHaveLength(1)
    expect(timers.count).toBe(0)
  })
})
