/** `event_participants`: devices that joined a giveaway by its code, and when they were last heard of. */
import type { Device, Joined, JoinStanding, JoinStore, JoinTx, KnownAccount } from '../engine/ports/join.ts'
import { nameJoins } from '../giveaway/join.ts'
import type {
  Account,
  Giveaway,
  GiveawayId,
  Platform,
  StreamerId,
  UserId,
  ViewerId,
  WinnerState,
} from '../giveaway/words.ts'
import { columnsOf, lateralIdentity } from './chat-identities.ts'
import { type RoleColumns, toRoles } from './chatters.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'
import { lockCommunity } from './viewers.ts'

export function openJoin(reader: Reader): JoinStore {
  return {
    findJoinKey: (id) => findJoinKey(reader, id),
    findOwnAccounts: (...asked) => findOwnAccounts(reader, ...asked),
    findGuest: (...asked) => findGuest(reader, ...asked),
    findJoinStandings: (...asked) => findJoinStandings(reader, ...asked),
    hasDevice: (...asked) => hasDevice(reader, ...asked),
    findJoined: (hashes) => findJoined(reader, hashes),
    noteBeats: (hashes, now) => noteBeats(reader, hashes, now),
    removeOldDevices: (before, count) => removeOldDevices(reader, before, count),
  }
}

export function openJoinTx(session: Session): JoinTx {
  return {
    placeDevices: (...asked) => placeDevices(session, ...asked),
    lockCommunity: (streamerId) => lockCommunity(session, streamerId),
    findGuest: (...asked) => findGuest(session, ...asked),
    findJoinStandings: (...asked) => findJoinStandings(session, ...asked),
  }
}

/** When a phone of this viewer that joined the giveaway was last heard of; the devices of all their accounts count. */
export const lastBeat = (giveaway: string, viewer: string): string =>
  `(SELECT max(last_heartbeat) FROM chat_identities m JOIN event_participants d
        ON (d.streamer_id, d.platform, d.platform_user_id, d.event_id) = (m.streamer_id, m.platform, m.platform_user_id, ${giveaway})
     WHERE m.viewer_id = ${viewer})`

const viewerOf = (row: string): string =>
  `(SELECT viewer_id FROM chat_identities i
     WHERE (i.streamer_id, i.platform, i.platform_user_id) = (${row}.streamer_id, ${row}.platform, ${row}.platform_user_id))`

/**
 * A guest who signed in meanwhile stands there as themselves. The unique key decides between two requests of one device: the second one waits here, and then it is the one that joined before. Sorted,
 * so that two transactions take the rows in one order.
 */
async function placeDevices(
  { query }: Session,
  giveawayId: GiveawayId,
  devices: readonly Device[],
): Promise<Set<string>> {
  const [platforms, userIds] = columnsOf(devices.map(({ account }) => account))
  const rows = await query<{ device_id: string }>(
    `INSERT INTO event_participants AS held
       (event_id, device_id, streamer_id, platform, platform_user_id, session_token, join_timestamp, last_heartbeat)
     SELECT $1::uuid, device_id, streamer_id, platform, user_id, session, at, at
       FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
            AS asked (streamer_id, device_id, platform, user_id, session, at)
      ORDER BY device_id
         ON CONFLICT (event_id, device_id) DO UPDATE
            SET session_token = excluded.session_token, last_heartbeat = greatest(held.last_heartbeat, excluded.last_heartbeat),
                platform = CASE WHEN excluded.platform = 'guest' THEN held.platform ELSE excluded.platform END,
                platform_user_id = CASE WHEN excluded.platform = 'guest' THEN held.platform_user_id ELSE excluded.platform_user_id END
          WHERE ${viewerOf('held')} = ${viewerOf('excluded')}
     RETURNING device_id`,
    [
      giveawayId,
      devices.map(({ streamerId }) => streamerId),
      devices.map(({ deviceId }) => deviceId),
      platforms,
      userIds,
      devices.map(({ tokenHash }) => tokenHash),
      devices.map(({ at }) => at),
    ],
  )
  return new Set(rows.map((row) => row.device_id))
}

async function findGuest(
  { query }: Reader,
  streamerId: StreamerId,
  { platform, userId }: Account,
): Promise<ViewerId | undefined> {
  const [row] = await query<{ viewer_id: ViewerId }>(
    `SELECT viewer_id FROM chat_identities i
      WHERE streamer_id = $1 AND platform = $2 AND platform_user_id = $3
        AND NOT EXISTS (SELECT FROM chat_identities o WHERE o.viewer_id = i.viewer_id AND o.platform <> 'guest')`,
    [streamerId, platform, userId],
  )
  return row?.viewer_id
}

async function findJoinKey({ query }: Reader, giveawayId: GiveawayId): Promise<string | undefined> {
  const [row] = await query<{ join_key: string }>('SELECT join_key FROM giveaways WHERE id = $1', [giveawayId])
  return row?.join_key
}

interface AccountRow extends RoleColumns {
  platform: Platform
  user_id: string
  login: string
  name: string
}

