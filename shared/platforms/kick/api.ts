/** Kick's official HTTP interface: how every call of ours is made, and with whose tokens. */
import type { z } from 'zod'
import { askPlatform, askWithToken, PlatformError, unexpected, type PlatformAnswer, type TokenSource } from '../ask.ts'
import { appTokenBody, introspectBody, refusalBody } from './wire.ts'

export interface KickApi {
  /** `https://api.kick.com`. */
  readonly apiUrl: string
  readonly tokens: TokenSource
}

export interface KickApp {
  /** `https://id.kick.com`. */
  readonly idUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Asks under `/public/v1`, with a body where there is one to post. Any status is an answer, but 401 is asked once more with another token. */
export async function askKick({ apiUrl, tokens }: KickApi, path: string, body?: object): Promise<PlatformAnswer> {
  const posting = body && { method: 'POST', body: JSON.stringify(body) }
  return askWithToken('Kick', tokens, (token) =>
    askPlatform('Kick', `${apiUrl}/public/v1${path}`, {
      ...posting,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    }),
  )
}

/** Asks what Kick knows, and reads its answer. Throws a `PlatformError` for a refusal, with Kick's own words. */
export async function readFromKick<T>(api: KickApi, path: string, form: z.ZodType<T>, what: string): Promise<T> {
  const answer = await askKick(api, path)
  if (answer.status !== 200) throw unexpected('Kick', what, answer.status, readRefusal(answer))
  return readBody(form, answer, what)
}

/** The body of a good answer to what Kick was asked to do. Throws a `PlatformError` where it is not in its form. */
export function readBody<T>(form: z.ZodType<T>, { body }: PlatformAnswer, what: string): T {
  const { data, error } = form.safeParse(body)
  if (error === undefined) return data
  const message = `Kick was asked to ${what}, and its answer is not in a form that is known.`
  throw new PlatformError(message, { temporary: false, cause: error })
}

/** What Kick says is wrong, as far as it says anything. */
export function readRefusal({ body }: PlatformAnswer): string | undefined {
  return refusalBody.safeParse(body).data
}

/** Whether Kick still takes an access token. It asks for no such check, but a token may die without notice. */
export async function isTokenTaken(idUrl: string, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await askPlatform('Kick', `${idUrl}/oauth/token/introspect`, { method: 'POST', headers })
  if (answer.status === 401) return false
  if (answer.status !== 200) throw unexpected('Kick', 'check a token', answer.status, readRefusal(answer))
  return readBody(introspectBody, answer, 'check a token').data.active
}

/** Renewed so long before its end, in milliseconds. */
const marginMs = 600_000

/** The app's own tokens, with which it may subscribe to any channel and look anybody up. They live for weeks and are only kept in memory. */
export function createAppTokens({ idUrl, clientId, clientSecret, now }: KickApp): TokenSource {
  let held: { readonly token: string; readonly until: number } | undefined
  let asking: Promise<string> | undefined

  async function fetchToken(): Promise<string> {
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
    const answer = await askPlatform('Kick', `${idUrl}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    if (answer.status !== 200) throw unexpected('Kick', 'give the app a token', answer.status, readRefusal(answer))
    const { access_token: token, expires_in: seconds } = readBody(appTokenBody, answer, 'give the app a token')
    held = { token, until: now() + seconds * 1000 - marginMs }
    return token
  }

  return async (refused) => {
    if (held && held.token !== refused && held.until > now()) return held.token
    asking ??= fetchToken().finally(() => void (asking = undefined))
    return asking
  }
}
