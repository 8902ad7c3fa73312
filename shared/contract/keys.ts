/** What the HTTP API says of keys for streamers' own tools. */
import { z } from 'zod'
import type { Power } from '../giveaway/access.ts'
import { isClean } from '../giveaway/text.ts'

/** What a key may do. None may make keys, link accounts, or act for a user who signs in. */
export const scopes = [
  'giveaways:read',
  'giveaways:run',
  'viewers:read',
  'viewers:write',
  'points:read',
  'points:write',
  'rewards:read',
  'rewards:write',
  'rewards:run',
  'settings:read',
  'settings:write',
  'platforms:read',
  'audit:read',
] as const satisfies readonly Power[]

export type Scope = (typeof scopes)[number]

const time = z.iso.datetime()
const scopeList = z.array(z.enum(scopes))

export const keySchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  scopes: scopeList,
  createdAt: time,
  /** Null where it stands until it is revoked. */
  expiresAt: time.nullable(),
  /** To the minute; null where it was never used. */
  lastUsedAt: time.nullable(),
})
export type PublicKey = z.infer<typeof keySchema>

/** `GET /api/channel/keys`: those that were not revoked, the newest first. */
export const keyListSchema = z.object({ keys: z.array(keySchema) })

const name = { error: 'One to sixty letters, digits and signs, on one line.' }

/** `POST /api/channel/keys`. */
export const newKeySchema = z.strictObject({
  name: z.string(name).trim().min(1, name).max(60, name).refine(isClean, name),
  scopes: scopeList.min(1).max(scopes.length),
  expiresAt: time.optional(),
})

/** The secret is shown here, and never again. */
export const madeKeySchema = z.object({ key: keySchema, secret: z.string() })
