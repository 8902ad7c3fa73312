/** Seals everything anew that was sealed under an older key: tokens of linked accounts, seeds of giveaways, secrets of webhooks, tokens of overlays, and prize keys. */
import type pg from 'pg'
import { SealError, type Vault } from '../runtime/crypto.ts'
import { contextOfKey, contextOfSecret as contextOfPool } from '../runtime/key-seals.ts'
import { contextOf as contextOfOverlay } from '../runtime/overlay-tokens.ts'
import { contextOf as contextOfSeed } from '../runtime/seeds.ts'
import { contextOf as contextOfSecret } from '../runtime/webhook-secrets.ts'
import { contextOf as contextOfToken } from './platform-connections.ts'
import { transact } from './transaction.ts'

export interface Resealed {
  /** Rows that are under the newest key now. */
  readonly rows: number
  /** What does not open with any key there is, in sentences. It stays as it is. */
  readonly lost: readonly string[]
}

/**
 * Seals anew, a page of rows in a transaction. It can be stopped at any time and goes on where it stood; of two at once the second
 * waits for the rows that the first one has, and passes them over. The pool is the store's.
 */
export async function resealAll(pool: pg.Pool, vault: Vault): Promise<Resealed> {
  const lost: string[] = []
  let rows = 0
  for (const table of sealedTables) {
    const done = await reseal(pool, vault, table)
    rows += done.rows
    lost.push(...done.lost)
  }
  return { rows, lost }
}

/** How many rows have something that was sealed under an older key. */
export async function countOldSeals(pool: pg.Pool, { prefix }: Pick<Vault, 'prefix'>): Promise<number> {
  const counts = sealedTables.map(({ table, sealed }) =>
    pool.query<{ count: string }>(`SELECT count(*) FROM ${table} WHERE ${isOld(sealed)}`, [prefix]),
  )
  return (await Promise.all(counts)).reduce((sum, { rows }) => sum + Number(rows[0]?.count), 0)
}

/** A table with sealed columns: two at most, so that a page is one statement. */
interface SealedTable {
  readonly table: string
  readonly idType: 'bigint' | 'uuid'
  /** Below every id there is. */
  readonly before: string
  readonly sealed: readonly [first: string, second?: string]
  contextOf(id: string, column: string): string
}

const connections: SealedTable = {
  table: 'platform_connections',
  idType: 'bigint',
  before: '-1',
  sealed: ['access_token', 'refresh_token'],
  contextOf: (id, column) => contextOfToken(Number(id), column === 'access_token' ? 'access' : 'refresh'),
}

const giveaways: SealedTable = {
  table: 'giveaways',
  idType: 'uuid',
  before: '00000000-0000-0000-0000-000000000000',
  sealed: ['sealed_seed'],
  contextOf: contextOfSeed,
}

const webhooks: SealedTable = {
  table: 'webhooks',
  idType: 'uuid',
  before: giveaways.before,
  sealed: ['sealed_secret'],
  contextOf: contextOfSecret,
}

const overlays: SealedTable = {
  table: 'overlays',
  idType: 'uuid',
  before: giveaways.before,
  sealed: ['sealed_token'],
  contextOf: contextOfOverlay,
}

const prizePools: SealedTable = {
  table: 'prize_pools',
  idType: 'bigint',
  before: connections.before,
  sealed: ['sealed_secret'],
  contextOf: contextOfPool,
}

const tokenPool: SealedTable = {
  table: 'token_pool',
  idType: 'bigint',
  before: connections.before,
  sealed: ['token'],
  contextOf: contextOfKey,
}

const sealedTables = [connections, giveaways, webhooks, overlays, prizePools, tokenPool]

const pageSize = 500

/** NULL is sealed under no key, and starts with nothing. */
const isOld = (columns: SealedTable['sealed']): string =>
  `(${columns.map((column) => `NOT starts_with(${column}, $1)`).join(' OR ')})`

interface Page {
  readonly rows: number
  readonly lost: readonly string[]
  readonly last: string | undefined
}

async function reseal(pool: pg.Pool, vault: Vault, table: SealedTable): Promise<Resealed> {
  const lost: string[] = []
  let rows = 0
  for (let after: string | undefined = table.before; after !== undefined;) {
    const page: Page = await resealPage(pool, vault, table, after)
    rows += page.rows
    lost.push(...page.lost)
    after = page.last
  }
  return { rows, lost }
}

function resealPage(pool: pg.Pool, vault: Vault, table: SealedTable, after: string): Promise<Page> {
  const { idType, sealed } = table
  return transact(pool, async ({ query, send }) => {
    // Who waits for a row here looks at it again when it is free: what another run has sealed by then is passed over.
    const found = await query<{ id: string; blobs: (string | null)[] }>(
      `SELECT id::text, array[${sealed.join(', ')}] AS blobs FROM ${table.table}
        WHERE ${isOld(sealed)} AND id > $2::${idType} ORDER BY ${table.table}.id LIMIT ${pageSize} FOR NO KEY UPDATE`,
      [vault.prefix, after],
    )
    const lost: string[] = []
    const fresh = found.flatMap(({ id, blobs }) => sealAnew(vault, table, id, blobs, lost) ?? [])
    const columns = sealed.map((column, index) => `${column} = fresh.blob${index}`).join(', ')
    const given = sealed.map((_, index) => `$${index + 2}::text[]`).join(', ')
    const names = sealed.map((_, index) => `blob${index}`).join(', ')
    send(
      `UPDATE ${table.table} t SET ${columns} FROM unnest($1::${idType}[], ${given}) AS fresh (id, ${names}) WHERE t.id = fresh.id`,
      [fresh.map(({ id }) => id), ...sealed.map((_, index) => fresh.map(({ blobs }) => blobs[index] ?? null))],
    )
    return { rows: fresh.length, lost, last: found.at(-1)?.id }
  })
}

/** The row under the newest key; nothing where a blob does not open. */
function sealAnew(
  vault: Vault,
  { sealed, contextOf }: SealedTable,
  id: string,
  blobs: readonly (string | null)[],
  lost: string[],
): { readonly id: string; readonly blobs: readonly (string | null)[] } | undefined {
  try {
    const anew = blobs.map((blob, index) => {
      const context = contextOf(id, sealed[index] ?? '')
      return blob === null ? null : vault.seal(vault.open(blob, context), context)
    })
    return { id, blobs: anew }
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    lost.push(error.message)
    return undefined
  }
}
