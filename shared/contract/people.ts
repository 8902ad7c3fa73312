/** What the HTTP API says of people who sign in: who they are, and which accounts they linked. Times are ISO 8601 in UTC. */
import { z } from 'zod'
import { powers } from '../giveaway/access.ts'
import { platforms } from '../giveaway/words.ts'

const platform = z.enum(platforms)

/** A path of ours to come back to. A browser would read `//` and `\` as the beginning of another host. */
const path = z
  .string()
  .max(200)
  .regex(/^\/(?!\/)[\w\-./?=&%]*$/)

/** `POST /api/sign-in/PLATFORM`. */
export const signInAskSchema = z.object({ returnTo: path.default('/') })

/** `POST /api/connections/PLATFORM`. Without `access` the account is only the user's own; the rest is for the streamer. */
export const linkAskSchema = z.object({
  access: z.enum(['identity', 'channel', 'bot']).default('identity'),
  returnTo: path.default('/'),
})

/** The code in the address of a one-time link. */
export const linkCodeSchema = z.uuid()

/** `GET /api/link/CODE`: who asked for the link, and in whose chat. */
export const publicLinkSchema = z.object({
  platform,
  userId: z.string(),
  /** As the platform shows it; it may hold anything. */
  name: z.string(),
  streamer: z.string(),
  expiresAt: z.iso.datetime(),
})
export type PublicLink = z.infer<typeof publicLinkSchema>

/** Where the browser has to go. */
export const goSchema = z.object({ url: z.url() })
export type Go = z.infer<typeof goSchema>

/** `GET /api/sign-in`: with what one can sign in here, and the name of whoever is signed in already. */
export const signInListSchema = z.object({ platforms: z.array(platform), name: z.string().nullable() })
export type SignInList = z.infer<typeof signInListSchema>

export const connectionSchema = z.object({
  id: z.int().positive(),
  platform,
  /** `streamer` is the user's own account, `bot` speaks in their channel. */
  purpose: z.enum(['streamer', 'bot']),
  userId: z.string(),
  login: z.string(),
  /** As the platform shows it; it may hold anything. */
  name: z.string(),
  /** `reconnect-account`: its tokens are dead, so it has to be linked again. */
  status: z.enum(['connected', 'reconnect-account']),
})
export type PublicConnection = z.infer<typeof connectionSchema>

/** `GET /api/me`. */
export const meSchema = z.object({
  name: z.string(),
  /** `user` has no part in the panel; a moderator or an editor holds a share of it. */
  role: z.enum(['user', 'moderator', 'editor', 'streamer']),
  /** What they may do in the panel. */
  may: z.array(z.enum(powers)),
  /** Whom they help, and until when; null where nothing is shared with them. */
  helps: z.object({ streamer: z.string(), until: z.iso.datetime().nullable() }).nullable(),
  connections: z.array(connectionSchema),
  /** What points are called in the channel; `points` where they have no name of their own. */
  pointsName: z.string(),
})
export type Me = z.infer<typeof meSchema>
