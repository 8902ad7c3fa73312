/** The tokens with which anybody may listen: JSON Web Tokens (RFC 7519) for a client that named itself. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Guest {
  /** `guest:` and the UUID the client chose. */
  readonly sub: string
  /** Milliseconds. */
  readonly expiresAt: number
}

export interface Guests {
  issue(clientId: string): string
  /** Who the token is for, also when it has expired. Nothing: it is none of ours. */
  read(token: unknown): Guest | undefined
  /** A client that was sent away for good stays away; another name is let in. */
  bar(sub: string): void
  isBarred(sub: string): boolean
}

/** Tokens that last so many seconds. */
export function createGuests(now: () => number, seconds: number): Guests {
  const key = randomBytes(32)
  const barred = new Set<string>()
  const sign = (words: string) => createHmac('sha256', key).update(words).digest()
  return {
    issue(clientId) {
      const claims = { sub: `guest:${clientId}`, iat: toSeconds(now()), exp: toSeconds(now()) + seconds }
      const words = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
      return `${words}.${sign(words).toString('base64url')}`
    },
    read(token) {
      const [, words = '', claims = '', signature = ''] =
        /^([\w-]+\.([\w-]+))\.([\w-]{43})$/.exec(typeof token === 'string' ? token : '') ?? []
      if (!signature || !timingSafeEqual(sign(words), Buffer.from(signature, 'base64url'))) return undefined
      const { sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims // signed, so it is ours
      return { sub, expiresAt: exp * 1000 }
    },
    bar: (sub) => void barred.add(sub),
    isBarred: (sub) => barred.has(sub),
  }
}

interface Claims {
  readonly sub: string
  /** Seconds since 1970. */
  readonly exp: number
}

function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
