/** What Kick needs to be told. */
import { z } from 'zod'
import { login, platformAddress } from './fields.ts'

export interface KickConfig {
  readonly channel: string
  readonly botLogin: string
  readonly clientId: string
  readonly clientSecret: string
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** Whether Kick posts the chat to us. */
  readonly webhook: boolean
  /** Whether the chat is read over the socket of Kick's site. */
  readonly socket: boolean
  /** The site's numbers for the channel, where it does not tell them. */
  readonly room: { readonly channel: string; readonly chatroom: string } | undefined
  /** Base addresses without a slash at the end. Others than Kick's own are for the simulator. */
  readonly idUrl: string
  readonly apiUrl: string
  readonly siteUrl: string
  readonly webUrl: string
}

export const kickNeeds = [
  'KICK_CHANNEL',
  'KICK_BOT_LOGIN',
  'KICK_CLIENT_ID',
  'KICK_CLIENT_SECRET',
  'KICK_ACCESS_TOKEN',
] as const
export const kickTakes = ['KICK_REFRESH_TOKEN', 'KICK_CHAT', 'KICK_ROOM'] as const

const ways = ['webhook', 'socket', 'both'] as const
const isRoom = /^(\d{1,15}):(\d{1,15})$/

const url = (name: string, usual: string) => platformAddress(name, 'https:', 'http:').default(usual)

export const kickFields = z.object({
  KICK_CHANNEL: login('KICK_CHANNEL', 'Kick').optional(),
  KICK_BOT_LOGIN: login('KICK_BOT_LOGIN', 'Kick').optional(),
  KICK_CLIENT_ID: z.string().trim().optional(),
  KICK_CLIENT_SECRET: z.string().trim().optional(),
  KICK_ACCESS_TOKEN: z.string().trim().optional(),
  KICK_REFRESH_TOKEN: z.string().trim().optional(),
  KICK_CHAT: z.enum(ways, `KICK_CHAT must be one of ${ways.join(', ')}`).default('webhook'),
  KICK_ROOM: z
    .string()
    .trim()
    .refine(
      (text) => isRoom.test(text),
      'KICK_ROOM must be the numbers of the channel and of its chat room, with a colon between',
    )
    .optional(),
  KICK_ID_URL: url('KICK_ID_URL', 'https://id.kick.com'),
  KICK_API_URL: url('KICK_API_URL', 'https://api.kick.com'),
  KICK_SITE_URL: url('KICK_SITE_URL', 'https://kick.com'),
  KICK_WEB_URL: url('KICK_WEB_URL', 'https://web.kick.com'),
})

/** Nothing where Kick is not to be used. */
export function toKick(given: z.infer<typeof kickFields>): KickConfig | undefined {
  const { KICK_CHANNEL, KICK_BOT_LOGIN, KICK_CLIENT_ID, KICK_CLIENT_SECRET, KICK_ACCESS_TOKEN } = given
  if (!KICK_CHANNEL || !KICK_BOT_LOGIN || !KICK_CLIENT_ID || !KICK_CLIENT_SECRET || !KICK_ACCESS_TOKEN) return undefined
  const [, channel, chatroom] = isRoom.exec(given.KICK_ROOM ?? '') ?? []
  return {
    channel: KICK_CHANNEL,
    botLogin: KICK_BOT_LOGIN,
    clientId: KICK_CLIENT_ID,
    clientSecret: KICK_CLIENT_SECRET,
    accessToken: KICK_ACCESS_TOKEN,
    refreshToken: given.KICK_REFRESH_TOKEN,
    webhook: given.KICK_CHAT !== 'socket',
    socket: given.KICK_CHAT !== 'webhook',
    room: channel && chatroom ? { channel, chatroom } : undefined,
    idUrl: given.KICK_ID_URL,
    apiUrl: given.KICK_API_URL,
    siteUrl: given.KICK_SITE_URL,
    webUrl: given.KICK_WEB_URL,
  }
}
