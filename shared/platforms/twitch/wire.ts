/** Twitch's own shapes, in its spelling: lines of chat (IRC with tags) and bodies of its HTTP interface (Helix). */
import { z } from 'zod'

/** The tags of a line. A tag without a value is `true`; values are as sent, with IRC's escapes. */
export type Tags = Readonly<Partial<Record<string, string | true>>>

/** One line of the server, its parts still text: `1` is no boolean and an id is no number. */
export interface IrcLine {
  readonly tags: Tags
  readonly prefix: string | null
  readonly command: string
  readonly params: readonly string[]
}

/** Checks the shape of a line as tmi.js reads it: its parts from before it turns `1` into true. */
export function readLine(raw: unknown): IrcLine | undefined {
  return typeof raw === 'object' && raw !== null && isLine(raw) ? raw : undefined
}

/** The value of a tag; an empty text where it is missing or has none. */
export function readTag(tags: Tags, name: string): string {
  const value = tags[name]
  return typeof value === 'string' ? value : ''
}

/** The text behind IRC's escapes (https://ircv3.net/specs/extensions/message-tags). */
export function unescapeTag(value: string): string {
  if (!value.includes('\\')) return value
  return value.replace(/\\(.?)/gs, (_, char: string) => escapes[char] ?? char)
}

/** `nick!user@host`: the login of who speaks. Nothing for lines of the server itself. */
export function readNick(prefix: string | null): string | undefined {
  const end = prefix?.indexOf('!') ?? -1
  return end > 0 ? prefix?.slice(0, end) : undefined
}

/** Whether the badges say that the bot has a moderator's limits here: owner, moderator or VIP. */
export function isPrivileged(tags: Tags): boolean {
  return tags['mod'] === '1' || /(?:^|,)(?:broadcaster|(?:lead_)?moderator|vip)\//.test(readTag(tags, 'badges'))
}

/** `GET /streams`: empty while nobody streams. */
export const streamsBody = z.object({ data: z.array(z.object({ user_id: z.string() })) })

/** `GET /chat/chatters`: one page. */
export const chattersBody = z.object({
  data: z.array(z.object({ user_id: z.string(), user_login: z.string(), user_name: z.string() })),
  pagination: z.object({ cursor: z.string().optional() }),
})

/** `GET /users`. */
export const usersBody = z.object({
  data: z.array(z.object({ id: z.string(), login: z.string(), display_name: z.string() })),
})

/** `GET /users`, for when accounts were made. */
export const createdBody = z.object({ data: z.array(z.object({ id: z.string(), created_at: z.string() })) })

/** `GET /channels/followers` of one user: nothing where they do not follow. */
export const followersBody = z.object({ data: z.array(z.object({ followed_at: z.string() })) })

const escapes: Readonly<Partial<Record<string, string>>> = { ':': ';', s: ' ', r: '\r', n: '\n' }

function isLine(raw: object): raw is IrcLine {
  return (
    'command' in raw &&
    typeof raw.command === 'string' &&
    'prefix' in raw &&
    (raw.prefix === null || typeof raw.prefix === 'string') &&
    'tags' in raw &&
    typeof raw.tags === 'object' &&
    raw.tags !== null &&
    'params' in raw &&
    Array.isArray(raw.params)
  )
}

/** `POST /oauth2/device`. Times in seconds. */
export const deviceBody = z.object({
  device_code: z.string().min(1),
  user_code: z.string().min(1),
  verification_uri: z.url(),
  expires_in: z.number().positive(),
  interval: z.number().positive(),
})

/** What Twitch says where it gives no token: in words, not by the codes of RFC 8628. */
export const messageBody = z.object({ message: z.string() })
