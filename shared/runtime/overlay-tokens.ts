/** The tokens in the addresses of overlays, sealed. It fulfils the engine's `OverlaySeals`. */
import { openOrNothing, type Vault } from './crypto.ts'

/** `open` gives nothing where it cannot be opened any more: then only a new address helps. */
export function createOverlaySeals(vault: Vault) {
  return {
    seal: (id: string, token: string): string => vault.seal(token, contextOf(id)),
    open: (id: string, sealed: string): string | undefined => openOrNothing(vault, sealed, contextOf(id)),
  }
}

/** What the seal of a token names. */
export const contextOf = (id: string) => `overlays:${id}:token`
