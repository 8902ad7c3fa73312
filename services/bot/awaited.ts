/** Whose messages matter because they were drawn, kept at hand: for everybody else a message costs one look-up. */
import { hearWinner } from '@streambot/shared/engine/claim.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'
import type { ChatMessage } from '@streambot/shared/engine/ports/chat.ts'
import type { GiveawayId, StreamerId } from '@streambot/shared/giveaway/words.ts'
import type { CatchFaults } from './news.ts'

export interface Awaited {
  /** Hands a message to the giveaways that wait for it. Never throws. */
  hear(message: ChatMessage): void
  /** Reads again who is awaited. */
  refresh(): Promise<void>
  /** Resolves when everything heard so far is kept. */
  drain(): Promise<void>
}

export function createAwaited(ports: Ports, streamerId: StreamerId, catchFaults: CatchFaults): Awaited {
  let known: ReadonlyMap<string, readonly GiveawayId[]> = new Map()
  const underWay = new Set<Promise<void>>()

  function take(giveawayId: GiveawayId, message: ChatMessage): void {
    const { platform, id, account, text, sentAt } = message
    const words = { message: { platform, id }, account, text, sentAt }
    const task = catchFaults('hearing a winner', async () => void (await hearWinner(ports, giveawayId, words)))
    underWay.add(task)
    void task.finally(() => underWay.delete(task))
  }

  return {
    hear(message) {
      if (known.size === 0) return
      for (const giveawayId of known.get(keyOf(message.account)) ?? []) take(giveawayId, message)
    },
    async refresh() {
      const awaited = await ports.store.findAwaited(streamerId, ports.clock.now())
      const grouped = Map.groupBy(awaited, keyOf)
      known = new Map([...grouped].map(([key, list]) => [key, list.map(({ giveawayId }) => giveawayId)]))
    },
    async drain() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

function keyOf({ platform, userId }: { readonly platform: string; readonly userId: string }): string {
  return `${platform}:${userId}`
}
