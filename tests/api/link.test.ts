/** The story of `!link`: asked for in chat, followed in a browser, through the simulated Twitch, Google and Kick. */
import { askForLink } from '@streambot/shared/engine/link.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectHealthy } from '../engine/healthy.ts'
import { enter, open } from '../support/api.ts'
import { newMessage, pay } from '../support/engine.ts'
import { type Platforms, startPlatforms } from '../support/platforms.ts'
import { createVisitor, readProblem } from '../support/visitor.ts'

let stage: Platforms
beforeAll(async () => {
  stage = await startPlatforms()
})
afterAll(() => stage.close())

function personOf(index: number) {
  const person = stage.demo.people[index]
  if (!person) throw new Error(`There is no person ${index}.`)
  const account: Account = { platform: 'twitch', userId: person.id, login: person.login, name: person.displayName }
  return { person, account }
}

async function linkFor(account: Account): Promise<string> {
  const { engine, streamerId } = stage.api
  const said = { actor: 'test', message: { platform: account.platform, id: newMessage() } }
  const given = await askForLink(engine.ports, { streamerId, account }, said)
  if (!given.ok) throw new Error(given.code)
  return given.value.code
}

test('a person joins three accounts, each by signing in to it, and is one viewer with one entry and one balance', async () => {
  const { api, address } = stage
  const { person, account } = personOf(0)
  const visitor = createVisitor(address)
  const code = await linkFor(account)
  expect(await (await visitor.get(`/api/link/${code}`)).json()).toMatchObject({
    platform: 'twitch',
    userId: account.userId,
    streamer: 'Mira',
  })
  const returnTo = `/link/${code}`
  await visitor.agree('/api/sign-in/twitch', person.login, { returnTo })
  const kick = await visitor.agree('/api/connections/kick', person.login, { returnTo })
  expect([kick.status, kick.headers.get('location')]).toEqual([303, returnTo])
  await visitor.agree('/api/connections/youtube', person.login, { returnTo })
  const { connections } = await visitor.me()
  expect(connections.map(({ platform }) => platform)).toEqual(['kick', 'twitch', 'youtube'])

  const accounts = connections.map(({ platform, userId, login, name }) => ({ platform, userId, login, name }))
  const giveaway = await open(api)
  await pay(api.engine, api.streamerId, accounts, 10)
  await enter(api, giveaway, ...accounts)
  expect((await api.engine.store.findGiveaway(giveaway.id))?.entryCount).toBe(1)
  for (const each of accounts) expect(await api.engine.store.findBalance(api.streamerId, each)).toBe(10)
  await expectHealthy(api.engine.store.pool.options.connectionString ?? '')
})

test('a link works until accounts are joined, or another one is asked for', async () => {
  const { person, account } = personOf(1)
  const visitor = createVisitor(stage.address)
  const first = await linkFor(account)
  const second = await linkFor(account)
  expect(await readProblem(await visitor.get(`/api/link/${first}`))).toMatchObject({
    status: 404,
    code: 'no-such-link',
  })
  await visitor.agree('/api/sign-in/twitch', person.login)
  expect((await visitor.get(`/api/link/${second}`)).status).toBe(200)
  await visitor.agree('/api/connections/kick', person.login)
  expect((await visitor.get(`/api/link/${second}`)).status).toBe(404)
})

test('a link is good for a quarter of an hour, and a code that is none finds nothing', async () => {
  const { api } = stage
  const code = await linkFor(personOf(2).account)
  await api.engine.store.pool.query(`UPDATE link_codes SET expires_at = now() - interval '1 second' WHERE code = $1`, [
    code,
  ])
  for (const each of [code, 'x', "' or 1=1", crypto.randomUUID()])
    expect((await fetch(new URL(`/api/link/${encodeURIComponent(each)}`, stage.address))).status).toBe(404)
})

test('whoever follows a link gets nothing by it: they sign in as themselves', async () => {
  const code = await linkFor(personOf(3).account)
  const stranger = createVisitor(stage.address)
  await stranger.agree('/api/sign-in/twitch', personOf(4).person.login, { returnTo: `/link/${code}` })
  await stranger.agree('/api/connections/kick', personOf(4).person.login)
  expect((await stranger.me()).connections.map(({ userId }) => userId)).not.toContain(personOf(3).account.userId)
  expect((await stranger.get(`/api/link/${code}`)).status).toBe(200)
})

test.each(['youtube', 'kick'] as const)(
  '%s wants PKCE: a code that another browser got is worth nothing',
  async (platform) => {
    const url = await createVisitor(stage.address).begin(`/api/sign-in/${platform}`)
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    const { person } = personOf(5)
    url.searchParams.set('as', person.login)
    const theirs = await fetch(url, { redirect: 'manual' })
    const code = new URL(theirs.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const visitor = createVisitor(stage.address)
    const own = await visitor.begin(`/api/sign-in/${platform}`)
    const back = `/auth/${platform}/callback?state=${own.searchParams.get('state')}&code=${encodeURIComponent(code)}`
    expect((await visitor.get(back)).status).toBe(403)
    expect((await visitor.get('/api/me')).status).toBe(401)
  },
)

test('who signs in with Google or Kick first is a user, too', async () => {
  for (const platform of ['youtube', 'kick']) {
    const visitor = createVisitor(stage.address)
    const back = await visitor.agree(`/api/sign-in/${platform}`, personOf(6).person.login)
    expect(back.status).toBe(303)
    expect((await visitor.me()).connections).toMatchObject([{ platform, status: 'connected' }])
  }
})
