/** What the HTTP API says of shared access. Times are ISO 8601 in UTC. */
import { z } from 'zod'
import { helperRoles } from '../giveaway/access.ts'

const time = z.iso.datetime()
const role = z.enum(helperRoles)

export const grantSchema = z.object({
  id: z.int().positive(),
  role,
  /** `invited`: nobody used the invitation yet. */
  status: z.enum(['invited', 'active']),
  /** The name of whoever used it; it may hold anything. */
  helper: z.string().nullable(),
  createdAt: time,
  /** Until when the invitation can be used. */
  invitedUntil: time,
  acceptedAt: time.nullable(),
  /** Null where it stands until it is revoked. */
  expiresAt: time.nullable(),
  /** To the minute; null where it was never used. */
  lastUsedAt: time.nullable(),
})
export type PublicGrant = z.infer<typeof grantSchema>

/** `GET /api/channel/access`: what stands, the newest first. */
export const grantListSchema = z.object({ grants: z.array(grantSchema) })
export type GrantList = z.infer<typeof grantListSchema>

/** `POST /api/channel/access`. */
export const newInvitationSchema = z.strictObject({ role, expiresAt: time.optional() })

/** The address holds the token, is shown here, and never again. */
export const madeInvitationSchema = z.object({ grant: grantSchema, url: z.url() })
export type MadeInvitation = z.infer<typeof madeInvitationSchema>

/** `GET /api/invitation/TOKEN`. */
export const publicInvitationSchema = z.object({
  streamer: z.string(),
  role,
  invitedUntil: time,
  expiresAt: time.nullable(),
})
export type PublicInvitation = z.infer<typeof publicInvitationSchema>
