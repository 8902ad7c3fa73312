import type { TokenStore } from '@streambot/shared/engine/ports/chat.ts'
import { keepTokens, type KeepOptions, type KeptTokens } from '@streambot/shared/platforms/accounts.ts'
import { createVault } from '@streambot/shared/runtime/crypto.ts'
import { findConnections } from '@streambot/shared/store/linked-accounts.ts'
import { createTokenStore, saveConnection } from '@streambot/shared/store/platform-connections.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { createInbox, type Inbox } from '../support/inbox.ts'
import { openPool, readerOn } from '../support/pool.ts'
import { createMemoryTokens } from '../support/tokens.ts'

/** A token store with one account in it, and whether that must be linked again. */
interface Shelf {
  readonly store: TokenStore
  readonly connectionId: number
  isDead(): Promise<boolean>
  close(): Promise<void>
}

const hour = 3_600_000
let time: number
let demo: DemoWorld
let sim: TwitchSimulator
let dead: string[]
let warnings: Inbox<string>
let open: { kept: KeptTokens; shelf: Shelf }[]

beforeEach(async () => {
  time = Date.UTC(2026, 10, 21, 12)
  demo = createDemoWorld({ now: () => time, people: 1 })
  sim = await startTwitch({ world: demo.world })
  dead = []
  warnings = createInbox()
  open = []
})
afterEach(async () => {
  vi.useRealTimers()
  for (const { kept, shelf } of open) {
    await kept.stop()
    await shelf.close()
  }
  await sim.stop()
})

const calls = (path: string) => sim.requests.filter((request) => request.path === `/oauth2/${path}`)

/** Everything that a token of a public app needs; a confidential app differs where `changes` says so. */
async function keep(
  makeShelf: (token: DemoWorld['botToken']) => Promise<Shelf>,
  { isPublic = false, ...changes }: Partial<KeepOptions> & { isPublic?: boolean } = {},
) {
  const { world, bot, botToken, publicApp } = demo
  const app = isPublic ? publicApp : demo.app
  const token = isPublic ? world.tokens.issue(app, bot, botToken.scopes) : botToken
  const shelf = await makeShelf(token)
  const kept = keepTokens({
    platform: 'Twitch',
    tokenUrl: `${sim.url}/oauth2/token`,
    validateUrl: `${sim.url}/oauth2/validate`,
    clientId: app.id,
    clientSecret: app.secret,
    connectionId: shelf.connectionId,
    store: shelf.store,
    clock: { now: () => new Date(time) },
    onDead: (detail) => void dead.push(detail),
    log: { warn: (...said: unknown[]) => warnings.add(String(said.at(-1))) },
    retries: [0, 0],
    ...changes,
  })
  open.push({ kept, shelf })
  return { kept, shelf, token }
}

async function makeMemoryShelf(token: DemoWorld['botToken']): Promise<Shelf> {
  const store = createMemoryTokens({
    accessToken: token.access,
    refreshToken: token.refresh,
    expiresAt: new Date(token.expiresAt),
    scopes: token.scopes,
  })
  return { store, connectionId: 1, isDead: async () => store.tokens === undefined, close: async () => undefined }
}

async function makeDatabaseShelf(token: DemoWorld['botToken']): Promise<Shelf> {
  const database: TestDatabase = await makeDatabase()
  const pool = openPool(database.url)
  const vault = createVault([{ id: 'a', key: new Uint8Array(32).fill(1) }])
  await pool.query("INSERT INTO users (id, display_name) VALUES (1, 'Mira')")
  const { id: userId, login, displayName: name } = demo.bot
  const saved = await saveConnection(pool, vault, {
    userId: 1,
    purpose: 'bot',
    account: { platform: 'twitch', userId, login, name },
    tokens: {
      accessToken: token.access,
      refreshToken: token.refresh,
      expiresAt: new Date(token.expiresAt),
      scopes: token.scopes,
    },
  })
  if (!saved.ok) throw new Error(saved.code)
  return {
    store: createTokenStore(pool, vault),
    connectionId: saved.connection.id,
    isDead: async () => (await findConnections(readerOn(pool), 1))[0]?.status === 'reconnect',
    async close() {
      await pool.end()
      await database.drop()
    },
  }
}

