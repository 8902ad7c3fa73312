/** Who is in a chat, as far as it tells: for platforms that tell nobody who watches. */
import { LRUCache } from 'lru-cache'
import type { Chat } from '../engine/ports/chat.ts'
import type { Account } from '../giveaway/words.ts'

/** How long somebody who wrote counts as present. */
const presentMs = 600_000
const mostPresent = 50_000

/** Gives those who wrote lately. `now` is in milliseconds that only grow. */
export function followPresent(chat: Pick<Chat, 'onMessage'>, now: () => number): () => Promise<Account[]> {
  const present = new LRUCache<string, Account>({ max: mostPresent, ttl: presentMs, ttlResolution: 0, perf: { now } })
  chat.onMessage(({ account }) => void present.set(account.userId, account))
  return async () => [...present.values()]
}
