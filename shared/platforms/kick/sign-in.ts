/** Signing in with Kick: OAuth 2.1, which wants PKCE and the app's secret. */
import type { SignIn } from '../../engine/ports/people.ts'
import { createSignIn } from '../sign-in.ts'
import { findOwnAccount } from './find.ts'

export interface KickSignInOptions {
  /** `https://id.kick.com` and `https://api.kick.com`, or where the simulator stands. */
  readonly idUrl: string
  readonly apiUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What each is asked for (https://docs.kick.com/getting-started/scopes). */
const scopes = {
  identity: ['user:read'],
  channel: ['user:read', 'channel:read', 'events:subscribe'],
  bot: ['user:read', 'channel:read', 'chat:write', 'events:subscribe'],
}

export function createKickSignIn({ idUrl, apiUrl, ...app }: KickSignInOptions): SignIn {
  return createSignIn({
    platform: 'kick',
    name: 'Kick',
    authorizeUrl: `${idUrl}/oauth/authorize`,
    tokenUrl: `${idUrl}/oauth/token`,
    ...app,
    scopes,
    hasPkce: true,
    findOwner: (accessToken) => findOwnAccount({ apiUrl, tokens: async () => accessToken }),
  })
}
