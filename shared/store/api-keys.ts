/** `api_keys`: keys of streamers' own tools. A revoked one stays: the audit log names it. */
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { ApiKey, NewApiKey } from '../engine/ports/people.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { apiKeys } from '../schema.ts'
import { noteUse } from './last-used.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function addApiKey({ queryBuilt }: Session, key: NewApiKey): Promise<ApiKey> {
  const [row] = await queryBuilt(
    build
      .insert(apiKeys)
      .values({ ...key, scopes: [...key.scopes] })
      .returning(),
  )
  if (!row) throw new Error(`The key ${key.name} was added, but no row came back.`)
  return toApiKey(row)
}

export async function findApiKeys({ queryBuilt }: Reader, streamerId: StreamerId): Promise<ApiKey[]> {
  const stands = and(eq(apiKeys.streamerId, streamerId), isNull(apiKeys.revokedAt))
  return (await queryBuilt(build.select().from(apiKeys).where(stands).orderBy(desc(apiKeys.id)))).map(toApiKey)
}

export async function useApiKey(reader: Reader, secretHash: string, now: Date): Promise<ApiKey | undefined> {
  const stands = and(eq(apiKeys.secretHash, secretHash), isNull(apiKeys.revokedAt))
  const [row] = await reader.queryBuilt(build.select().from(apiKeys).where(stands))
  if (!row || (row.expiresAt && row.expiresAt <= now)) return undefined
  await noteUse(reader, 'api_keys', row, now, 'revoked_at IS NULL')
  return toApiKey(row)
}

export async function revokeApiKey({ query }: Session, streamerId: StreamerId, keyId: number): Promise<boolean> {
  const gone = await query(
    'UPDATE api_keys SET revoked_at = now() WHERE id = $1 AND streamer_id = $2 AND revoked_at IS NULL RETURNING id',
    [keyId, streamerId],
  )
  return gone.length > 0
}

function toApiKey({ id, streamerId, name, scopes, createdAt, ...times }: typeof apiKeys.$inferSelect): ApiKey {
  const { expiresAt, lastUsedAt } = times
  const used = { expiresAt: expiresAt ?? undefined, lastUsedAt: lastUsedAt ?? undefined }
  return { id, streamerId, name, scopes, createdAt, ...used }
}
