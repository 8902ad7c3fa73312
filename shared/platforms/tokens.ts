/** What a platform's token endpoint answers, alike on all of them (RFC 6749, section 5). */
import { z } from 'zod'
import type { AccountTokens } from '../engine/ports/chat.ts'
import { type PlatformAnswer, PlatformError, unexpected } from './ask.ts'

/** The tokens in a good answer. `old` holds where it says nothing: some platforms give a refresh token only once. */
export function readTokens(
  platform: string,
  { body }: PlatformAnswer,
  now: Date,
  old?: Pick<AccountTokens, 'refreshToken' | 'scopes'>,
): AccountTokens {
  const { data, error } = tokensBody.safeParse(body)
  if (!data) {
    const message = `${platform} gave tokens, but its answer is not in a form that is known.`
    throw new PlatformError(message, { temporary: false, cause: error })
  }
  const lifetime = data.expires_in
  return {
    accessToken: data.access_token,
    refreshToken: data.refresh_token ?? old?.refreshToken,
    expiresAt: lifetime === undefined ? undefined : new Date(now.getTime() + lifetime * 1000),
    scopes: data.scope ?? old?.scopes ?? [],
  }
}

/**
 * Returns where an answer refuses what was to be traded: 400 and 401 are about the code or the refresh token, unless the words say that
 * it is the app, a wrong id or secret. Throws a `PlatformError` for everything else.
 */
export function checkRefusal(platform: string, what: string, { status, body }: PlatformAnswer): void {
  const said = errorBody.safeParse(body).data ?? ''
  if ((status !== 400 && status !== 401) || /client/i.test(said)) throw unexpected(platform, what, status, said)
}

const tokensBody = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
  // Twitch gives a list, the others words in one text.
  scope: z.union([z.array(z.string()), z.string().transform((text) => text.split(' ').filter(Boolean))]).optional(),
})

const errorBody = z.union([
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ error: z.string() }).transform(({ error }) => error),
])
