/** Whether a channel is live on YouTube, and who is there, as far as its chat tells. */
import { LRUCache } from 'lru-cache'
import type { Stream } from '../../engine/ports.ts'
import type { Chat } from '../../engine/ports/chat.ts'
import type { Account } from '../../giveaway/words.ts'

/** How long somebody who wrote counts as present: YouTube tells nobody who watches. */
const presentMs = 600_000
const mostPresent = 50_000

/** Asks YouTube nothing: a chat that is connected is that of a live stream. `now` is in milliseconds that only grow. */
export function createYoutubeStream(
  chat: Pick<Chat, 'onMessage' | 'onState'>,
  now: () => number = () => performance.now(),
): Stream {
  const present = new LRUCache<string, Account>({ max: mostPresent, ttl: presentMs, ttlResolution: 0, perf: { now } })
  let isLive = false
  chat.onState((state) => void (isLive = state === 'connected'))
  chat.onMessage(({ account }) => void present.set(account.userId, account))
  return {
    platform: 'youtube',
    isLive: async () => isLive,
    findPresent: async () => [...present.values()],
  }
}
