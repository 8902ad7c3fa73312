/** What YouTube needs to be told. */
import { z } from 'zod'
import { platformAddress } from './fields.ts'

export interface YoutubeConfig {
  /** The streamer's handle, without `@`. */
  readonly channel: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** Of the streamer's account. Google's do not change when they are used. */
  readonly refreshToken: string
  /** An account of the bot's own; without one it speaks with the streamer's. */
  readonly bot: { readonly login: string; readonly refreshToken: string } | undefined
  /** Units a day, where Google granted the project another number than usual. */
  readonly quota: number | undefined
  /** Base addresses without a slash at the end. Others than Google's own are for the simulator. */
  readonly authUrl: string
  readonly idUrl: string
  readonly apiUrl: string
}

const [botLogin, botToken] = ['YOUTUBE_BOT_LOGIN', 'YOUTUBE_BOT_REFRESH_TOKEN'] as const

export const youtubeNeeds = ['YOUTUBE_CHANNEL', 'YOUTUBE_CLIENT_ID', 'YOUTUBE_REFRESH_TOKEN'] as const
export const youtubeTakes = ['YOUTUBE_CLIENT_SECRET', 'YOUTUBE_QUOTA', botLogin, botToken] as const

const handle = (name: string) =>
  z
    .string()
    .trim()
    .transform((text) => text.replace(/^@/, '').toLowerCase())
    .refine((text) => /^[\p{L}\p{N}_.·-]{3,30}$/u.test(text), `${name} must be a YouTube handle, such as @streambot`)

export const youtubeFields = z.object({
  YOUTUBE_CHANNEL: handle('YOUTUBE_CHANNEL').optional(),
  YOUTUBE_CLIENT_ID: z.string().trim().optional(),
  YOUTUBE_CLIENT_SECRET: z.string().trim().optional(),
  YOUTUBE_REFRESH_TOKEN: z.string().trim().optional(),
  YOUTUBE_BOT_LOGIN: handle('YOUTUBE_BOT_LOGIN').optional(),
  YOUTUBE_BOT_REFRESH_TOKEN: z.string().trim().optional(),
  YOUTUBE_QUOTA: z
    .string()
    .refine((text) => /^[1-9]\d{2,8}$/.test(text.trim()), 'YOUTUBE_QUOTA must be a number of units, 100 or more')
    .transform(Number)
    .optional(),
  YOUTUBE_AUTH_URL: platformAddress('YOUTUBE_AUTH_URL', 'https:', 'http:').default('https://accounts.google.com'),
  YOUTUBE_ID_URL: platformAddress('YOUTUBE_ID_URL', 'https:', 'http:').default('https://oauth2.googleapis.com'),
  YOUTUBE_API_URL: platformAddress('YOUTUBE_API_URL', 'https:', 'http:').default('https://youtube.googleapis.com'),
})

/** What is wrong where an account of the bot's own is given by half. */
export function whatIsHalf(given: Readonly<Record<string, string | undefined>>): string[] {
  return Boolean(given[botLogin]) === Boolean(given[botToken])
    ? []
    : [`${botLogin} and ${botToken} belong together: set both or neither`]
}

/** Nothing where YouTube is not to be used. */
export function toYoutube(given: z.infer<typeof youtubeFields>): YoutubeConfig | undefined {
  const { YOUTUBE_CHANNEL, YOUTUBE_CLIENT_ID, YOUTUBE_REFRESH_TOKEN } = given
  if (!YOUTUBE_CHANNEL || !YOUTUBE_CLIENT_ID || !YOUTUBE_REFRESH_TOKEN) return undefined
  const { YOUTUBE_BOT_LOGIN: login, YOUTUBE_BOT_REFRESH_TOKEN: refreshToken } = given
  return {
    channel: YOUTUBE_CHANNEL,
    clientId: YOUTUBE_CLIENT_ID,
    clientSecret: given.YOUTUBE_CLIENT_SECRET,
    refreshToken: YOUTUBE_REFRESH_TOKEN,
    bot: login && refreshToken ? { login, refreshToken } : undefined,
    quota: given.YOUTUBE_QUOTA,
    authUrl: given.YOUTUBE_AUTH_URL,
    idUrl: given.YOUTUBE_ID_URL,
    apiUrl: given.YOUTUBE_API_URL,
  }
}
