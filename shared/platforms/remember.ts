/** Answers about accounts, kept for a while. */
import { LRUCache } from 'lru-cache'
import type { Account } from '../giveaway/words.ts'

/** Asks about each login at most once a minute; also that nobody has it is remembered. An error is not. */
export function rememberAccounts(
  find: (login: string) => Promise<Account | undefined>,
  now: () => number,
): (login: string) => Promise<Account | undefined> {
  const known = new LRUCache<string, { readonly account: Account | undefined }>({
    max: 1000,
    ttl: 60_000,
    ttlResolution: 0,
    perf: { now },
  })
  return async (login) => {
    const held = known.get(login)
    if (held) return held.account
    const account = await find(login)
    known.set(login, { account })
    return account
  }
}
