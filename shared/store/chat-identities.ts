/** `viewers` and `chat_identities`: who is behind a chat account. */
import { and, desc, eq } from 'drizzle-orm'
import type { Account, Platform, StreamerId, ViewerId } from '../giveaway/words.ts'
import { chatIdentities } from '../schema.ts'
import { texts } from './arrays.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

/** A lock of ours: whoever reads which viewer is behind an account shares it until the commit, whoever changes that takes it alone. */
const identitiesLock = '0x5b08, 1'

/** Keeps viewers from being merged while this transaction works with their ids. It comes behind the locks of giveaways and raffles. */
export function holdIdentities({ send }: Session): void {
  send(`SELECT pg_advisory_xact_lock_shared(${identitiesLock})`)
}

/** Waits for everybody who holds identities, and keeps others from it until the commit. */
export function takeIdentities({ send }: Session): void {
  send(`SELECT pg_advisory_xact_lock(${identitiesLock})`)
}

/**
 * Makes viewers for accounts that are new, and notes new names of known ones; accounts that are as they were cost one look-up each.
 * Sorted, so that two transactions take the rows in one order; a lost race for a new account leaves the winner's viewer. Gives the
 * users who linked one of the new or renamed accounts.
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
  made AS (INSERT INTO viewers (id, streamer_id) SELECT viewer_id, $1::bigint FROM changed WHERE known_id IS NULL),
  placed AS (
    INSERT INTO chat_identities (streamer_id, platform, platform_user_id, viewer_id, login, display_name)
    SELECT $1::bigint, platform, user_id, viewer_id, login, name FROM changed ORDER BY platform, user_id
        ON CONFLICT (streamer_id, platform, platform_user_id)
        DO UPDATE SET login = excluded.login, display_name = excluded.display_name, seen_at = now()
    RETURNING platform, platform_user_id)
  SELECT owner.user_id FROM placed CROSS JOIN LATERAL (
         SELECT user_id FROM platform_connections c
          WHERE c.platform = placed.platform AND c.platform_user_id = placed.platform_user_id AND purpose = 'streamer' OFFSET 0) owner`

/**
 * Sends what makes viewers for accounts that are new. Where it gives users, the accounts are theirs, and `joinKin` has to follow before
 * anybody rests on the viewers; hardly ever is that so.
 */
async function sendEnsureViewers(
  session: Session,
  streamerId: StreamerId,
  accounts: readonly Account[],
): Promise<number[]> {
  holdIdentities(session)
  const rows = await session.query<{ user_id: number }>(ensure, [streamerId, ...columnsOf(accounts)])
  return rows.map((row) => row.user_id)
}

/**
 * The accounts that these users linked and sign in with; `viewer_id` is who stands for each in this community, `first` who stands for
 * the person: a viewer from before this transaction, else the first one made in it.
 */
const kin = `
  SELECT c.user_id, c.platform, c.platform_user_id, c.login, c.display_name, viewer_id,
         first_value(viewer_id) OVER (PARTITION BY c.user_id ORDER BY viewer_id IS NULL, i.created_at = now(), viewer_id) AS first
    FROM platform_connections c LEFT JOIN chat_identities i
      ON i.streamer_id = $1 AND i.platform = c.platform AND i.platform_user_id = c.platform_user_id
   WHERE c.user_id = ANY ($2) AND c.purpose = 'streamer'`

/**
 * Makes one viewer of the accounts that a user linked, where one of them is new in this community: what is new has nothing yet, and
 * comes to the viewer who is there. All accounts of the user become known at once, so that of two that are new at the same time one
 * transaction waits for the other at the key.
 */
function joinKin({ send }: Session, streamerId: StreamerId, userIds: readonly number[]): void {
  send(
    `INSERT INTO chat_identities (streamer_id, platform, platform_user_id, viewer_id, login, display_name)
     SELECT $1::bigint, platform, platform_user_id, first, login, display_name
       FROM (${kin}) kin WHERE viewer_id IS NULL ORDER BY platform, platform_user_id
         ON CONFLICT DO NOTHING`,
    [streamerId, userIds],
  )
  send(
    `UPDATE chat_identities i SET viewer_id = first FROM (${kin}) kin
      WHERE i.streamer_id = $1 AND i.platform = kin.platform AND i.platform_user_id = kin.platform_user_id
        AND i.viewer_id <> first AND i.created_at = now()`,
    [streamerId, userIds],
  )
}

/** The identity behind each account asked for. `OFFSET 0` makes it one index probe each, whatever the planner believes of the table's size. */
export const lateralIdentity = `
  CROSS JOIN LATERAL (SELECT viewer_id, tier FROM chat_identities
                       WHERE streamer_id = $1 AND chat_identities.platform = asked.platform AND platform_user_id = asked.user_id
                      OFFSET 0) i`

/** The viewers of these accounts, in order, made where they are new. */
export async function ensureViewers(
  session: Session,
  streamerId: StreamerId,
  accounts: readonly Account[],
): Promise<ViewerId[]> {
  const [users, viewerIds] = await Promise.all([
    sendEnsureViewers(session, streamerId, accounts),
    findViewers(session, streamerId, accounts),
  ])
  if (users.length === 0) return viewerIds
  joinKin(session, streamerId, users)
  return findViewers(session, streamerId, accounts)
}

async function findViewers(
  { query }: Session,
  streamerId: StreamerId,
  accounts: readonly Account[],
): Promise<ViewerId[]> {
  const rows = await query<{ viewer_id: ViewerId }>(
    `SELECT viewer_id
       FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS asked (platform, user_id, position) ${lateralIdentity}
      ORDER BY position`,
    [streamerId, texts(accounts.map(({ platform }) => platform)), texts(accounts.map(({ userId }) => userId))],
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

export async function findAccountsOf(reader: Reader, streamerId: StreamerId, viewerId: ViewerId): Promise<Account[]> {
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(chatIdentities)
      .where(and(eq(chatIdentities.viewerId, viewerId), eq(chatIdentities.streamerId, streamerId)))
      .orderBy(desc(chatIdentities.seenAt)),
  )
  return rows.map((row) => ({
    platform: row.platform as Platform, // the check of the table admits no other words
    userId: row.platformUserId,
    login: row.login,
    name: row.displayName,
  }))
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
