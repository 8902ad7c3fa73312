/** `platform_connections`: the accounts that users linked, their tokens sealed. */
import type pg from 'pg'
import type { AccountTokens, TokenStore } from '../engine/ports/chat.ts'
import type { Connection, Purpose, SealedTokens, TokenSeals } from '../engine/ports/people.ts'
import type { Account, Platform, StreamerId } from '../giveaway/words.ts'
import type { Vault } from '../runtime/crypto.ts'
import { codeOf } from '../runtime/setup-error.ts'

export interface NewConnection {
  readonly userId: StreamerId
  readonly purpose: Purpose
  readonly account: Account
  readonly tokens: AccountTokens
}

/** A platform account belongs to one user, for one purpose. */
export type Saved =
  | { readonly ok: true; readonly connection: Connection }
  | { readonly ok: false; readonly code: 'linked-to-another-user' | 'linked-for-another-purpose' }

/** Links an account, in the place of the one that the user had linked for this platform and purpose. */
export async function saveConnection(pool: pg.Pool, vault: Vault, asked: NewConnection): Promise<Saved> {
  try {
    return { ok: true, connection: await inTransaction(pool, (client) => insertConnection(client, vault, asked)) }
  } catch (error) {
    // The index decides, also between two requests that race; asking before would not.
    if (!isAccountTaken(error)) throw error
    return { ok: false, code: await whyTaken(pool, asked) }
  }
}

/** The account that is linked for this purpose under a login as it was last seen. */
export async function findConnectionByLogin(
  pool: pg.Pool,
  platform: Platform,
  purpose: Purpose,
  login: string,
): Promise<Connection | undefined> {
  const { rows } = await pool.query<ConnectionRow>(
    `SELECT ${columns} FROM platform_connections WHERE platform = $1 AND purpose = $2 AND login = $3`,
    [platform, purpose, login],
  )
  return rows[0] && toConnection(rows[0])
}

/** The connections that have tokens to keep alive. */
export async function findAlive(pool: pg.Pool): Promise<{ readonly id: number; readonly platform: Platform }[]> {
  const { rows } = await pool.query<{ id: number | string; platform: Platform }>(
    `SELECT id, platform FROM platform_connections WHERE status = 'connected' AND access_token IS NOT NULL ORDER BY id`,
  )
  return rows.map(({ id, platform }) => ({ id: Number(id), platform }))
}

/** The tokens of linked accounts. The pool must not be a pipelined one. */
export function createTokenStore(pool: pg.Pool, vault: Vault): TokenStore {
  return {
    find: async (id) => openTokens(vault, await findTokens(pool, id, '')),
    renew: (id, spent, renew) =>
      inTransaction(pool, async (client) => {
        // Of two processes that renew at once the second waits here, and then finds what the first one stored.
        const held = openTokens(vault, await findTokens(client, id, 'FOR UPDATE'))
        if (!held || held.accessToken !== spent) return held
        const renewed = await renew(held)
        if (renewed === 'dead') return void (await markDead(client, id))
        await storeTokens(client, vault, id, renewed)
        return renewed
      }),
  }
}

/** Seals tokens for the rows that they are stored in. */
export function createTokenSeals(vault: Vault): TokenSeals {
  return { seal: (id, tokens) => sealTokens(vault, id, tokens) }
}

export interface ConnectionRow {
  id: number | string
  user_id: number | string
  platform: string
  purpose: string
  platform_user_id: string
  login: string
  display_name: string
  scopes: string[]
  expires_at: Date | null
  status: string
  keeps_tokens: boolean
}

interface TokenRow {
  id: number | string
  access_token: string
  refresh_token: string | null
  expires_at: Date | null
  scopes: string[]
}

export const columns =
  'id, user_id, platform, purpose, platform_user_id, login, display_name, scopes, expires_at, status, access_token IS NOT NULL AS keeps_tokens'

