/** Seals of prize keys, and their fingerprints: HMAC-SHA-256 under a secret that is sealed itself. It fulfils the engine's `KeySeals`. */
import { createHmac, randomBytes } from 'node:crypto'
import { SealError, type Vault } from './crypto.ts'

/** `openSecret` throws a `SealError` where the secret cannot be opened any more: without it nobody knows which keys are there already. */
export function createKeySeals(vault: Vault) {
  return {
    seal: (keyId: number, key: string): string => vault.seal(key, contextOfKey(String(keyId))),
    open(keyId: number, sealed: string): string | undefined {
      try {
        return vault.open(sealed, contextOfKey(String(keyId)))
      } catch (error) {
        // Whoever asked says so to the person, who can ask for the backup of the key file.
        if (error instanceof SealError) return undefined
        throw error
      }
    },
    makeSecret: (): string => randomBytes(32).toString('hex'),
    sealSecret: (poolId: number, secret: string): string => vault.seal(secret, contextOfSecret(String(poolId))),
    openSecret: (poolId: number, sealed: string): string => vault.open(sealed, contextOfSecret(String(poolId))),
    fingerprint: (secret: string, key: string): string => createHmac('sha256', secret).update(key).digest('base64url'),
  }
}

/** What the seal of a key names. */
export const contextOfKey = (id: string) => `token_pool:${id}:token`
/** What the seal of a pool's secret names. */
export const contextOfSecret = (id: string) => `prize_pools:${id}:secret`
