/** Secrets of webhooks: 32 bytes of the system's randomness, sealed. It fulfils the engine's `WebhookSecrets`. */
import { randomBytes, randomUUID } from 'node:crypto'
import { openOrNothing, type Vault } from './crypto.ts'

/** A secret is written as Standard Webhooks has it: base64 behind `whsec_`. `open` gives nothing where it cannot be opened any more. */
export function createWebhookSecrets(vault: Vault) {
  return {
    make(): { readonly id: string; readonly secret: string; readonly sealed: string } {
      const id = randomUUID()
      const secret = `whsec_${randomBytes(32).toString('base64')}`
      return { id, secret, sealed: vault.seal(secret, contextOf(id)) }
    },
    open: (id: string, sealed: string): string | undefined => openOrNothing(vault, sealed, contextOf(id)),
  }
}

/** What the seal of a secret names. */
export const contextOf = (id: string) => `webhooks:${id}:secret`