async function insertConnection(client: pg.PoolClient, vault: Vault, asked: NewConnection): Promise<Connection> {
  const { userId, purpose, account, tokens } = asked
  // Two requests of one user that link one account at once would meet in the index of accounts, for which there is no DO UPDATE.
  await client.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId])
  const { rows } = await client.query<ConnectionRow>(
    `INSERT INTO platform_connections
            (user_id, platform, purpose, platform_user_id, login, display_name, expires_at, scopes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (user_id, platform, purpose) DO UPDATE
        SET platform_user_id = excluded.platform_user_id, login = excluded.login, display_name = excluded.display_name,
            expires_at = excluded.expires_at, scopes = excluded.scopes, status = 'connected'
     RETURNING ${columns}`,
    [userId, account.platform, purpose, account.userId, account.login, account.name, tokens.expiresAt, tokens.scopes],
  )
  const [row] = rows
  if (!row) throw new Error(`The ${account.platform} account ${account.userId} was linked, but no row came back.`)
  // The seal names the row, so the row's id comes first.
  await storeTokens(client, vault, Number(row.id), tokens)
  return { ...toConnection(row), keepsTokens: true }
}

async function findTokens(
  client: pg.Pool | pg.PoolClient,
  id: number,
  lock: '' | 'FOR UPDATE',
): Promise<TokenRow | undefined> {
  const { rows } = await client.query<TokenRow>(
    `SELECT id, access_token, refresh_token, expires_at, scopes FROM platform_connections
      WHERE id = $1 AND status = 'connected' AND access_token IS NOT NULL ${lock}`,
    [id],
  )
  return rows[0]
}

async function storeTokens(client: pg.PoolClient, vault: Vault, id: number, tokens: AccountTokens): Promise<void> {
  await client.query(...storing(id, sealTokens(vault, id, tokens)))
}

/** The statement that stores tokens, and brings a connection back that had to be linked again. */
export function storing(
  id: number,
  { accessToken, refreshToken, expiresAt, scopes }: SealedTokens,
): [text: string, values: unknown[]] {
  const text = `UPDATE platform_connections
        SET access_token = $2, refresh_token = $3, expires_at = $4, scopes = $5, status = 'connected', updated_at = now()
      WHERE id = $1`
  return [text, [id, accessToken, refreshToken ?? null, expiresAt, scopes]]
}

function sealTokens(vault: Vault, id: number, { accessToken, refreshToken, ...same }: AccountTokens): SealedTokens {
  return {
    ...same,
    isSealed: true,
    accessToken: vault.seal(accessToken, contextOf(id, 'access')),
    refreshToken: refreshToken === undefined ? undefined : vault.seal(refreshToken, contextOf(id, 'refresh')),
  }
}

async function markDead(client: pg.PoolClient, id: number): Promise<void> {
  await client.query(`UPDATE platform_connections SET status = 'reconnect', updated_at = now() WHERE id = $1`, [id])
}

async function whyTaken(pool: pg.Pool, { userId, account }: NewConnection) {
  const { rows } = await pool.query<{ user_id: number | string }>(
    'SELECT user_id FROM platform_connections WHERE platform = $1 AND platform_user_id = $2',
    [account.platform, account.userId],
  )
  const [holder] = rows
  return holder && Number(holder.user_id) === userId ? 'linked-for-another-purpose' : 'linked-to-another-user'
}

function isAccountTaken(error: unknown): boolean {
  return (
    codeOf(error) === '23505' &&
    error instanceof Error &&
    'constraint' in error &&
    error.constraint === 'platform_connections_platform_platform_user_id_unique'
  )
}

function openTokens(vault: Vault, row: TokenRow | undefined): AccountTokens | undefined {
  if (!row) return undefined
  const id = Number(row.id)
  return {
    accessToken: vault.open(row.access_token, contextOf(id, 'access')),
    refreshToken: row.refresh_token === null ? undefined : vault.open(row.refresh_token, contextOf(id, 'refresh')),
    expiresAt: row.expires_at ?? undefined,
    scopes: row.scopes,
  }
}

/** What the seal of a token names. */
export const contextOf = (id: number, token: 'access' | 'refresh') => `platform_connections:${id}:${token}`

// The checks of the table admit no other words, so the casts are safe.
export function toConnection(row: ConnectionRow): Connection {
  const platform = row.platform as Platform
  return {
    id: Number(row.id),
    userId: Number(row.user_id),
    purpose: row.purpose as Purpose,
    account: { platform, userId: row.platform_user_id, login: row.login, name: row.display_name },
    scopes: row.scopes,
    expiresAt: row.expires_at ?? undefined,
    keepsTokens: row.keeps_tokens,
    status: row.status as Connection['status'],
  }
}

/** Never repeated by itself: a platform was asked in the midst of it, and asking twice would spend its token. */
async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => undefined,
      (failure: Error) => failure,
    )
    throw error
  } finally {
    client.release(broken)
  }
}
