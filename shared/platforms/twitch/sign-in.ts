/** Signing in with Twitch. It offers no PKCE; the app's secret stands in for it. */
import type { Access, SignIn } from '../../engine/ports/people.ts'
import type { Account } from '../../giveaway/words.ts'
import { unexpected } from '../ask.ts'
import { createSignIn } from '../sign-in.ts'
import { askHelix } from './helix.ts'
import { translateUser } from './translate.ts'
import { usersBody } from './wire.ts'

export interface TwitchSignInOptions {
  /** `https://id.twitch.tv` and `https://api.twitch.tv`, or where the simulator stands. */
  readonly idUrl: string
  readonly apiUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What each is asked for (https://dev.twitch.tv/docs/authentication/scopes). Who somebody is, Twitch tells without any. */
export const scopes: Readonly<Record<Access, readonly string[]>> = {
  identity: [],
  channel: [
    'channel:read:subscriptions',
    'channel:read:vips',
    'channel:bot',
    'moderation:read',
    'moderator:read:followers',
    'moderator:read:chatters',
  ],
  bot: [
    'chat:read',
    'chat:edit',
    'user:read:chat',
    'user:write:chat',
    'user:bot',
    'moderator:read:followers',
    'moderator:read:chatters',
  ],
}

export function createTwitchSignIn({ idUrl, apiUrl, clientId, clientSecret }: TwitchSignInOptions): SignIn {
  return createSignIn({
    platform: 'twitch',
    name: 'Twitch',
    authorizeUrl: `${idUrl}/oauth2/authorize`,
    tokenUrl: `${idUrl}/oauth2/token`,
    clientId,
    clientSecret,
    scopes,
    // The bot is another account than the one that the browser is usually signed in with.
    wishes: (access) => ({ ...(access === 'bot' && { force_verify: 'true' }) }),
    hasPkce: false,
    findOwner: (accessToken) => findOwner({ apiUrl, clientId }, accessToken),
  })
}

/** Whose token it is. */
export async function findOwner(
  { apiUrl, clientId }: Pick<TwitchSignInOptions, 'apiUrl' | 'clientId'>,
  accessToken: string,
): Promise<Account | undefined> {
  const helix = { apiUrl: `${apiUrl}/helix`, clientId, tokens: async () => accessToken }
  const { status, body } = await askHelix(helix, '/users')
  if (status !== 200) throw unexpected('Twitch', 'say whose a token is', status)
  const [user] = usersBody.parse(body).data
  return user && translateUser(user)
}
