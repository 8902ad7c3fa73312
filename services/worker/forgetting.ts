/** Once an hour: old attempts, messages and news are removed, a piece at a time. */
import { forgetSome } from '@streambot/shared/engine/forget.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'
import { keepLooking, type Looking } from './looking.ts'

export interface ForgettingOptions {
  readonly ports: Pick<Ports, 'store' | 'clock'>
  /** For how many days attempts and handled messages are kept. */
  readonly keepDays: number
  readonly everyMs?: number
  readonly onError: (error: unknown) => void
}

/** Any number of workers may do it at the same time. Stopped, it ends with the piece that was begun. */
export function createForgetting({ ports, keepDays, everyMs = 3_600_000, onError }: ForgettingOptions): Looking {
  const stopped = new AbortController()

  async function forgetAll(): Promise<void> {
    while (!stopped.signal.aborted && (await forgetSome(ports, keepDays)) > 0);
  }

  const looking = keepLooking(forgetAll, { everyMs, onError })
  return {
    start: looking.start,
    stop() {
      stopped.abort()
      return looking.stop()
    },
  }
}
