/** What the HTTP API says of keys for streamers' own tools. */
import { z } from 'zod'
import { scopes } from '../giveaway/access.ts'
import { isClean } from '../giveaway/text.ts'

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
