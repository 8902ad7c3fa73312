import type { AccountTokens, TokenStore } from '@streambot/shared/engine/ports/chat.ts'
import type { Purpose } from '@streambot/shared/engine/ports/people.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { createVault, SealError } from '@streambot/shared/runtime/crypto.ts'
import { findConnections } from '@streambot/shared/store/linked-accounts.ts'
import { createTokenStore, saveConnection, type NewConnection } from '@streambot/shared/store/platform-connections.ts'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openPool, readerOn } from '../support/pool.ts'

const vault = createVault([{ id: 'a', key: new Uint8Array(32).fill(7) }])
const tokens: AccountTokens = {
  accessToken: 'access-1',
  refreshToken: 'refresh-1',
  expiresAt: new Date('2026-11-21T16:00:00Z'),
  scopes: ['chat:read', 'chat:edit'],
}
const fresh: AccountTokens = { ...tokens, accessToken: 'access-2', refreshToken: 'refresh-2' }

let database: TestDatabase
let pool: Pool
let store: TokenStore
let anna: number
let ben: number

beforeAll(async () => {
  database = await makeDatabase()
  pool = openPool(database.url)
  store = createTokenStore(pool, vault)
})
beforeEach(async () => {
  await pool.query('DELETE FROM platform_connections')
  anna = await addUser('Anna')
  ben = await addUser('Ben')
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function addUser(name: string): Promise<number> {
  const { rows } = await pool.query<{ id: string }>('INSERT INTO users (display_name) VALUES ($1) RETURNING id', [name])
  return Number(rows[0]?.id)
}

const accountOf = (userId: string): Account => ({
  platform: 'twitch',
  userId,
  login: `login_${userId}`,
  name: `Login_${userId}`,
})

function linkOf(userId: number, account: string, purpose: Purpose = 'streamer'): NewConnection {
  return { userId, purpose, account: accountOf(account), tokens }
}

const save = (asked: NewConnection) => saveConnection(pool, vault, asked)

async function link(asked: NewConnection): Promise<number> {
  const saved = await save(asked)
  if (!saved.ok) throw new Error(saved.code)
  return saved.connection.id
}

describe('linking', () => {
  test('a linked account is found with its user, its tokens are sealed in the table', async () => {
    const id = await link(linkOf(anna, '100'))
    expect(await findConnections(readerOn(pool), anna)).toEqual([
      {
        id,
        userId: anna,
        purpose: 'streamer',
        account: accountOf('100'),
        scopes: tokens.scopes,
        expiresAt: tokens.expiresAt,
        keepsTokens: true,
        status: 'connected',
      },
    ])
    expect(await findConnections(readerOn(pool), ben)).toEqual([])
    expect(await store.find(id)).toEqual(tokens)
    const { rows } = await pool.query('SELECT * FROM platform_connections')
    expect(JSON.stringify(rows)).not.toMatch(/access-1|refresh-1/)
  })

  test('linked again, it keeps its row and takes the new tokens, names and life', async () => {
    const id = await link(linkOf(anna, '100'))
    await store.renew(id, 'access-1', async () => 'dead')
    const renamed = { ...accountOf('100'), login: 'new_login', name: 'New_Login' }
    expect(await link({ ...linkOf(anna, '100'), account: renamed, tokens: fresh })).toBe(id)
    const [connection] = await findConnections(readerOn(pool), anna)
    expect(connection).toMatchObject({ id, account: renamed, status: 'connected' })
    expect(await store.find(id)).toEqual(fresh)
  })

  test('another account takes the place of the first', async () => {
    const id = await link(linkOf(anna, '100'))
    expect(await link(linkOf(anna, '200'))).toBe(id)
    expect(await save(linkOf(ben, '100'))).toMatchObject({ ok: true })
  })

  test("an account of another user is refused, and that user's link stays as it is", async () => {
    const id = await link(linkOf(anna, '100'))
    expect(await save({ ...linkOf(ben, '100'), tokens: fresh })).toEqual({ ok: false, code: 'linked-to-another-user' })
    expect(await store.find(id)).toEqual(tokens)
    expect(await findConnections(readerOn(pool), ben)).toEqual([])
  })

  test('an account that the same user linked for something else is refused with other words', async () => {
    await link(linkOf(anna, '100', 'streamer'))
    expect(await save(linkOf(anna, '100', 'bot'))).toEqual({ ok: false, code: 'linked-for-another-purpose' })
  })

  test('of many users who link one account at once, one has it', async () => {
    const users = await Promise.all(Array.from({ length: 10 }, (_, index) => addUser(`User ${index}`)))
    const saved = await Promise.all(users.map((user) => save(linkOf(user, '300'))))
    const refused = { ok: false, code: 'linked-to-another-user' }
    expect(saved.filter(({ ok }) => ok)).toHaveLength(1)
    expect(saved.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 9 }, () => refused))
  })

  test('one user who links one account many times at once has it once', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => link(linkOf(anna, '100'))))
    expect(new Set(ids).size).toBe(1)
    expect(await store.find(ids[0] ?? 0)).toEqual(tokens)
  })

  test('a user who does not exist is an error, and leaves nothing behind', async () => {
    await expect(save(linkOf(999_999, '100'))).rejects.toThrow(/foreign key/)
    expect((await pool.query('SELECT * FROM platform_connections')).rows).toEqual([])
  })
})

