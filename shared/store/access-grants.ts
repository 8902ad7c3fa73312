/** `access_grants`: invitations to a streamer's panel, and the shares that came of them. Ended ones stay: the audit log names them. */
import type {
  AccessStore,
  AccessTx,
  Grant,
  ListedGrant,
  NewInvitation,
  OpenInvitation,
  Share,
} from '../engine/ports/access.ts'
import type { GrantStatus, HelperRole } from '../giveaway/access.ts'
import type { StreamerId, UserId } from '../giveaway/words.ts'
import { noteUse } from './last-used.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

interface Row {
  readonly id: number
  readonly role: HelperRole
  readonly status: GrantStatus
  readonly helper_id: UserId | null
  readonly created_at: Date
  readonly invited_until: Date
  readonly accepted_at: Date | null
  readonly expires_at: Date | null
  readonly last_used_at: Date | null
}

const columns = 'id, role, status, helper_id, created_at, invited_until, accepted_at, expires_at, last_used_at'
const standing = `status IN ('invited', 'active')`
const isHeld = (now: string) => `status = 'active' AND (expires_at IS NULL OR expires_at > ${now})`
const isOver = (now: string) =>
  `(expires_at <= ${now} OR status = 'invited' AND invited_until <= ${now}) AND ${standing}`

export function openAccess(reader: Reader): AccessStore {
  return {
    useShare: (streamerId, userId, now) => useShare(reader, streamerId, userId, now),
    findHelpers: (streamerId, now) => findHelpers(reader, streamerId, now),
    listGrants: (streamerId, now) => listGrants(reader, streamerId, now),
    findInvitation: (streamerId, tokenHash, now) => findInvitation(reader, streamerId, tokenHash, now),
    findOverShares: (now) => findOverShares(reader, now),
  }
}

export function openAccessTx(session: Session): AccessTx {
  return {
    addInvitation: (invitation) => addInvitation(session, invitation),
    countGrants: (streamerId) => countGrants(session, streamerId),
    lockInvitation: (...which) =>
      lockOne(session, `streamer_id = $1 AND token_hash = $2 AND status = 'invited'`, which),
    lockShare: (...which) => lockOne(session, `streamer_id = $1 AND helper_id = $2 AND status = 'active'`, which),
    lockGrant: (...which) => lockOne(session, `streamer_id = $1 AND id = $2 AND ${standing}`, which),
    lockOver: (streamerId, now) => lockOver(session, streamerId, now),
    activateGrant: (id, helperId, at) => activateGrant(session, id, helperId, at),
    endGrants: (ids, status, at) => endGrants(session, ids, status, at),
  }
}

async function addInvitation({ query }: Session, invitation: NewInvitation): Promise<Grant> {
  const { streamerId, role, tokenHash, invitedUntil, expiresAt } = invitation
  const [row] = await query<Row>(
    `INSERT INTO access_grants (streamer_id, role, token_hash, invited_until, expires_at)
     VALUES ($1, $2, $3, $4, $5) RETURNING ${columns}`,
    [streamerId, role, tokenHash, invitedUntil, expiresAt],
  )
  if (!row) throw new Error(`An invitation of streamer ${streamerId} was added, but no row came back.`)
  return toGrant(row)
}

async function countGrants({ query }: Session, streamerId: StreamerId): Promise<number> {
  const [row] = await query<{ count: number }>(
    `SELECT count(*) FROM access_grants WHERE streamer_id = $1 AND ${standing}`,
    [streamerId],
  )
  return row?.count ?? 0
}

async function lockOver({ query }: Session, streamerId: StreamerId, now: Date): Promise<Grant[]> {
  const rows = await query<Row>(
    `SELECT ${columns} FROM access_grants WHERE streamer_id = $1 AND ${isOver('$2')} ORDER BY id FOR UPDATE`,
    [streamerId, now],
  )
  return rows.map(toGrant)
}

function activateGrant({ send }: Session, id: number, helperId: UserId, at: Date): void {
  send(`UPDATE access_grants SET status = 'active', helper_id = $2, accepted_at = $3 WHERE id = $1`, [id, helperId, at])
}

function endGrants({ send }: Session, ids: readonly number[], status: GrantStatus, at: Date): void {
  send(`UPDATE access_grants SET status = $2, ended_at = $3 WHERE id = ANY ($1::bigint[])`, [ids, status, at])
}

async function useShare(reader: Reader, streamerId: StreamerId, userId: UserId, now: Date): Promise<Share | undefined> {
  const [row] = await reader.query<Row & { readonly streamer: string }>(
    `SELECT g.*, display_name AS streamer FROM access_grants g JOIN users u ON u.id = streamer_id
      WHERE streamer_id = $1 AND helper_id = $2 AND ${isHeld('$3')}`,
    [streamerId, userId, now],
  )
  if (!row) return undefined
  await noteUse(reader, 'access_grants', { id: row.id, lastUsedAt: row.last_used_at }, now, `status = 'active'`)
  return { role: row.role, expiresAt: row.expires_at ?? undefined, streamer: row.streamer }
}

async function findHelpers({ query }: Reader, streamerId: StreamerId, now: Date): Promise<UserId[]> {
  const rows = await query<{ helper_id: UserId }>(
    `SELECT helper_id FROM access_grants WHERE streamer_id = $1 AND ${isHeld('$2')}`,
    [streamerId, now],
  )
  return rows.map((row) => row.helper_id)
}

async function listGrants({ query }: Reader, streamerId: StreamerId, now: Date): Promise<ListedGrant[]> {
  const rows = await query<Row & { readonly helper_name: string | null }>(
    `SELECT g.*, (SELECT display_name FROM users u WHERE u.id = helper_id) AS helper_name FROM access_grants g
      WHERE streamer_id = $1 AND ${standing} AND NOT coalesce(${isOver('$2')}, false) ORDER BY id DESC`,
    [streamerId, now],
  )
  return rows.map((row) => ({ ...toGrant(row), helperName: row.helper_name ?? undefined }))
}

async function findInvitation(
  { query }: Reader,
  streamerId: StreamerId,
  tokenHash: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const [row] = await query<Row & { readonly streamer: string }>(
    `SELECT g.*, display_name AS streamer FROM access_grants g JOIN users u ON u.id = streamer_id
      WHERE streamer_id = $1 AND token_hash = $2 AND status = 'invited' AND invited_until > $3`,
    [streamerId, tokenHash, now],
  )
  return row && { ...toGrant(row), streamer: row.streamer }
}

async function findOverShares({ query }: Reader, now: Date): Promise<StreamerId[]> {
  const rows = await query<{ streamer_id: StreamerId }>(
    `SELECT DISTINCT streamer_id FROM access_grants WHERE ${isOver('$1')}`,
    [now],
  )
  return rows.map((row) => row.streamer_id)
}

async function lockOne({ query }: Session, which: string, values: readonly unknown[]): Promise<Grant | undefined> {
  const [row] = await query<Row>(`SELECT ${columns} FROM access_grants WHERE ${which} FOR UPDATE`, values)
  return row && toGrant(row)
}

function toGrant(row: Row): Grant {
  const times = {
    createdAt: row.created_at,
    invitedUntil: row.invited_until,
    acceptedAt: row.accepted_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  }
  return { id: row.id, role: row.role, status: row.status, helperId: row.helper_id ?? undefined, ...times }
}
