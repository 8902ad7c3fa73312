/**
 * Signing in with a code (RFC 6749, section 4.1), with PKCE where a platform offers it (RFC 7636). Of our own, because the libraries fit
 * badly: arctic knows no addresses but the platforms' own, where no simulator can stand, and openid-client does not take the
 * list of scopes that Twitch answers.
 */
import { createHash } from 'node:crypto'
import type { Access, CodeAsk, SignIn } from '../engine/ports/people.ts'
import type { Account, Platform } from '../giveaway/words.ts'
import { askPlatform, checkAddress, PlatformError } from './ask.ts'
import { checkRefusal, readTokens } from './tokens.ts'

export interface SignInOptions {
  readonly platform: Platform
  /** As people call it, for sentences. */
  readonly name: string
  /** Where people agree, and where codes are traded. */
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly clientId: string
  /** Absent for an app without one. */
  readonly clientSecret: string | undefined
  readonly scopes: Readonly<Record<Access, readonly string[]>>
  /** What else the platform wants to hear when it is asked. */
  readonly wishes?: (access: Access) => Readonly<Record<string, string>>
  readonly hasPkce: boolean
  /** Whose token it is, as the platform says. */
  readonly findOwner: (accessToken: string) => Promise<Account | undefined>
  readonly now?: () => Date
}

/** Makes the sign-in of a platform. Throws for addresses to which no secret may travel. */
export function createSignIn(options: SignInOptions): SignIn {
  const { platform, name, authorizeUrl, tokenUrl, clientId, clientSecret, now = () => new Date() } = options
  for (const url of [authorizeUrl, tokenUrl]) checkAddress(url)

  return {
    platform,
    authorizeUrl(ask) {
      const url = new URL(authorizeUrl)
      for (const [key, value] of Object.entries(describeAsk(options, ask))) url.searchParams.set(key, value)
      return url.href
    },
    async trade(code, { redirectUri, verifier }) {
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
      const proof = {
        client_id: clientId,
        ...(clientSecret !== undefined && { client_secret: clientSecret }),
        ...(options.hasPkce && { code_verifier: verifier }),
      }
      const body = new URLSearchParams({ ...form, ...proof })
      const answer = await askPlatform(name, tokenUrl, { method: 'POST', body })
      if (answer.status !== 200) return void checkRefusal(name, 'trade a code', answer)
      const tokens = readTokens(name, answer, now())
      const account = await options.findOwner(tokens.accessToken)
      if (account) return { account, tokens }
      throw new PlatformError(`${name} took a code, but does not say whose it is.`, { temporary: false })
    },
  }
}

function describeAsk(
  { clientId, scopes, wishes, hasPkce }: SignInOptions,
  { access, redirectUri, verifier, state }: CodeAsk & { readonly state: string },
): Record<string, string> {
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes[access].join(' '),
    state,
    ...(hasPkce && { code_challenge: challenge, code_challenge_method: 'S256' }),
    ...wishes?.(access),
  }
}
