/** Signing in with YouTube, which is signing in to Google: with PKCE, as it recommends for every kind of app. */
import type { SignIn } from '../../engine/ports/people.ts'
import { createSignIn } from '../sign-in.ts'
import { findOwnAccount } from './own-account.ts'

export interface YoutubeSignInOptions {
  /** `https://accounts.google.com`, `https://oauth2.googleapis.com` and `https://youtube.googleapis.com`, or where the simulator stands. */
  readonly authUrl: string
  readonly idUrl: string
  readonly apiUrl: string
  readonly clientId: string
  /** Absent for an app without one. */
  readonly clientSecret: string | undefined
}

const auth = 'https://www.googleapis.com/auth'

/** What each is asked for. Google tells which channel is somebody's only to who may read it. */
const scopes = {
  identity: [`${auth}/youtube.readonly`],
  channel: [`${auth}/youtube.force-ssl`],
  bot: [`${auth}/youtube.force-ssl`],
}

export function createYoutubeSignIn({ authUrl, idUrl, apiUrl, ...app }: YoutubeSignInOptions): SignIn {
  return createSignIn({
    platform: 'youtube',
    name: 'YouTube',
    authorizeUrl: `${authUrl}/o/oauth2/v2/auth`,
    tokenUrl: `${idUrl}/token`,
    ...app,
    scopes,
    // A refresh token comes with the first consent only, unless consent is asked for again.
    wishes: (access) =>
      access === 'identity' ? { prompt: 'select_account' } : { access_type: 'offline', prompt: 'consent' },
    hasPkce: true,
    findOwner: (accessToken) => findOwnAccount({ apiUrl, tokens: async () => accessToken }),
  })
}
