/** How long an ask waits for its answer while thousands come in a second, against a lone one. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bar, median, quantile, tell } from './bar.ts'
import { asksOf, openCosted, openStand, type Stand } from './stand.ts'

const seconds = 5

/** The median of a lone entry, in milliseconds: nothing else is under way. */
async function measureAlone(stand: Stand): Promise<number> {
  const giveaway = await openCosted(stand)
  const waits: number[] = []
  for (const ask of asksOf(stand).slice(0, 200)) {
    const start = performance.now()
    await stand.engine.entering.enter(giveaway.id, ask)
    waits.push(performance.now() - start)
  }
  return median(waits)
}

/** Offers so many asks a second, evenly, whatever comes back; gives the waits in milliseconds. */
async function offer(stand: Stand, rate: number): Promise<number[]> {
  const giveaway = await openCosted(stand)
  const asks = asksOf(stand).slice(0, rate * seconds)
  const waits: number[] = []
  const answers: Promise<void>[] = []
  const begin = performance.now()
  for (let sent = 0; sent < asks.length;) {
    const due = Math.min(asks.length, Math.ceil(((performance.now() - begin) / 1_000) * rate))
    for (; sent < due; sent++) {
      const ask = asks[sent]
      // The wait counts from when the ask was due, so that a late generator hides nothing.
      const start = begin + (sent / rate) * 1_000
      if (ask)
        answers.push(
          stand.engine.entering.enter(giveaway.id, ask).then(() => void waits.push(performance.now() - start)),
        )
    }
    await sleep(1)
  }
  await Promise.all(answers)
  return waits
}

function latencyBar(name: string, rate: number, limit: number): Bar {
  return {
    name,
    what: `p99 from ask to answer at ${rate} offered a second : median of a lone entry`,
    limit,
    kind: 'at-most',
    async measure(ground) {
      const stand = await openStand(ground, rate * seconds)
      const ratios: number[] = []
      for (let round = 0; round < 5; round++) {
        const alone = await measureAlone(stand)
        const waits = await offer(stand, rate)
        const p99 = quantile(waits, 0.99)
        tell(name, `alone ${alone.toFixed(2)} ms, p50 ${quantile(waits, 0.5).toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`)
        ratios.push(p99 / alone)
      }
      await stand.engine.close()
      return median(ratios)
    },
  }
}

export const latencyBars: readonly Bar[] = [
  latencyBar('latency-5000', 5_000, 5),
  latencyBar('latency-15000', 15_000, 40),
]
