/** Secrets that a browser or a tool holds and we do not: what stands with us is a hash. */
import { createHash, randomBytes } from 'node:crypto'

/** 256 bits that nobody can guess. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Known by its beginning, for people and for those who look for secrets where none should be. */
export function makeApiSecret(): string {
  return `sb_${makeSecret()}`
}

/** SHA-256 in hex. A secret is random enough to need no salt. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The PKCE verifier of a sign-in: it rests on what this browser alone holds, so it need not be kept anywhere. */
export function makeVerifier(browserSecret: string, state: string): string {
  return createHash('sha256').update(`pkce:${browserSecret}:${state}`).digest('base64url')
}
