/** `idempotency_keys`: what requests with a key were answered, so that one that is sent again does nothing more. */
import type { KeptAnswer, KeyedRequest } from '../engine/ports/rows.ts'
import type { Reader } from './statements.ts'
import { RepeatError, type Session } from './transaction.ts'

/** Of two at once the second waits at the key until the first has committed, and then reads its answer; or has the key where it failed. */
export async function claimRequest(
  { query }: Session,
  { userId, key, fingerprint }: KeyedRequest,
): Promise<KeptAnswer | undefined> {
  const claimed = await query(
    `INSERT INTO idempotency_keys AS kept (user_id, key, fingerprint) VALUES ($1, $2, $3)
         ON CONFLICT (user_id, key) DO UPDATE SET fingerprint = excluded.fingerprint, answer = NULL, created_at = now()
      WHERE kept.created_at < now() - interval '1 day' RETURNING true`,
    [userId, key, fingerprint],
  )
  if (claimed.length > 0) return undefined
  const [kept] = await query<{ fingerprint: string; answer: unknown }>(
    'SELECT fingerprint, answer FROM idempotency_keys WHERE user_id = $1 AND key = $2',
    [userId, key],
  )
  if (!kept) throw new RepeatError('The key of a request was removed while it was looked at.')
  return kept
}

export function keepAnswer({ send }: Session, { userId, key }: KeyedRequest, answer: object): void {
  send('UPDATE idempotency_keys SET answer = $3 WHERE user_id = $1 AND key = $2', [userId, key, JSON.stringify(answer)])
}

/** Removes at most so many from before, and gives how many. Two workers take different rows. */
export async function removeOldRequests({ query }: Reader, before: Date, count: number): Promise<number> {
  const [gone] = await query<{ count: number }>(
    `WITH gone AS (
       DELETE FROM idempotency_keys
        WHERE (user_id, key) IN (SELECT user_id, key FROM idempotency_keys WHERE created_at < $1
                                  ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING 1)
     SELECT count(*) FROM gone`,
    [before, count],
  )
  return gone?.count ?? 0
}
