/** What Twitch needs to be told. */
import { z } from 'zod'
import { login, platformAddress } from './fields.ts'

export interface TwitchConfig {
  readonly channel: string
  readonly botLogin: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** Absent where the account is linked in another way: on the page, or by a code from the terminal. */
  readonly accessToken: string | undefined
  readonly refreshToken: string | undefined
  /** Base addresses without a slash at the end. Another one than Twitch's own is for the simulator. */
  readonly ircUrl: string
  readonly idUrl: string
  readonly apiUrl: string
}

export const twitchNeeds = ['TWITCH_CHANNEL', 'TWITCH_BOT_LOGIN', 'TWITCH_CLIENT_ID'] as const
export const twitchTakes = ['TWITCH_CLIENT_SECRET', 'TWITCH_ACCESS_TOKEN', 'TWITCH_REFRESH_TOKEN'] as const

export const twitchFields = z.object({
  TWITCH_CHANNEL: login('TWITCH_CHANNEL', 'Twitch').optional(),
  TWITCH_BOT_LOGIN: login('TWITCH_BOT_LOGIN', 'Twitch').optional(),
  TWITCH_CLIENT_ID: z.string().trim().optional(),
  TWITCH_CLIENT_SECRET: z.string().trim().optional(),
  TWITCH_ACCESS_TOKEN: z.string().trim().optional(),
  TWITCH_REFRESH_TOKEN: z.string().trim().optional(),
  TWITCH_IRC_URL: platformAddress('TWITCH_IRC_URL', 'wss:', 'ws:').default('wss://irc-ws.chat.twitch.tv:443'),
  TWITCH_ID_URL: platformAddress('TWITCH_ID_URL', 'https:', 'http:').default('https://id.twitch.tv'),
  TWITCH_API_URL: platformAddress('TWITCH_API_URL', 'https:', 'http:').default('https://api.twitch.tv'),
})

/** Nothing where Twitch is not to be used. */
export function toTwitch(given: z.infer<typeof twitchFields>): TwitchConfig | undefined {
  const { TWITCH_CHANNEL, TWITCH_BOT_LOGIN, TWITCH_CLIENT_ID } = given
  if (!TWITCH_CHANNEL || !TWITCH_BOT_LOGIN || !TWITCH_CLIENT_ID) return undefined
  return {
    channel: TWITCH_CHANNEL,
    botLogin: TWITCH_BOT_LOGIN,
    clientId: TWITCH_CLIENT_ID,
    clientSecret: given.TWITCH_CLIENT_SECRET,
    // Chat clients print tokens with this word in front; the API wants them without.
    accessToken: given.TWITCH_ACCESS_TOKEN?.replace(/^oauth:/, ''),
    refreshToken: given.TWITCH_REFRESH_TOKEN,
    ircUrl: given.TWITCH_IRC_URL,
    idUrl: given.TWITCH_ID_URL,
    apiUrl: given.TWITCH_API_URL,
  }
}
