import { createTokenStore } from '@streambot/shared/store/platform-connections.ts'
import type { DemoWorld } from '@streambot/simulator/demo.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../support/api.ts'
import { vault } from '../support/engine.ts'
import { type Platforms, startPlatforms } from '../support/platforms.ts'
import { openPool } from '../support/pool.ts'
import { createVisitor, readProblem, type Visitor } from '../support/visitor.ts'

let stage: Platforms
let demo: DemoWorld
let api: TestApi
beforeAll(async () => {
  stage = await startPlatforms()
  ;({ demo, api } = stage)
})
afterAll(() => stage.close())

const login = (index: number): string => demo.people[index]?.login ?? ''

async function signedIn(as: string): Promise<Visitor> {
  const visitor = createVisitor(stage.address)
  expect((await visitor.agree('/api/sign-in/twitch', as)).status).toBe(303)
  return visitor
}

describe('linking an account', () => {
  async function streamer(): Promise<Visitor> {
    await api.engine.store.transact((tx) =>
      tx.saveConnection(api.streamerId, 'streamer', {
        platform: 'twitch',
        userId: demo.streamer.id,
        login: demo.streamer.login,
        name: demo.streamer.displayName,
      }),
    )
    return signedIn(demo.streamer.login)
  }

  test('the streamer links the channel and the bot, each for its purpose and with its scopes, tokens sealed', async () => {
    const visitor = await streamer()
    const url = await visitor.begin('/api/connections/twitch', { access: 'bot' })
    expect(url.searchParams.get('scope')).toContain('chat:edit')
    expect(url.searchParams.get('force_verify')).toBe('true')
    await visitor.agree('/api/connections/twitch', demo.streamer.login, { access: 'channel' })
    await visitor.agree('/api/connections/twitch', demo.bot.login, { access: 'bot', returnTo: '/connections' })
    const { role, connections } = await visitor.me()
    expect(role).toBe('streamer')
    expect(connections).toMatchObject([
      { purpose: 'bot', login: demo.bot.login, status: 'connected' },
      { purpose: 'streamer', login: demo.streamer.login, status: 'connected' },
    ])
    const pool = openPool(api.engine.store.pool.options.connectionString ?? '')
    const store = createTokenStore(pool, vault)
    expect((await store.find(connections[0]?.id ?? 0))?.scopes).toContain('chat:edit')
    expect((await store.find(connections[1]?.id ?? 0))?.scopes).toContain('channel:read:subscriptions')
    await pool.end()
    // Signing in again asks for less, and takes nothing away.
    expect((await (await signedIn(demo.streamer.login)).me()).connections).toEqual(connections)
  })

  test("the streamer's own account cannot be the bot, and the bot cannot sign in", async () => {
    const visitor = await streamer()
    const twice = await visitor.agree('/api/connections/twitch', demo.streamer.login, { access: 'bot' })
    expect([twice.status, await twice.text()]).toEqual([409, expect.stringContaining('two accounts')])
    await visitor.agree('/api/connections/twitch', demo.bot.login, { access: 'bot' })
    const bot = await createVisitor(stage.address).agree('/api/sign-in/twitch', demo.bot.login)
    expect([bot.status, await bot.text()]).toEqual([409, expect.stringContaining('speaks as the bot')])
  })

  test('an account whose tokens died is shown as one to be linked again', async () => {
    const visitor = await streamer()
    await visitor.agree('/api/connections/twitch', demo.streamer.login, { access: 'channel' })
    await api.engine.store.pool.query(`UPDATE platform_connections SET status = 'reconnect' WHERE user_id = $1`, [
      api.streamerId,
    ])
    expect((await visitor.me()).connections.map(({ status }) => status)).toContain('reconnect-account')
    await visitor.agree('/api/connections/twitch', demo.streamer.login, { access: 'channel' })
    const own = (await visitor.me()).connections.find(({ purpose }) => purpose === 'streamer')
    expect(own?.status).toBe('connected')
  })

  test('a second account of the same platform does not take the place of the first', async () => {
    const visitor = await signedIn(login(9))
    const answer = await visitor.agree('/api/connections/twitch', login(10))
    expect([answer.status, await answer.text()]).toEqual([
      409,
      expect.stringContaining('another account of this platform'),
    ])
    expect((await visitor.me()).connections).toMatchObject([{ login: login(9) }])
  })

  test('an account of another user stays theirs', async () => {
    const owner = await signedIn(login(9))
    const thief = await signedIn(login(10))
    const answer = await thief.agree('/api/connections/twitch', login(9))
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('linked to another user')])
    expect((await owner.me()).connections).toMatchObject([{ login: login(9) }])
  })

  test('somebody else who signs in at the same browser meanwhile gets nothing linked', async () => {
    const visitor = await signedIn(login(9))
    const url = await visitor.begin('/api/connections/twitch')
    url.searchParams.set('as', login(11))
    const consent = await fetch(url, { redirect: 'manual' })
    const secret = visitor.cookies.get('streambot-sign-in') ?? ''
    await visitor.agree('/api/sign-in/twitch', login(10))
    visitor.cookies.set('streambot-sign-in', secret)
    expect((await visitor.get(consent.headers.get('location') ?? '')).status).toBe(400)
  })

  test('the only account with which one can sign in stays', async () => {
    const visitor = await signedIn(login(9))
    const [own] = (await visitor.me()).connections
    const answer = await visitor.write('DELETE', `/api/connections/${own?.id}`)
    expect(await readProblem(answer)).toMatchObject({ status: 409, code: 'last-account' })
  })

  test('nobody takes an account of another user off', async () => {
    const [owner, other] = [await signedIn(login(9)), await signedIn(login(10))]
    const [own] = (await owner.me()).connections
    expect((await other.write('DELETE', `/api/connections/${own?.id}`)).status).toBe(404)
    expect((await other.write('DELETE', '/api/connections/NaN')).status).toBe(404)
    expect((await owner.me()).connections).toHaveLength(1)
  })
})
