/** `users`, and `platform_connections` within a transaction: who linked which account. */
import type { Connection, Purpose, SealedTokens } from '../engine/ports/people.ts'
import type { Account, UserId } from '../giveaway/words.ts'
import { type ConnectionRow, columns, storing, toConnection } from './platform-connections.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function addUser({ query }: Session, name: string): Promise<UserId> {
  const [row] = await query<{ id: UserId }>('INSERT INTO users (display_name) VALUES ($1) RETURNING id', [name])
  if (!row) throw new Error(`The user ${name} could not be added.`)
  return row.id
}

/** `NO KEY`, because rows that name the user take a share of the key: those need not wait. */
export async function lockUser({ query }: Session, userId: UserId): Promise<void> {
  const rows = await query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId])
  if (rows.length === 0) throw new Error(`There is no user ${userId} in the database.`)
}

export async function findConnection(
  { query }: Reader,
  { platform, userId }: Pick<Account, 'platform' | 'userId'>,
): Promise<Connection | undefined> {
  const [row] = await query<ConnectionRow>(
    `SELECT ${columns} FROM platform_connections WHERE platform = $1 AND platform_user_id = $2`,
    [platform, userId],
  )
  return row && toConnection(row)
}

/** A user's linked accounts, without their tokens. */
export async function findConnections({ query }: Reader, userId: UserId): Promise<Connection[]> {
  const rows = await query<ConnectionRow>(
    `SELECT ${columns} FROM platform_connections WHERE user_id = $1 ORDER BY platform, purpose`,
    [userId],
  )
  return rows.map(toConnection)
}

/** The index of accounts decides between two users: the second of them fails here, and finds the account taken when it is repeated. */
export async function saveConnection(
  { query }: Session,
  userId: UserId,
  purpose: Purpose,
  account: Account,
): Promise<number> {
  const [row] = await query<{ id: number }>(
    `INSERT INTO platform_connections (user_id, platform, purpose, platform_user_id, login, display_name)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (user_id, platform, purpose) DO UPDATE
        SET platform_user_id = excluded.platform_user_id, login = excluded.login, display_name = excluded.display_name,
            updated_at = now()
     RETURNING id`,
    [userId, account.platform, purpose, account.userId, account.login, account.name],
  )
  if (!row) throw new Error(`The ${account.platform} account ${account.userId} was linked, but no row came back.`)
  return row.id
}

export function storeTokens({ send }: Session, connectionId: number, tokens: SealedTokens): void {
  send(...storing(connectionId, tokens))
}

export function removeConnection({ send }: Session, connectionId: number): void {
  send('DELETE FROM platform_connections WHERE id = $1', [connectionId])
}
