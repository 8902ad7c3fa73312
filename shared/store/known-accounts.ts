/** What one process knows of accounts, so that those who are as they were cost no statement. */
import { LRUCache } from 'lru-cache'
import type { Account, StreamerId } from '../giveaway/words.ts'

/** Accounts whose identities are known to stand in the database with this login and name: there is nothing to make or note. */
export interface KnownAccounts {
  has(streamerId: StreamerId, account: Account): boolean
  add(streamerId: StreamerId, account: Account): void
  /** For when one of them turns out not to be there. */
  clear(): void
}

export function createKnownAccounts(): KnownAccounts {
  const names = new LRUCache<string, string>({ max: 100_000 })
  const keyOf = (streamerId: StreamerId, { platform, userId }: Account) => `${streamerId}:${platform}:${userId}`
  const nameOf = ({ login, name }: Account) => `${login} ${name}`
  return {
    has: (streamerId, account) => names.get(keyOf(streamerId, account)) === nameOf(account),
    add: (streamerId, account) => void names.set(keyOf(streamerId, account), nameOf(account)),
    clear: () => names.clear(),
  }
}
