/** `deliveries`: who got which prize key, for which win. A key and its delivery are written together. */
import type { HandedOut, HeldKey, KeyNeed, OwnKey, TakenBack, Win } from '../engine/ports/keys.ts'
import type { PageAsk } from '../engine/ports/channel.ts'
import type { WinPlace } from '../engine/ports/mine.ts'
import type { GiveawayId, KeyId, PoolId, StreamerId, UserId, ViewerId } from '../giveaway/words.ts'
import { holdIdentities } from './chat-identities.ts'
import { counted } from './prize-pools.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

/**
 * Nobody is merged meanwhile, so a person has one id. Two giveaways that give one person a key of one pool at once meet at the unique key
 * of pool and viewer: the second transaction is repeated, and finds the key.
 */
export async function handOut(
  session: Session,
  giveawayId: GiveawayId,
  poolId: PoolId,
  picks: readonly number[],
  at: Date,
): Promise<HandedOut> {
  const { query, send } = session
  holdIdentities(session)
  const needing = await query<{ pick: number; viewer_id: ViewerId }>(
    `SELECT DISTINCT ON (person) pick, person AS viewer_id
       FROM giveaway_winners w JOIN viewers v ON v.id = w.viewer_id CROSS JOIN LATERAL (SELECT coalesce(v.merged_into, v.id) AS person) p
      WHERE giveaway_id = $1 AND pick = ANY ($2)
        AND NOT EXISTS (SELECT FROM deliveries d WHERE d.pool_id = $3 AND d.viewer_id = person)
      ORDER BY person, pick`,
    [giveawayId, picks, poolId],
  )
  const inOrder = needing.toSorted((one, other) => one.pick - other.pick)
  const ids = await lockFree(session, poolId, inOrder.length)
  const handed = inOrder.slice(0, ids.length)
  const given = [ids, handed.map(({ viewer_id }) => viewer_id), handed.map(({ pick }) => pick)]
  send(
    `UPDATE token_pool t SET claim_count = 1, assigned_to = g.viewer_id, assigned_at = $4
       FROM unnest($1::bigint[], $2::bigint[], $3::integer[]) AS g (id, viewer_id, pick) WHERE t.id = g.id`,
    [...given, at],
  )
  send(
    `INSERT INTO deliveries (streamer_id, token_id, viewer_id, delivered_at, pool_id, giveaway_id, pick)
     SELECT p.streamer_id, g.id, g.viewer_id, $4, p.id, $6, g.pick
       FROM prize_pools p CROSS JOIN unnest($1::bigint[], $2::bigint[], $3::integer[]) AS g (id, viewer_id, pick) WHERE p.id = $5 ORDER BY g.pick`,
    [...given, at, poolId, giveawayId],
  )
  return {
    handed: handed.map(({ pick }, index) => ({ keyId: ids[index] ?? 0, pick })),
    missing: inOrder.slice(ids.length).map(({ pick }) => pick),
  }
}

/**
 * The next free keys, locked. Those that somebody else is taking are passed over, so that hand-outs do not queue behind each other; only
 * where that leaves too few are they waited for: who has them may yet give them up.
 */
async function lockFree({ query }: Session, poolId: PoolId, count: number): Promise<KeyId[]> {
  if (count === 0) return []
  const lock = (most: number, but: readonly KeyId[], waiting: '' | 'SKIP LOCKED') =>
    query<{ id: KeyId }>(
      `SELECT id FROM token_pool WHERE pool_id = $1 AND claim_count = 0 AND id <> ALL ($3::bigint[]) ORDER BY id LIMIT $2 FOR UPDATE ${waiting}`,
      [poolId, most, but],
    )
  const ids = (await lock(count, [], 'SKIP LOCKED')).map(({ id }) => id)
  while (ids.length < count) {
    const more = await lock(count - ids.length, ids, '')
    // Rows that were taken while they were waited for are not among them, and the next ones are looked for only by asking again.
    const found = more.length > 0 || (await hasFree({ query }, poolId, ids))
    if (!found) break
    ids.push(...more.map(({ id }) => id))
  }
  return ids
}