describe.each([
  ['in memory', makeMemoryShelf],
  ['in the database', makeDatabaseShelf],
])('tokens kept %s', (_where, makeShelf) => {
  test('a token with time left is given as it is, and Twitch is not asked', async () => {
    const { kept, token } = await keep(makeShelf)
    expect(await kept.accessToken()).toBe(token.access)
    expect(sim.requests).toEqual([])
  })

  test('a token with less than ten minutes left is renewed first, and the new one stored', async () => {
    const { kept, shelf, token } = await keep(makeShelf)
    time = token.expiresAt - 10 * 60_000
    const renewed = await kept.accessToken()
    expect(renewed).not.toBe(token.access)
    expect(demo.world.tokens.find(renewed ?? '')?.person).toBe(demo.bot)
    expect(await shelf.store.find(shelf.connectionId)).toEqual({
      accessToken: renewed,
      refreshToken: token.refresh,
      expiresAt: new Date(time + 14_000_000),
      scopes: token.scopes,
    })
    expect(await kept.accessToken()).toBe(renewed)
    expect(calls('token')).toHaveLength(1)
  })

  test('a token that was refused is renewed although its time is not up', async () => {
    const { kept, token } = await keep(makeShelf)
    const renewed = await kept.accessToken(token.access)
    expect(renewed).not.toBe(token.access)
    expect(await kept.accessToken(token.access)).toBe(renewed)
    expect(calls('token')).toHaveLength(1)
  })

  test('twenty who ask at once cause one renewal', async () => {
    const { kept, token } = await keep(makeShelf, { isPublic: true })
    demo.world.tokens.expire()
    const all = await Promise.all(Array.from({ length: 20 }, () => kept.accessToken(token.access)))
    expect(new Set(all).size).toBe(1)
    expect(all[0]).not.toBe(token.access)
    expect(calls('token')).toHaveLength(1)
  })

  test('two processes that renew at once cause one renewal', async () => {
    const { kept, shelf, token } = await keep(makeShelf, { isPublic: true })
    const other = await keep(async () => ({ ...shelf, close: async () => undefined }), { isPublic: true })
    const both = await Promise.all([kept.accessToken(token.access), other.kept.accessToken(token.access)])
    expect(both[0]).toBe(both[1])
    expect(calls('token')).toHaveLength(1)
  })

  test('a public app sends no secret and stores the refresh token that takes the place of the spent one', async () => {
    const { kept, shelf, token } = await keep(makeShelf, { isPublic: true })
    await kept.accessToken(token.access)
    expect(calls('token')[0]?.body).not.toContain('client_secret')
    const stored = await shelf.store.find(shelf.connectionId)
    expect(stored?.refreshToken).not.toBe(token.refresh)
    expect(await kept.accessToken(stored?.accessToken)).not.toBe(stored?.accessToken)
    expect(dead).toEqual([])
  })

  test('a refresh token that Twitch no longer takes ends in "link again", said once', async () => {
    const { kept, shelf, token } = await keep(makeShelf)
    demo.world.tokens.disconnect(demo.app, demo.bot)
    expect(await kept.accessToken(token.access)).toBeUndefined()
    expect(await kept.accessToken()).toBeUndefined()
    expect(await shelf.isDead()).toBe(true)
    expect(dead).toEqual(['Twitch no longer takes the refresh token of the account: link the account again.'])
    expect(calls('token')).toHaveLength(1)
  })

  test('a lost answer is asked for again; with a secret the same refresh token still works', async () => {
    const { kept, token } = await keep(makeShelf)
    sim.faults.loseRefreshes = 1
    expect(await kept.accessToken(token.access)).toEqual(expect.any(String))
    expect(calls('token').map(({ status }) => status)).toEqual([0, 200])
    expect(dead).toEqual([])
  })

  test('a lost answer to a public app spent its refresh token: it ends in "link again", with the reason', async () => {
    const { kept, shelf, token } = await keep(makeShelf, { isPublic: true })
    sim.faults.loseRefreshes = 1
    expect(await kept.accessToken(token.access)).toBeUndefined()
    expect(await shelf.isDead()).toBe(true)
    expect(dead).toEqual([
      'Twitch may have renewed the token of the account while its answer was lost: link the account again.',
    ])
  })

  test('while nobody answers the account is not dead, and lives on when somebody does', async () => {
    const { kept, shelf, token } = await keep(makeShelf)
    sim.faults.loseRefreshes = 3
    await expect(kept.accessToken(token.access)).rejects.toThrow(
      /^Twitch gave no answer at 127\.0\.0\.1:\d+\/oauth2\/token/,
    )
    expect(await shelf.isDead()).toBe(false)
    expect(await kept.accessToken(token.access)).toEqual(expect.any(String))
    expect(dead).toEqual([])
  })

  test('while nobody answers a token that still has some minutes is given', async () => {
    const { kept, token } = await keep(makeShelf)
    sim.faults.loseRefreshes = 3
    time = token.expiresAt - 60_000
    expect(await kept.accessToken()).toBe(token.access)
  })
})

