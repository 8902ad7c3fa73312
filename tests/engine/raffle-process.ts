/** Begins to end a raffle, says so when its transaction holds the raffle, and then stands still until it is killed. */
import { writeSync } from 'node:fs'
import { endRaffle } from '@streambot/shared/engine/raffle.ts'
import { openEngine } from '../support/engine.ts'

const [, , url = '', raffleId = ''] = process.argv
const { ports } = openEngine(url)
const clock = { now: () => new Date('2100-01-01T00:00:00Z') }
const chance = {
  below(): number {
    writeSync(1, 'rolling')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    return 0
  },
}
await endRaffle({ ...ports, clock, chance }, Number(raffleId))
