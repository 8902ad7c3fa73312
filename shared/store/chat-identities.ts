/** `viewers` and `chat_identities`: who is behind a chat account. */
import { and, desc, eq } from 'drizzle-orm'
import type { Earner } from '../engine/ports/rows.ts'
import type { Account, Platform, StreamerId, ViewerId } from '../giveaway/words.ts'
import { chatIdentities } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

/**
 * Makes viewers for accounts that are new, and notes new names of known ones; accounts that are as they were cost one look-up each.
 * Sorted, so that two transactions take the rows in one order; a lost race for a new account leaves the winner's viewer.
 */
const ensure = `
  WITH asked AS (
    SELECT DISTINCT ON (platform, user_id) *
      FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS a (platform, user_id, login, name)
     ORDER BY platform, user_id),
  changed AS (
    SELECT asked.*, known.viewer_id AS known_id, coalesce(known.viewer_id, nextval('viewers_id_seq')) AS viewer_id
      FROM asked LEFT JOIN LATERAL (
             SELECT viewer_id, login, display_name FROM chat_identities i
              WHERE i.streamer_id = $1 AND platform = asked.platform AND platform_user_id = user_id) known ON true
     WHERE known.viewer_id IS NULL OR (known.login, known.display_name) IS DISTINCT FROM (asked.login, asked.name)),
  made AS (INSERT INTO viewers (id, streamer_id) SELECT viewer_id, $1::bigint FROM changed WHERE known_id IS NULL)
  INSERT INTO chat_identities (streamer_id, platform, platform_user_id, viewer_id, login, display_name)
  SELECT $1::bigint, platform, user_id, viewer_id, login, name FROM changed ORDER BY platform, user_id
      ON CONFLICT (streamer_id, platform, platform_user_id)
      DO UPDATE SET login = excluded.login, display_name = excluded.display_name, seen_at = now()`

export function sendEnsureViewers({ send }: Session, streamerId: StreamerId, accounts: readonly Account[]): void {
  send(ensure, [streamerId, ...columnsOf(accounts)])
}

/** The viewers of these accounts, in order, made where they are new. */
export async function ensureViewers(
  session: Session,
  streamerId: StreamerId,
  accounts: readonly Account[],
): Promise<ViewerId[]> {
  sendEnsureViewers(session, streamerId, accounts)
  const rows = await session.query<{ viewer_id: ViewerId }>(
    `SELECT viewer_id
       FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS asked (platform, user_id, position)
       JOIN chat_identities ON streamer_id = $1 AND chat_identities.platform = asked.platform AND platform_user_id = user_id
      ORDER BY position`,
    [streamerId, accounts.map((account) => account.platform), accounts.map((account) => account.userId)],
  )
  return rows.map((row) => row.viewer_id)
}

/** The viewer behind an account, as far as they were ever seen. */
export async function findViewer(
  reader: Reader,
  streamerId: StreamerId,
  { platform, userId }: Pick<Account, 'platform' | 'userId'>,
): Promise<ViewerId | undefined> {
  const [row] = await reader.queryBuilt(
    build
      .select({ viewerId: chatIdentities.viewerId })
      .from(chatIdentities)
      .where(
        and(
          eq(chatIdentities.streamerId, streamerId),
          eq(chatIdentities.platform, platform),
          eq(chatIdentities.platformUserId, userId),
        ),
      ),
  )
  return row?.viewerId
}

export async function findAccountByLogin(
  reader: Reader,
  streamerId: StreamerId,
  platform: Platform,
  login: string,
): Promise<Account | undefined> {
  const [row] = await reader.queryBuilt(
    build
      .select()
      .from(chatIdentities)
      .where(
        and(
          eq(chatIdentities.streamerId, streamerId),
          eq(chatIdentities.platform, platform),
          eq(chatIdentities.login, login.toLowerCase()),
        ),
      )
      .orderBy(desc(chatIdentities.seenAt))
      .limit(1),
  )
  return row && { platform, userId: row.platformUserId, login: row.login, name: row.displayName }
}

/** The accounts seen under these logins or ids in the streamer's chats; of one login the account that had it last. */
export async function findAccounts(
  reader: Reader,
  streamerId: StreamerId,
  platform: Platform,
  by: 'login' | 'id',
  values: readonly string[],
): Promise<Account[]> {
  const column = by === 'login' ? 'login' : 'platform_user_id'
  const rows = await reader.query<{ platform_user_id: string; login: string; display_name: string }>(
    `SELECT seen.* FROM unnest($3::text[]) AS asked (value) CROSS JOIN LATERAL (
            SELECT platform_user_id, login, display_name FROM chat_identities
             WHERE streamer_id = $1 AND platform = $2 AND ${column} = asked.value ORDER BY seen_at DESC LIMIT 1) seen`,
    [streamerId, platform, values],
  )
  return rows.map((row) => ({ platform, userId: row.platform_user_id, login: row.login, name: row.display_name }))
}

/** Keeps the tiers that chat shows. Only what changed is written, in one order everywhere. */
export function sendKeepTiers({ send }: Session, streamerId: StreamerId, accounts: readonly Earner[]): void {
  const seen = accounts.filter(({ tier }) => tier !== undefined)
  if (seen.length === 0) return
  const [platforms, userIds] = columnsOf(seen)
  send(
    `WITH changed AS (
       SELECT i.platform, platform_user_id, seen.tier
         FROM unnest($2::text[], $3::text[], $4::integer[]) AS seen (platform, user_id, tier)
         JOIN chat_identities i ON streamer_id = $1 AND i.platform = seen.platform AND platform_user_id = user_id
        WHERE i.tier <> seen.tier ORDER BY i.platform, platform_user_id FOR NO KEY UPDATE OF i)
     UPDATE chat_identities i SET tier = changed.tier FROM changed
      WHERE streamer_id = $1 AND i.platform = changed.platform AND i.platform_user_id = changed.platform_user_id`,
    [streamerId, platforms, userIds, seen.map(({ tier }) => tier)],
  )
}

/** The accounts as columns: platforms, user ids, logins, names. */
export function columnsOf(accounts: readonly Account[]): [string[], string[], string[], string[]] {
  const columns: [string[], string[], string[], string[]] = [[], [], [], []]
  for (const { platform, userId, login, name } of accounts) {
    columns[0].push(platform)
    columns[1].push(userId)
    columns[2].push(login)
    columns[3].push(name)
  }
  return columns
}
