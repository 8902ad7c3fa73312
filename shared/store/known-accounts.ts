/** What one process knows of accounts, so that those who are as they were cost no statement. */
import { LRUCache } from 'lru-cache'
import type { Account, StreamerId } from '../giveaway/words.ts'
import { RepeatError } from './transaction.ts'

/** Accounts whose identities are known to stand in the database with this login and name: there is nothing to make or note. */
export interface KnownAccounts {
  has(streamerId: StreamerId, account: Account): boolean
  /**
   * Notes those who were new, when everybody was found. When somebody was not, all are forgotten, and it throws `RepeatError`: the
   * transaction is repeated and makes who is missing.
   */
  confirm(streamerId: StreamerId, strangers: readonly Account[], allFound: boolean): void
}

export function createKnownAccounts(): KnownAccounts {
  const names = new LRUCache<string, string>({ max: 200_000 })
  const keyOf = (streamerId: StreamerId, { platform, userId }: Account) => `${streamerId}:${platform}:${userId}`
  const nameOf = ({ login, name }: Account) => `${login} ${name}`
  return {
    has: (streamerId, account) => names.get(keyOf(streamerId, account)) === nameOf(account),
    confirm(streamerId, strangers, allFound) {
      if (!allFound) {
        names.clear()
        throw new RepeatError(`An account that was known to streamer ${streamerId} is not in the database any more.`)
      }
      for (const account of strangers) names.set(keyOf(streamerId, account), nameOf(account))
    },
  }
}
