/** Ends raffles when they are due. What is due stands in the database, so a crash delays an end and loses none. */
import type { Ports } from '@streambot/shared/engine/ports.ts'
import { endRaffle } from '@streambot/shared/engine/raffle.ts'

export interface RaffleEndingOptions {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'chance' | 'live'>
  /** Milliseconds between two looks. */
  readonly everyMs?: number
  readonly onError: (error: unknown) => void
}

export interface RaffleEnding {
  /** Looks now, and again every second. Any number of workers may do it at the same time. */
  start(): void
  /** Resolves when the look that was begun is done. */
  stop(): Promise<void>
}

export function createRaffleEnding({ ports, everyMs = 1_000, onError }: RaffleEndingOptions): RaffleEnding {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  async function endDue(): Promise<void> {
    for (const id of await ports.store.findDueRaffles(ports.clock.now())) await endRaffle(ports, id)
  }

  function begin(): void {
    running ??= endDue()
      .catch(onError)
      .finally(() => (running = undefined))
  }

  return {
    start() {
      begin()
      timer = setInterval(begin, everyMs)
    },
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
