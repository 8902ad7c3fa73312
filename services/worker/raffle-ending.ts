/** Ends raffles when they are due. What is due stands in the database, so a crash delays an end and loses none. */
import type { Ports } from '@streambot/shared/engine/ports.ts'
import { endRaffle } from '@streambot/shared/engine/raffle.ts'
import { keepLooking, type Looking } from './looking.ts'

export interface RaffleEndingOptions {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'chance' | 'live'>
  /** Milliseconds between two looks. */
  readonly everyMs?: number
  readonly onError: (error: unknown) => void
}

/** Looks every second. Any number of workers may do it at the same time. */
export function createRaffleEnding({ ports, everyMs = 1_000, onError }: RaffleEndingOptions): Looking {
  async function endDue(): Promise<void> {
    for (const id of await ports.store.findDueRaffles(ports.clock.now())) await endRaffle(ports, id)
  }

  return keepLooking(endDue, { everyMs, onError })
}