describe('upkeep', () => {
  test('at the start the token is validated; one that is dead already is renewed', async () => {
    const { kept, token } = await keep(makeMemoryShelf)
    demo.world.tokens.expire()
    await kept.start()
    expect(calls('validate').map(({ status }) => status)).toEqual([401])
    expect(await kept.accessToken()).not.toBe(token.access)
    expect(calls('token')).toHaveLength(1)
  })

  test('every hour the token is validated, and renewed when Twitch says that it is dead', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { kept, token } = await keep(makeMemoryShelf)
    await kept.start()
    expect(calls('validate').map(({ status }) => status)).toEqual([200])
    sim.faults.failValidates = 1
    vi.advanceTimersByTime(hour)
    await sim.waitUntil(() => calls('token').length === 1)
    expect(calls('validate').map(({ status }) => status)).toEqual([200, 401])
    expect(await kept.accessToken()).not.toBe(token.access)
    await kept.stop()
    vi.advanceTimersByTime(10 * hour)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a Twitch that is away at the start is a warning, no more', async () => {
    const { kept } = await keep(makeMemoryShelf, { validateUrl: 'http://127.0.0.1:1/oauth2/validate' })
    await kept.start()
    expect(warnings.all).toEqual(['Twitch: a token was not checked.'])
    expect(dead).toEqual([])
  })

  test('a dead account at the start is said, and not validated', async () => {
    const { kept } = await keep(async (token) => {
      const shelf = await makeMemoryShelf(token)
      await shelf.store.renew(1, token.access, async () => 'dead')
      return shelf
    })
    await kept.start()
    expect(dead).toEqual(['The Twitch account must be linked again.'])
    expect(sim.requests).toEqual([])
  })

  test('linked again, it is alive, and would be said to be dead anew', async () => {
    const { kept, shelf, token } = await keep(makeMemoryShelf)
    demo.world.tokens.disconnect(demo.app, demo.bot)
    await kept.accessToken(token.access)
    const again = demo.world.tokens.issue(demo.app, demo.bot, token.scopes)
    const { store } = await makeMemoryShelf(again)
    Object.assign(shelf.store, { tokens: await store.find(1) })
    expect(await kept.accessToken()).toBe(again.access)
    demo.world.tokens.disconnect(demo.app, demo.bot)
    await kept.accessToken(again.access)
    expect(dead).toHaveLength(2)
  })

  test.each([
    ['a wrong secret', { clientSecret: 'wrong' }, 'answered 403 with "invalid client secret"'],
    ['an unknown app', { clientId: 'unknown' }, 'answered 400 with "invalid client"'],
  ])('%s is our mistake: an error, and the account stays alive', async (_what, changes, words) => {
    const { kept, shelf, token } = await keep(makeMemoryShelf, changes)
    await expect(kept.accessToken(token.access)).rejects.toThrow(words)
    expect(await shelf.isDead()).toBe(false)
    expect(calls('token')).toHaveLength(1)
  })

  test('an account without a refresh token ends in "link again"', async () => {
    const { kept, token } = await keep((held) => makeMemoryShelf({ ...held, refresh: undefined }))
    expect(await kept.accessToken(token.access)).toBeUndefined()
    expect(dead).toEqual(['The Twitch account came without leave to renew its token: link the account again.'])
    expect(sim.requests).toEqual([])
  })

  test('stopping cuts the pause between two tries short', async () => {
    const { kept, token } = await keep(makeMemoryShelf, { retries: [1_000_000] })
    sim.faults.loseRefreshes = 10
    const asked = kept.accessToken(token.access)
    asked.catch(() => undefined)
    await warnings.until((said) => said.includes('Trying again in 1000000 ms.'))
    await kept.stop()
    await expect(asked).rejects.toThrow('gave no answer')
  })

  test('neither tokens nor secrets stand in what is logged or thrown', async () => {
    const { kept, token } = await keep(makeMemoryShelf)
    sim.faults.loseRefreshes = 3
    const error: unknown = await kept.accessToken(token.access).catch((thrown: unknown) => thrown)
    const all = `${warnings.all.join()} ${String(error)} ${JSON.stringify(error)}`
    for (const secret of [token.access, token.refresh, demo.app.secret]) expect(all).not.toContain(secret)
  })

  test('tokens are sent to no address without encryption', async () => {
    await expect(keep(makeMemoryShelf, { tokenUrl: 'http://id.twitch.tv/oauth2/token' })).rejects.toThrow(
      'http://id.twitch.tv/oauth2/token is not encrypted',
    )
  })
})
