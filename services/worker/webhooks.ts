/** Tells webhooks what happens. What is to be sent stands in the database, so a crash delays it and loses none. */
import { randomUUID } from 'node:crypto'
import { deliverAll, type DeliverPorts, mostAtOnce, takeDue } from '@streambot/shared/engine/deliver.ts'
import { keepLooking, type Looking } from './looking.ts'
import { writeEvents } from './webhook-events.ts'

export interface WebhooksOptions {
  readonly ports: DeliverPorts
  /** Milliseconds between two looks. */
  readonly everyMs?: number
  readonly onError: (error: unknown) => void
}

/**
 * Looks every second. Any number of workers may do it at the same time. Stopped, it breaks off what is being sent, to be sent again, and
 * resolves when nothing is under way.
 */
export function createWebhooks({ ports, everyMs = 1_000, onError }: WebhooksOptions): Looking {
  const stopped = new AbortController()
  const { signal } = stopped
  const sending = new Set<Promise<void>>()

  async function look(): Promise<void> {
    const watched = await ports.store.findWatched()
    for (const webhook of watched) await writeEvents(ports, webhook).catch(onError)
    const room = mostAtOnce - sending.size
    if (watched.length === 0 || room <= 0 || signal.aborted) return
    const key = randomUUID()
    for (const id of await takeDue(ports, key, room)) send(id, key)
  }

  /** Each webhook by itself: a slow one holds up no other. */
  function send(id: string, key: string): void {
    const sent = deliverAll(ports, id, key, signal)
      .catch(onError)
      .finally(() => void sending.delete(sent))
    sending.add(sent)
  }

  const looking = keepLooking(look, { everyMs, onError })
  return {
    start: looking.start,
    async stop() {
      stopped.abort()
      await looking.stop()
      await Promise.all(sending)
    },
  }
}
