/** A `TokenStore` in memory, of one connection. */
import type { AccountTokens, TokenStore } from '@streambot/shared/engine/ports/chat.ts'

export interface MemoryTokens extends TokenStore {
  /** What is stored; nothing once it is dead. */
  tokens: AccountTokens | undefined
}

export function createMemoryTokens(tokens: AccountTokens): MemoryTokens {
  let last: Promise<unknown> = Promise.resolve()

  async function renewLocked(spent: string, renew: Parameters<TokenStore['renew']>[2]) {
    if (!store.tokens || store.tokens.accessToken !== spent) return store.tokens
    const renewed = await renew(store.tokens)
    store.tokens = renewed === 'dead' ? undefined : renewed
    return store.tokens
  }

  const store: MemoryTokens = {
    tokens,
    find: async () => store.tokens,
    renew(_connectionId, spent, renew) {
      const turn = last.then(() => renewLocked(spent, renew))
      last = turn.catch(() => undefined) // whoever asked gets it
      return turn
    },
  }
  return store
}