async function hasFree({ query }: Pick<Session, 'query'>, poolId: PoolId, but: readonly KeyId[]): Promise<boolean> {
  const free = await query(
    'SELECT FROM token_pool WHERE pool_id = $1 AND claim_count = 0 AND id <> ALL ($2::bigint[]) LIMIT 1',
    [poolId, but],
  )
  return free.length > 0
}

export async function takeBack(
  { query }: Session,
  giveawayId: GiveawayId,
  picks?: readonly number[],
): Promise<TakenBack> {
  // A winner who looks at it in this moment was first, or finds it gone: both change this row.
  const back = await query<{ id: KeyId }>(
    `WITH gone AS (DELETE FROM deliveries WHERE giveaway_id = $1 AND pick = ANY (coalesce($2, array[pick])) AND revealed_at IS NULL RETURNING token_id)
     UPDATE token_pool t SET claim_count = 0, assigned_to = NULL, assigned_at = NULL FROM gone WHERE t.id = gone.token_id RETURNING t.id`,
    [giveawayId, picks ?? null],
  )
  const spent = await query<{ id: KeyId }>(
    'SELECT token_id AS id FROM deliveries WHERE giveaway_id = $1 AND pick = ANY (coalesce($2, array[pick])) ORDER BY id',
    [giveawayId, picks ?? null],
  )
  return { back: back.map(({ id }) => id), spent: spent.map(({ id }) => id) }
}

/** The account of a win `w` is one that the user linked. */
const isTheirs = (win: string, user: string): string =>
  `EXISTS (SELECT FROM platform_connections c WHERE c.platform = ${win}.platform AND c.platform_user_id = ${win}.platform_user_id
                AND c.user_id = ${user} AND c.purpose = 'streamer')`

export function findWins({ query }: Session, giveawayId: GiveawayId, userId: UserId): Promise<Win[]> {
  return query<Win & { pick: number }>(
    `SELECT pick, state FROM giveaway_winners w WHERE giveaway_id = $1 AND ${isTheirs('w', '$2')} ORDER BY pick`,
    [giveawayId, userId],
  )
}

/** The key of this win comes before one that the person has of the pool by another. */
export async function lockHeldKey(
  { query }: Session,
  giveawayId: GiveawayId,
  poolId: PoolId,
  pick: number,
  userId: UserId,
): Promise<HeldKey | undefined> {
  const [row] = await query<{ id: KeyId; sealed: string; is_own: boolean; revealed_at: Date | null }>(
    `SELECT t.id, t.token AS sealed, d.revealed_at,
            EXISTS (SELECT FROM giveaway_winners o WHERE o.giveaway_id = d.giveaway_id AND o.pick = d.pick AND ${isTheirs('o', '$4')}) AS is_own
       FROM giveaway_winners w JOIN viewers v ON v.id = w.viewer_id
       JOIN deliveries d ON d.pool_id = $2 AND d.viewer_id IN (v.id, coalesce(v.merged_into, v.id))
       JOIN token_pool t ON t.id = d.token_id
      WHERE w.giveaway_id = $1 AND w.pick = $3
      ORDER BY (d.giveaway_id, d.pick) IS NOT DISTINCT FROM (w.giveaway_id, w.pick) DESC, d.id LIMIT 1 FOR NO KEY UPDATE OF d`,
    [giveawayId, poolId, pick, userId],
  )
  if (!row) return undefined
  return { id: row.id, sealed: row.sealed, isOwn: row.is_own, revealedAt: row.revealed_at ?? undefined }
}

export function markRevealed({ send }: Session, keyId: KeyId, at: Date): void {
  send('UPDATE deliveries SET revealed_at = $2 WHERE token_id = $1 AND revealed_at IS NULL', [keyId, at])
}

export async function findKeyNeed({ query }: Reader, giveawayId: GiveawayId, poolId: PoolId): Promise<KeyNeed> {
  const [row] = await query<KeyNeed & { available: number }>(
    `SELECT ${counted}, count(*) FILTER (WHERE d.giveaway_id = $1) AS "handedOut"
       FROM token_pool t LEFT JOIN deliveries d ON d.token_id = t.id WHERE t.pool_id = $2`,
    [giveawayId, poolId],
  )
  return row ?? { available: 0, assigned: 0, revealed: 0, handedOut: 0 }
}