async function findOwnAccounts({ query }: Reader, streamerId: StreamerId, userId: UserId): Promise<KnownAccount[]> {
  const rows = await query<AccountRow>(
    `SELECT c.platform, c.platform_user_id AS user_id, coalesce(i.login, c.login) AS login,
            coalesce(i.display_name, c.display_name) AS name, coalesce(i.roles, '{}') AS roles, coalesce(i.tier, 0) AS tier,
            coalesce(i.months, 0) AS months
       FROM platform_connections c LEFT JOIN chat_identities i
         ON i.streamer_id = $1 AND i.platform = c.platform AND i.platform_user_id = c.platform_user_id
      WHERE c.user_id = $2 AND c.purpose = 'streamer' ORDER BY i.seen_at DESC NULLS LAST, c.id`,
    [streamerId, userId],
  )
  return rows.map(({ platform, user_id, login, name, ...row }) => ({
    account: { platform, userId: user_id, login, name },
    roles: toRoles(row),
  }))
}

/** Asks of an account are counted by their messages: whoever is behind it may change. */
async function findJoinStandings(
  { query }: Reader,
  { streamerId, id }: Pick<Giveaway, 'streamerId' | 'id'>,
  accounts: readonly Account[],
): Promise<JoinStanding[]> {
  const [platforms, userIds] = columnsOf(accounts)
  const rows = await query<{ tickets: number; asks: number }>(
    `SELECT coalesce((SELECT tickets FROM giveaway_entries e WHERE e.giveaway_id = $2 AND e.viewer_id = i.viewer_id), 0) AS tickets,
            (SELECT count(*)::integer FROM giveaway_entry_attempts a
              WHERE a.viewer_id = i.viewer_id AND a.giveaway_id = $2
                AND a.platform = asked.platform AND starts_with(a.message_id, asked.joins)) AS asks
       FROM unnest($3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS asked (platform, user_id, joins, position) ${lateralIdentity}
      ORDER BY position`,
    [streamerId, id, platforms, userIds, userIds.map((userId) => nameJoins(id, userId))],
  )
  if (rows.length !== accounts.length)
    throw new Error(`Of ${accounts.length} accounts that joined giveaway ${id}, ${rows.length} are known.`)
  return rows
}

async function hasDevice({ query }: Reader, giveawayId: GiveawayId, deviceId: string): Promise<boolean> {
  const rows = await query('SELECT FROM event_participants WHERE event_id = $1 AND device_id = $2', [
    giveawayId,
    deviceId,
  ])
  return rows.length > 0
}

interface JoinedRow {
  session_token: string
  event_id: GiveawayId
  platform: Platform
  user_id: string
  login: string
  name: string
  tickets: number
  beat_at: Date
  pick: number | null
  state: WinnerState | null
  claim_deadline: Date | null
}

async function findJoined({ query }: Reader, tokenHashes: readonly string[]): Promise<Map<string, Joined>> {
  const rows = await query<JoinedRow>(
    `SELECT session_token, d.event_id, d.platform, d.platform_user_id AS user_id, i.login, i.display_name AS name,
            d.last_heartbeat AS beat_at, coalesce(e.tickets, 0) AS tickets, w.pick, w.state, w.claim_deadline
       FROM event_participants d
       JOIN chat_identities i USING (streamer_id, platform, platform_user_id)
       LEFT JOIN giveaway_entries e ON e.giveaway_id = d.event_id AND e.viewer_id = i.viewer_id
       LEFT JOIN giveaway_winners w ON w.giveaway_id = d.event_id AND w.viewer_id = i.viewer_id
      WHERE d.session_token = ANY ($1)`,
    [tokenHashes],
  )
  return new Map(rows.map((row) => [row.session_token, toJoined(row)]))
}

function toJoined({
  event_id: giveawayId,
  platform,
  user_id: userId,
  login,
  name,
  tickets,
  ...row
}: JoinedRow): Joined {
  const { pick, state, claim_deadline: deadline, beat_at: beatAt } = row
  const win = pick === null || state === null ? undefined : { pick, state, claimDeadline: deadline ?? undefined }
  return { giveawayId, account: { platform, userId, login, name }, tickets, beatAt, win }
}

/** Sorted as those that join are, so that two transactions take the rows in one order. */
async function noteBeats({ query }: Reader, tokenHashes: readonly string[], now: Date): Promise<void> {
  await query(
    `WITH alive AS (SELECT id FROM event_participants WHERE session_token = ANY ($1)
                     ORDER BY device_id, event_id FOR NO KEY UPDATE)
     UPDATE event_participants d SET last_heartbeat = greatest(last_heartbeat, $2) FROM alive WHERE d.id = alive.id`,
    [tokenHashes, now],
  )
}

async function removeOldDevices({ query }: Reader, before: Date, count: number): Promise<number> {
  const [gone] = await query<{ count: number }>(
    `WITH gone AS (
       DELETE FROM event_participants WHERE id IN (
         SELECT d.id FROM giveaways g JOIN event_participants d ON d.event_id = g.id
          WHERE coalesce(completed_at, cancelled_at) < $1 LIMIT $2 FOR UPDATE OF d SKIP LOCKED)
       RETURNING 1)
     SELECT count(*)::integer AS count FROM gone`,
    [before, count],
  )
  return gone?.count ?? 0
}
