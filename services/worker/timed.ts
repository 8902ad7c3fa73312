/** What comes by itself: a planned close, entries becoming final, the reveal of a seed. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'
import type { GiveawayId } from '@streambot/shared/giveaway/words.ts'
import type { Jobs } from '@streambot/shared/queue/jobs.ts'

export interface TimedOptions {
  readonly ports: Ports
  readonly jobs: Jobs
  /** Milliseconds between two looks for work whose wake-up was lost. */
  readonly sweepMs?: number
  readonly onError: (error: unknown, giveawayId?: GiveawayId) => void
}

export interface Timed {
  /** Looks for due work now, then runs it as it comes due. */
  start(): Promise<void>
  stop(): void
}

export function createTimed({ ports, jobs, sweepMs = 10_000, onError }: TimedOptions): Timed {
  let timer: NodeJS.Timeout | undefined

  async function advance(giveawayId: GiveawayId): Promise<void> {
    await advanceGiveaway(ports, giveawayId).catch((error: unknown) => onError(error, giveawayId))
  }

  async function sweep(): Promise<void> {
    for (const { id, at } of await ports.store.findComing()) {
      if (at <= ports.clock.now()) await advance(id)
      else await ports.later.wake(id, at)
    }
  }

  return {
    async start() {
      jobs.work((giveawayId) => advanceGiveaway(ports, giveawayId))
      await sweep().catch(onError)
      timer = setInterval(() => void sweep().catch(onError), sweepMs)
    },
    stop: () => clearInterval(timer),
  }
}