type OwnRow = Omit<OwnKey, 'place' | 'key'> & { drawn: number; ending: string | null; revealedAt: Date | null }

export async function listOwnKeys(
  { query }: Reader,
  streamerId: StreamerId,
  userId: UserId,
  { after, count }: PageAsk<WinPlace>,
): Promise<OwnKey[]> {
  const [drawnAt, giveawayId] = after ?? [Number.MAX_SAFE_INTEGER, '00000000-0000-0000-0000-000000000000']
  const rows = await query<OwnRow>(
    `SELECT (extract(epoch FROM w.drawn_at) * 1000000)::bigint AS drawn, g.id AS "giveawayId", g.title, g.status, w.state,
            held.ending, held.revealed_at AS "revealedAt"
       FROM platform_connections c
       JOIN chat_identities i ON i.streamer_id = $1 AND i.platform = c.platform AND i.platform_user_id = c.platform_user_id
      CROSS JOIN LATERAL (SELECT i.viewer_id AS id UNION ALL SELECT v.id FROM viewers v WHERE v.merged_into = i.viewer_id) v
       JOIN giveaway_winners w ON w.viewer_id = v.id AND w.platform = c.platform AND w.platform_user_id = c.platform_user_id
       JOIN giveaways g ON g.id = w.giveaway_id AND g.pool_id IS NOT NULL
       LEFT JOIN LATERAL (SELECT t.ending, d.revealed_at FROM deliveries d JOIN token_pool t ON t.id = d.token_id
                           WHERE d.pool_id = g.pool_id AND d.viewer_id IN (v.id, i.viewer_id)
                           ORDER BY (d.giveaway_id, d.pick) IS NOT DISTINCT FROM (w.giveaway_id, w.pick) DESC, d.id LIMIT 1) held ON true
      WHERE c.user_id = $2 AND c.purpose = 'streamer' AND (w.drawn_at, g.id) < ('epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4::uuid)
      ORDER BY w.drawn_at DESC, g.id DESC LIMIT $5`,
    [streamerId, userId, drawnAt, giveawayId, count],
  )
  return rows.map(({ drawn, ending, revealedAt, ...win }) => ({
    ...win,
    place: [drawn, win.giveawayId],
    key: ending === null ? undefined : { ending, revealedAt: revealedAt ?? undefined },
  }))
}

/**
 * Gives keys of a viewer who is merged to the one who stays, and the ids of those that went back. Where both have one of a pool, one that nobody saw goes back, that of the one
 * who stays only where the other was seen; two that were both seen are spent, and stand where they are: nobody can be asked to forget one.
 */
export async function mergeKeys({ query, send }: Session, stays: ViewerId, goes: ViewerId): Promise<KeyId[]> {
  const back = await query<{ id: KeyId }>(
    `WITH gone AS (
       DELETE FROM deliveries d USING deliveries other
        WHERE d.pool_id = other.pool_id AND d.revealed_at IS NULL
          AND (d.viewer_id = $2 AND other.viewer_id = $1 OR d.viewer_id = $1 AND other.viewer_id = $2 AND other.revealed_at IS NOT NULL)
       RETURNING d.token_id)
     UPDATE token_pool t SET claim_count = 0, assigned_to = NULL, assigned_at = NULL FROM gone WHERE t.id = gone.token_id RETURNING t.id`,
    [stays, goes],
  )
  send(
    `WITH moved AS (
       UPDATE deliveries d SET viewer_id = $1
        WHERE viewer_id = $2 AND NOT EXISTS (SELECT FROM deliveries o WHERE o.pool_id = d.pool_id AND o.viewer_id = $1) RETURNING token_id)
     UPDATE token_pool t SET assigned_to = $1 FROM moved WHERE t.id = moved.token_id`,
    [stays, goes],
  )
  return back.map(({ id }) => id)
}
