/** Keys of a streamer's own tools: made, and revoked for good. */
import type { StreamerId } from '../giveaway/words.ts'
import type { Cause, Ports } from './ports.ts'
import type { ApiKey, NewApiKey } from './ports/people.ts'

/** So many keys a streamer may have at a time. */
const mostKeys = 50

/** Makes a key; its secret is the caller's to show, once. Nothing: there are as many as there may be. */
export function makeApiKey(
  { store }: Pick<Ports, 'store'>,
  key: NewApiKey,
  { actor }: Cause,
): Promise<ApiKey | undefined> {
  const { streamerId, name, scopes, expiresAt } = key
  return store.transact(async (tx) => {
    // Of two that are made at once the second is counted behind the first.
    await tx.lockUser(streamerId)
    if ((await tx.findApiKeys(streamerId)).length >= mostKeys) return undefined
    const made = await tx.addApiKey(key)
    tx.addAudit(streamerId, actor, 'key made', undefined, { keyId: made.id, name, scopes, expiresAt })
    return made
  })
}

/** From the commit on no request with the key is taken. False: there is no such key, or not any more. */
export function revokeApiKey(
  { store }: Pick<Ports, 'store'>,
  { streamerId, keyId }: { readonly streamerId: StreamerId; readonly keyId: number },
  { actor }: Cause,
): Promise<boolean> {
  return store.transact(async (tx) => {
    if (!(await tx.revokeApiKey(streamerId, keyId))) return false
    tx.addAudit(streamerId, actor, 'key revoked', undefined, { keyId })
    return true
  })
}
