/** The key with which webhooks are signed (https://docs.kick.com/events/webhook-security). */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

export interface Signer {
  /** The public key as PEM. */
  readonly publicKey: string
  /** RSA PKCS#1 v1.5 with SHA-256 over id, time and raw body with dots between, in base64. */
  sign(messageId: string, timestamp: string, body: string): Promise<string>
  /** Takes another key pair from now on. */
  rotate(): void
}

/** A signer. All of one process begin with the same key, because making one takes long. */
export function createSigner(): Signer {
  let keys = (firstKeys ??= makeKeys())
  return {
    get publicKey() {
      return String(keys.publicKey.export({ type: 'spki', format: 'pem' }))
    },
    async sign(messageId, timestamp, body) {
      const signature = await signApart('RSA-SHA256', Buffer.from(`${messageId}.${timestamp}.${body}`), keys.privateKey)
      return signature.toString('base64')
    },
    rotate() {
      keys = makeKeys()
    },
  }
}

/** Signing takes long, so it happens on another thread. */
const signApart = promisify(sign)

interface Keys {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

let firstKeys: Keys | undefined

function makeKeys(): Keys {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}