describe('tokens', () => {
  test('renewed tokens are stored and given', async () => {
    const id = await link(linkOf(anna, '100'))
    expect(await store.renew(id, 'access-1', async (held) => (expect(held).toEqual(tokens), fresh))).toEqual(fresh)
    expect(await store.find(id)).toEqual(fresh)
  })

  test('of many who renew the same token at once, on any connection, one asks the platform', async () => {
    const id = await link(linkOf(anna, '100'))
    const other = openPool(database.url)
    const stores = [store, createTokenStore(other, vault)]
    let asked = 0
    const all = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        stores[index % 2]?.renew(id, 'access-1', async () => {
          asked += 1
          return fresh
        }),
      ),
    )
    await other.end()
    expect(asked).toBe(1)
    expect(all).toEqual(Array.from({ length: 16 }, () => fresh))
  })

  test('dead tokens are given to nobody, and the account is marked', async () => {
    const id = await link(linkOf(anna, '100'))
    expect(await store.renew(id, 'access-1', async () => 'dead')).toBeUndefined()
    expect(await store.find(id)).toBeUndefined()
    expect(await store.renew(id, 'access-1', () => Promise.reject(new Error('nobody asks')))).toBeUndefined()
    expect((await findConnections(readerOn(pool), anna))[0]?.status).toBe('reconnect')
  })

  test('a renewal that fails changes nothing, and the row is free again', async () => {
    const id = await link(linkOf(anna, '100'))
    await expect(store.renew(id, 'access-1', () => Promise.reject(new Error('the network is away')))).rejects.toThrow(
      'the network is away',
    )
    expect(await store.find(id)).toEqual(tokens)
    expect(await store.renew(id, 'access-1', async () => fresh)).toEqual(fresh)
  })

  test('an account may come without a refresh token and without an end', async () => {
    const bare = { ...tokens, refreshToken: undefined, expiresAt: undefined }
    const id = await link({ ...linkOf(anna, '100'), tokens: bare })
    expect(await store.find(id)).toEqual(bare)
  })

  test('tokens copied to another row, or into the other column, do not open', async () => {
    const id = await link(linkOf(anna, '100'))
    const otherId = await link(linkOf(ben, '200'))
    await pool.query(
      'UPDATE platform_connections SET access_token = (SELECT access_token FROM platform_connections WHERE id = $2) WHERE id = $1',
      [id, otherId],
    )
    await expect(store.find(id)).rejects.toThrow(SealError)
    await pool.query('UPDATE platform_connections SET access_token = refresh_token WHERE id = $1', [otherId])
    await expect(store.find(otherId)).rejects.toThrow(`platform_connections:${otherId}:access does not open`)
  })

  test('a link that does not exist has no tokens', async () => {
    expect(await store.find(0)).toBeUndefined()
    expect(await store.renew(0, 'access-1', async () => fresh)).toBeUndefined()
  })
})
