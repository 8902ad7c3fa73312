/** `sessions` and `sign_ins`: who is signed in, and who is about to be. */
import { and, eq, gt } from 'drizzle-orm'
import type { Access, PendingSignIn, Session as SignedInSession, SignedIn } from '../engine/ports/people.ts'
import type { Platform, UserId } from '../giveaway/words.ts'
import { sessions, signIns, users } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export function addSession({ sendBuilt }: Session, session: SignedInSession): void {
  sendBuilt(build.insert(sessions).values(session))
}

export async function findSession(reader: Reader, tokenHash: string, now: Date): Promise<SignedIn | undefined> {
  const [row] = await reader.queryBuilt(
    build
      .select({ userId: sessions.userId, displayName: users.displayName })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now))),
  )
  return row && { userId: row.userId, name: row.displayName }
}

export async function removeSession({ query }: Reader, tokenHash: string): Promise<void> {
  await query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash])
}

export async function removeSessions({ query }: Reader, userId: UserId): Promise<void> {
  await query('DELETE FROM sessions WHERE user_id = $1', [userId])
}

export async function addSignIn({ queryBuilt }: Reader, pending: PendingSignIn): Promise<void> {
  await queryBuilt(build.insert(signIns).values(pending).returning({ platform: signIns.platform }))
}

/** Taken by deleting it: of two requests with the same state one has it. */
export async function takeSignIn(
  { queryBuilt }: Reader,
  stateHash: string,
  browserHash: string,
  now: Date,
): Promise<PendingSignIn | undefined> {
  const isTheirs = and(eq(signIns.stateHash, stateHash), eq(signIns.browserHash, browserHash))
  const [row] = await queryBuilt(build.delete(signIns).where(isTheirs).returning())
  if (!row || row.expiresAt <= now) return undefined
  // The checks of the table admit no other words.
  return { ...row, platform: row.platform as Platform, access: row.access as Access, userId: row.userId ?? undefined }
}

export async function removeExpired({ query }: Reader, now: Date): Promise<number> {
  const [gone] = await query<{ count: number }>(
    `WITH over AS (DELETE FROM sessions WHERE expires_at <= $1 RETURNING 1),
          late AS (DELETE FROM sign_ins WHERE expires_at <= $1 RETURNING 1),
          unused AS (DELETE FROM link_codes WHERE expires_at <= $1 RETURNING 1)
     SELECT (SELECT count(*) FROM over) + (SELECT count(*) FROM late) + (SELECT count(*) FROM unused) AS count`,
    [now],
  )
  return gone?.count ?? 0
}
