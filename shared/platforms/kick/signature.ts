/** Whether Kick signed a delivery (https://docs.kick.com/events/webhook-security). */
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { askPlatform, PlatformError, unexpected } from '../ask.ts'
import { publicKeyBody } from './wire.ts'

export interface KeyringOptions {
  /** `https://api.kick.com`. */
  readonly apiUrl: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface Keyring {
  /** Whether the signature, in base64, is Kick's. Throws a `PlatformError` while its key cannot be had. */
  isSigned(words: Uint8Array, signature: string): Promise<boolean>
}

/** Anybody can post what does not verify, so a key is asked for no more often, in milliseconds. */
const restMs = 60_000

/** Keeps Kick's public key. What does not verify may be signed with a new one, so then the key is asked for again. */
export function createKeyring({ apiUrl, now }: KeyringOptions): Keyring {
  let key: KeyObject | undefined
  let askedAt = -Infinity
  let asking: Promise<KeyObject> | undefined

  function ask(): Promise<KeyObject> {
    askedAt = now()
    asking ??= fetchKey(apiUrl).finally(() => void (asking = undefined))
    return asking
  }

  return {
    async isSigned(words, signature) {
      const bytes = Buffer.from(signature, 'base64')
      const isBy = (one: KeyObject): boolean => verify('RSA-SHA256', words, one, bytes)
      if (key && isBy(key)) return true
      if (!asking && now() - askedAt < restMs) {
        if (key) return false
        throw new PlatformError("Kick's public key could not be had a moment ago.", { temporary: true })
      }
      key = await ask()
      return isBy(key)
    },
  }
}

async function fetchKey(apiUrl: string): Promise<KeyObject> {
  const { status, body } = await askPlatform('Kick', `${apiUrl}/public/v1/public-key`)
  if (status !== 200) throw unexpected('Kick', 'give its public key', status)
  return readKey(publicKeyBody.safeParse(body).data?.data.public_key ?? '')
}

function readKey(pem: string): KeyObject {
  try {
    const key = createPublicKey(pem)
    if (key.asymmetricKeyType === 'rsa') return key
    throw new Error(`It is of the kind ${key.asymmetricKeyType}.`)
  } catch (cause) {
    throw new PlatformError('Kick gave a public key that is none of RSA.', { temporary: false, cause })
  }
}
