/** Seeds of draws: 32 bytes of the system's randomness, sealed until the result stands. It fulfils the engine's `Seeds`. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Vault } from './crypto.ts'

/**
 * Seeds sealed by the vault. A commitment is the SHA-256 of the seed's 32 bytes, in hex. `open` throws a `SealError` for a seed of
 * another row, or whose key is gone.
 */
export function createSeeds(vault: Vault) {
  return {
    newId: (): string => randomUUID(),
    make(rowId: string): { readonly sealed: string; readonly commitment: string } {
      const seed = randomBytes(32)
      const commitment = createHash('sha256').update(seed).digest('hex')
      return { sealed: vault.seal(seed.toString('hex'), contextOf(rowId)), commitment }
    },
    open: (rowId: string, sealed: string): string => vault.open(sealed, contextOf(rowId)),
  }
}

/** What the seal of a seed names. */
export const contextOf = (rowId: string) => `giveaways:${rowId}:seed`
