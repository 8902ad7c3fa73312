/** `token_pool`: prize keys, sealed. Whose they are stands in `deliveries`, too; both are written together, by `deliveries.ts`. */
import type { KeyAssignment, KeyCounts, KeyFilter, ListedKey, Pool, SealedKey } from '../engine/ports/keys.ts'
import type { PageAsk } from '../engine/ports/channel.ts'
import type { KeyId, PoolId, StreamerId } from '../giveaway/words.ts'
import { counted } from './prize-pools.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function takeKeyIds({ query }: Session, count: number): Promise<KeyId[]> {
  const rows = await query<{ id: KeyId }>(
    `SELECT nextval(pg_get_serial_sequence('token_pool', 'id')) AS id FROM generate_series(1, $1)`,
    [count],
  )
  return rows.map(({ id }) => id)
}

/** Two imports of the same keys at once: the second waits at the fingerprints of the first, and leaves them out. */
export async function addKeys(
  { query }: Session,
  { id, streamerId }: Pick<Pool, 'id' | 'streamerId'>,
  keys: readonly SealedKey[],
): Promise<KeyId[]> {
  // By fingerprint, so that two imports wait for each other in one order.
  const rows = await query<{ id: KeyId }>(
    `INSERT INTO token_pool (id, streamer_id, pool_id, token, fingerprint, ending)
     SELECT k.id, $1, $2, k.token, k.fingerprint, k.ending
       FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) AS k (id, token, fingerprint, ending) ORDER BY k.fingerprint
         ON CONFLICT (streamer_id, fingerprint) DO NOTHING RETURNING id`,
    [
      streamerId,
      id,
      keys.map((key) => key.id),
      keys.map(({ token }) => token),
      keys.map(({ fingerprint }) => fingerprint),
      keys.map(({ ending }) => ending),
    ],
  )
  return rows.map((row) => row.id)
}

/** A key that is being handed out at this moment is waited for, and stays. */
export async function removeKeys(
  { query }: Session,
  streamerId: StreamerId,
  poolId: PoolId,
  keyId?: KeyId,
): Promise<KeyId[]> {
  const gone = await query<{ id: KeyId }>(
    `DELETE FROM token_pool WHERE streamer_id = $1 AND pool_id = $2 AND id = coalesce($3, id) AND claim_count = 0 RETURNING id`,
    [streamerId, poolId, keyId ?? null],
  )
  return gone.map(({ id }) => id)
}

export async function findSealedKey(
  { query }: Session,
  streamerId: StreamerId,
  poolId: PoolId,
  keyId: KeyId,
): Promise<string | undefined> {
  const [row] = await query<{ token: string }>(
    'SELECT token FROM token_pool WHERE streamer_id = $1 AND pool_id = $2 AND id = $3',
    [streamerId, poolId, keyId],
  )
  return row?.token
}

export async function countKeys({ query }: Reader, streamerId: StreamerId): Promise<KeyCounts> {
  const [row] = await query<KeyCounts & { available: number }>(
    `SELECT ${counted} FROM token_pool t LEFT JOIN deliveries d ON d.token_id = t.id WHERE t.streamer_id = $1`,
    [streamerId],
  )
  return row ?? { available: 0, assigned: 0, revealed: 0 }
}

interface ListedRow extends Pick<ListedKey, 'id' | 'poolId' | 'pool' | 'ending' | 'addedAt'> {
  readonly viewerId: KeyAssignment['viewerId'] | null
  readonly name: string | null
  readonly giveawayId: string | null
  readonly at: Date | null
  readonly revealedAt: Date | null
}

export async function listKeys(
  { query }: Reader,
  streamerId: StreamerId,
  { poolId, filter }: { readonly poolId?: PoolId | undefined; readonly filter?: KeyFilter | undefined },
  { after = 0, count }: PageAsk<KeyId>,
): Promise<ListedKey[]> {
  const claimed = filter && (filter === 'assigned' ? 1 : 0)
  const rows = await query<ListedRow>(
    `SELECT t.id, t.pool_id AS "poolId", p.name AS pool, t.ending, t.created_at AS "addedAt", t.assigned_to AS "viewerId",
            coalesce(seen.display_name, 'viewer ' || t.assigned_to) AS name, d.giveaway_id AS "giveawayId", t.assigned_at AS at, d.revealed_at AS "revealedAt"
       FROM token_pool t JOIN prize_pools p ON p.id = t.pool_id LEFT JOIN deliveries d ON d.token_id = t.id
       LEFT JOIN LATERAL (SELECT display_name FROM chat_identities i WHERE i.viewer_id = t.assigned_to ORDER BY seen_at DESC LIMIT 1) seen ON true
      WHERE t.streamer_id = $1 AND t.pool_id = coalesce($2, t.pool_id) AND claim_count = coalesce($3, claim_count) AND t.id > $4
      ORDER BY t.id LIMIT $5`,
    [streamerId, poolId ?? null, claimed ?? null, after, count],
  )
  return rows.map(({ viewerId, name, giveawayId, at, revealedAt, ...key }) => ({
    ...key,
    assigned:
      viewerId === null || name === null || at === null
        ? undefined
        : { viewerId, name, giveawayId: giveawayId ?? undefined, at, revealedAt: revealedAt ?? undefined },
  }))
}

export function findPlainKeys(
  { query }: Session,
  count: number,
): Promise<{ streamerId: StreamerId; id: KeyId; poolId: PoolId; token: string }[]> {
  // Of two processes that begin at once the second waits, and finds the rest.
  return query(
    `SELECT streamer_id AS "streamerId", id, pool_id AS "poolId", token FROM token_pool
      WHERE fingerprint IS NULL ORDER BY id LIMIT $1 FOR NO KEY UPDATE`,
    [count],
  )
}

export function sealPlainKey({ send }: Session, { id, token, fingerprint, ending }: SealedKey): void {
  send('UPDATE token_pool SET token = $2, fingerprint = $3, ending = $4 WHERE id = $1', [
    id,
    token,
    fingerprint,
    ending,
  ])
}
