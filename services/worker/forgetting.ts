/** Once an hour: old attempts, messages and news are removed, a piece at a time. */
import { forgetSome } from '@streambot/shared/engine/forget.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'

export interface ForgettingOptions {
  readonly ports: Pick<Ports, 'store' | 'clock'>
  /** For how many days attempts and handled messages are kept. */
  readonly keepDays: number
  readonly everyMs?: number
  readonly onError: (error: unknown) => void
}

export interface Forgetting {
  /** Begins now, and again every hour. Any number of workers may do it at the same time. */
  start(): void
  /** Resolves when the piece that was begun is done. */
  stop(): Promise<void>
}

export function createForgetting({ ports, keepDays, everyMs = 3_600_000, onError }: ForgettingOptions): Forgetting {
  let timer: NodeJS.Timeout | undefined
  const stopped = new AbortController()
  let running: Promise<void> | undefined

  async function forgetAll(): Promise<void> {
    try {
      while (!stopped.signal.aborted && (await forgetSome(ports, keepDays)) > 0);
    } catch (error) {
      onError(error)
    }
  }

  function begin(): void {
    running ??= forgetAll().finally(() => (running = undefined))
  }

  return {
    start() {
      begin()
      timer = setInterval(begin, everyMs)
    },
    async stop() {
      stopped.abort()
      clearInterval(timer)
      await running
    },
  }
}
