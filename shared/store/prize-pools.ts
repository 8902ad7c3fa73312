/** `prize_pools`: where prize keys wait. */
import { and, asc, eq } from 'drizzle-orm'
import type { KeyCounts, NewPool, Pool, PoolChange } from '../engine/ports/keys.ts'
import type { PoolId, StreamerId } from '../giveaway/words.ts'
import { prizePools } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

/** The unique name settles the race of two: the second waits for the first, and adds nothing. */
export async function addPool({ queryBuilt }: Session, pool: NewPool): Promise<Pool | undefined> {
  const [row] = await queryBuilt(build.insert(prizePools).values(pool).onConflictDoNothing().returning())
  return row && toPool(row)
}

export async function findPool(reader: Reader, streamerId: StreamerId, poolId: PoolId): Promise<Pool | undefined> {
  const isAsked = and(eq(prizePools.streamerId, streamerId), eq(prizePools.id, poolId))
  const [row] = await reader.queryBuilt(build.select().from(prizePools).where(isAsked))
  return row && toPool(row)
}

export async function findPools({ queryBuilt }: Reader, streamerId: StreamerId): Promise<Pool[]> {
  const ofStreamer = eq(prizePools.streamerId, streamerId)
  return (await queryBuilt(build.select().from(prizePools).where(ofStreamer).orderBy(asc(prizePools.id)))).map(toPool)
}

/** A name that was taken in the same moment breaks the unique key; the transaction is repeated, and sees it. */
export async function changePool(
  { query, queryBuilt }: Session,
  { id, streamerId }: Pick<Pool, 'id' | 'streamerId'>,
  change: PoolChange,
): Promise<boolean> {
  const taken = await query('SELECT FROM prize_pools WHERE streamer_id = $1 AND name = $2 AND id <> $3', [
    streamerId,
    change.name ?? null,
    id,
  ])
  if (taken.length > 0) return false
  await queryBuilt(build.update(prizePools).set(change).where(eq(prizePools.id, id)).returning())
  return true
}

export async function listPools(reader: Reader, streamerId: StreamerId): Promise<(Pool & KeyCounts)[]> {
  const [pools, counts] = await Promise.all([
    findPools(reader, streamerId),
    reader.query<KeyCounts & { poolId: PoolId }>(
      `SELECT t.pool_id AS "poolId", ${counted} FROM token_pool t LEFT JOIN deliveries d ON d.token_id = t.id
        WHERE t.streamer_id = $1 GROUP BY t.pool_id`,
      [streamerId],
    ),
  ])
  const none: KeyCounts = { available: 0, assigned: 0, revealed: 0 }
  return pools.map((pool) => ({ ...pool, ...(counts.find(({ poolId }) => poolId === pool.id) ?? none) }))
}

/** SQL for `KeyCounts`, over keys `t` with their deliveries `d`. */
export const counted = `
  count(*) FILTER (WHERE claim_count = 0) AS available, count(*) FILTER (WHERE claim_count = 1) AS assigned, count(revealed_at) AS revealed`

function toPool({ id, streamerId, name, createdAt, ...row }: typeof prizePools.$inferSelect): Pool {
  const { prizeClass, sealedSecret } = row
  return {
    id,
    streamerId,
    name,
    createdAt,
    prizeClass: prizeClass ?? undefined,
    sealedSecret: sealedSecret ?? undefined,
  }
}
