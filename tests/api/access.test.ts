/** Shared access over the HTTP API: invited, taken, used, taken back, and what nobody is told. */
import {
  type GrantList,
  grantListSchema,
  madeInvitationSchema,
  publicInvitationSchema,
} from '@streambot/shared/contract/access.ts'
import { auditRowSchema, pageOf } from '@streambot/shared/contract/channel.ts'
import { channelLiveMessageSchema } from '@streambot/shared/contract/channel-live.ts'
import { accessEnded } from '@streambot/shared/contract/closing.ts'
import { meSchema } from '@streambot/shared/contract/people.ts'
import { powersOf } from '@streambot/shared/giveaway/access.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startApi, type TestApi } from '../support/api.ts'
import { createInbox } from '../support/inbox.ts'
import { makeFolder } from '../support/migrations.ts'
import { serve } from '../support/serve.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const path = '/api/channel/access'
const giveaways = '/api/channel/giveaways'

let api: TestApi
let streamer: Panel
beforeEach(async () => {
  api = await startApi({ limits: { writes: 1_000, pingEvery: 600_000 } })
  streamer = await openPanel(api)
})
afterEach(() => api.close())

const invite = (body: object = { role: 'moderator' }) =>
  streamer.write(madeInvitationSchema.strict(), 'POST', path, body)
const list = async (): Promise<GrantList['grants']> => (await streamer.get(grantListSchema.strict(), path)).grants
const tokenOf = (url: string) => url.split('/').at(-1) ?? ''
const addUser = (name = 'Ann') => api.engine.store.transact((tx) => tx.addUser(name))
const take = (panel: Panel, token: string) => panel.ask('POST', `/api/invitation/${token}`)

/** A helper at the panel, and the grant. */
async function addHelper(body: object = { role: 'moderator' }): Promise<{ panel: Panel; id: number; token: string }> {
  const { grant, url } = await invite(body)
  const panel = await openPanel(api, await addUser())
  expect((await take(panel, tokenOf(url))).status).toBe(204)
  return { panel, id: grant.id, token: tokenOf(url) }
}

/** Connects as a page of the panel would. */
function watch({ cookie }: Panel, { address }: Pick<TestApi, 'address'> = api) {
  const headers = { cookie, origin: address }
  const socket = new WebSocket(new URL('/api/channel/live', address.replace('http', 'ws')), { headers })
  onTestFinished(() => socket.terminate())
  const actions = createInbox<string>()
  const pings = createInbox<number>()
  socket.on('message', (data) => {
    const message = channelLiveMessageSchema.parse(JSON.parse(String(data)))
    if (message.type === 'ping') pings.add(pings.all.length + 1)
    if (message.type === 'changed') for (const action of message.actions) actions.add(action)
  })
  const closed = new Promise<[code: number, at: number]>((resolve) =>
    socket.on('close', (code) => resolve([code, performance.now()])),
  )
  const opened = new Promise<boolean>((resolve) => {
    socket.on('open', () => resolve(true)).on('error', () => resolve(false))
  })
  return { opened, closed, actions, pings }
}

test('an invitation is shown once, says to whoever opens it what it gives, and lets one helper in', async () => {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const { grant, url } = await invite({ role: 'editor', expiresAt })
  expect(url).toMatch(/^http:\/\/localhost:\d+\/invitation\/[\w-]{43}$/)
  expect(grant).toMatchObject({ role: 'editor', status: 'invited', helper: null, expiresAt, invitedUntil: expiresAt })
  expect(await list()).toEqual([grant])

  const token = tokenOf(url)
  const told = await (await fetch(new URL(`/api/invitation/${token}`, api.address))).json()
  expect(publicInvitationSchema.strict().parse(told)).toEqual({
    streamer: 'Mira',
    role: 'editor',
    invitedUntil: expiresAt,
    expiresAt,
  })
  const panel = await openPanel(api, await addUser('Bea'))
  const me = () => panel.get(meSchema.strict(), '/api/me')
  expect(await me()).toMatchObject({ role: 'user', may: [], helps: null })
  expect((await panel.refused('GET', giveaways)).code).toBe('not-for-you')
  expect((await take(panel, token)).status).toBe(204)
  const helps = { streamer: 'Mira', until: expiresAt }
  expect(await me()).toMatchObject({ role: 'editor', may: powersOf('editor'), helps })
  expect((await panel.ask('GET', giveaways)).status).toBe(200)
  expect((await panel.refused('GET', path)).code).toBe('not-shared')
  expect(await list()).toMatchObject([
    { id: grant.id, status: 'active', helper: 'Bea', lastUsedAt: expect.any(String) },
  ])

  expect((await panel.refused('GET', `/api/invitation/${token}`)).code).toBe('no-such-invitation')
  const other = await openPanel(api, await addUser())
  expect((await other.refused('POST', `/api/invitation/${token}`)).code).toBe('no-such-invitation')
  expect(await streamer.get(meSchema, '/api/me')).toMatchObject({ role: 'streamer', may: powersOf('streamer') })
})

test('a token stands in one answer and nowhere else', async () => {
  const { token, id, panel } = await addHelper()
  await panel.refused('GET', `/api/invitation/${token}`)
  await streamer.ask('DELETE', `${path}/${id}`)
  const { pool } = api.engine.store
  const { rows: tables } = await pool.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  )
  const stored = []
  for (const { name } of tables) stored.push((await pool.query(`SELECT * FROM "${name}"`)).rows)
  const all = JSON.stringify([stored, await list(), api.logged])
  expect(all).toContain('helper joined')
  expect(all).not.toContain(token)
})

test('the maker, whoever nobody invited, and an invitation for the past are refused in words', async () => {
  const { url } = await invite()
  expect(await streamer.refused('POST', `/api/invitation/${tokenOf(url)}`)).toMatchObject({
    code: 'own-invitation',
    detail: expect.stringContaining('your own invitation'),
  })
  expect((await streamer.refused('POST', '/api/invitation/made-up')).code).toBe('no-such-invitation')
  const past = { role: 'moderator', expiresAt: new Date(Date.now() - 1_000).toISOString() }
  expect((await streamer.refused('POST', path, past)).code).toBe('access-over')
  for (const body of [{}, { role: 'streamer' }, { role: 'editor', streamerId: 1 }])
    expect((await streamer.refused('POST', path, body)).code).toBe('bad-request')
  expect((await streamer.refused('DELETE', `${path}/999999`)).code).toBe('no-such-grant')
  // The one whose name stands in the way of nobody else: it still works.
  expect((await take(await openPanel(api, await addUser()), tokenOf(url))).status).toBe(204)
})

test('a helper invites nobody, ends nobody, and what they do stands in the audit log under their name', async () => {
  const { panel, id } = await addHelper({ role: 'editor' })
  for (const role of ['moderator', 'editor'])
    expect((await panel.refused('POST', path, { role })).code).toBe('not-shared')
  expect((await panel.refused('DELETE', `${path}/${id}`)).code).toBe('not-shared')
  expect((await panel.ask('PATCH', '/api/channel/settings', { chatPoints: 7 })).status).toBe(200)
  const { items } = await streamer.get(pageOf(auditRowSchema), '/api/channel/audit')
  expect(items[0]).toMatchObject({ actorName: 'Ann' })
  expect(items.map(({ action }) => action)).toContain('helper joined')
})

test('a share that is over opens nothing, though no job has looked yet', async () => {
  const { panel, id } = await addHelper()
  expect((await panel.ask('GET', giveaways)).status).toBe(200)
  await api.engine.store.pool.query(`UPDATE access_grants SET expires_at = now() - interval '1 second' WHERE id = $1`, [
    id,
  ])
  expect((await panel.refused('GET', giveaways)).code).toBe('not-for-you')
  expect((await panel.refused('POST', giveaways, {})).code).toBe('not-for-you')
  expect(await watch(panel).opened).toBe(false)
  expect(await panel.get(meSchema, '/api/me')).toMatchObject({ role: 'user', may: [], helps: null })
})

test('taking a share back ends its requests at once and its open pages within a second, and nobody else’s', async () => {
  const { panel, id } = await addHelper()
  const { panel: other } = await addHelper({ role: 'editor' })
  const [page, others, own] = [watch(panel), watch(other), watch(streamer)]
  expect(await Promise.all([page.opened, others.opened, own.opened])).toEqual([true, true, true])
  // While they run one channel together, each page is told what the others do.
  await streamer.ask('PATCH', '/api/channel/settings', { chatPoints: 7 })
  await page.actions.until((action) => action === 'settings changed')

  const begun = performance.now()
  expect((await streamer.ask('DELETE', `${path}/${id}`)).status).toBe(204)
  expect((await panel.refused('GET', giveaways)).code).toBe('not-for-you')
  const [code, at] = await page.closed
  expect(code).toBe(accessEnded)
  expect(at - begun).toBeLessThan(1_000)
  expect(await watch(panel).opened).toBe(false)

  // The session itself is theirs: they are still signed in, as a viewer.
  expect(await panel.get(meSchema, '/api/me')).toMatchObject({ role: 'user' })
  await streamer.ask('PATCH', '/api/channel/settings', { chatPoints: 8 })
  await others.actions.until((action) => action === 'access revoked')
  expect((await other.ask('GET', giveaways)).status).toBe(200)
})

test('a helper’s page stays open over every sign of life, and ends when they sign out everywhere', async () => {
  const lively = await serve(api.engine, api.streamerId, { limits: { pingEvery: 40 } })
  onTestFinished(() => lively.stop())
  const { panel } = await addHelper()
  const page = watch(panel, lively)
  expect(await page.opened).toBe(true)
  await page.pings.until((count) => count === 5)
  await panel.ask('POST', '/api/sign-out/everywhere')
  expect((await page.closed)[0]).toBe(4401)
})

test('a page that is open at one process ends when another one took the share back, or its time is over', async () => {
  const second = await serve(api.engine, api.streamerId, { limits: { pingEvery: 600_000 } })
  onTestFinished(() => second.stop())
  const [revoked, over] = [await addHelper(), await addHelper()]
  const pages = [watch(revoked.panel, second), watch(over.panel, second)] as const
  expect(await Promise.all(pages.map(({ opened }) => opened))).toEqual([true, true])
  await streamer.ask('DELETE', `${path}/${revoked.id}`)
  expect((await pages[0].closed)[0]).toBe(accessEnded)
  await api.engine.store.pool.query('UPDATE access_grants SET expires_at = now() WHERE id = $1', [over.id])
  expect((await pages[1].closed)[0]).toBe(accessEnded)
})

test('the address of the panel serves it to the streamer and to helpers, and the public page to everybody else', async () => {
  const pageFolder = await makeFolder()
  for (const name of ['panel', 'index']) await writeFile(join(pageFolder, `${name}.html`), name)
  const built = await serve(api.engine, api.streamerId, { pageFolder })
  onTestFinished(() => built.stop())
  const page = async (cookie: string) => (await fetch(built.address, { headers: { cookie } })).text()
  const { panel, id } = await addHelper()
  expect(await page(streamer.cookie)).toBe('panel')
  expect(await page(panel.cookie)).toBe('panel')
  await streamer.ask('DELETE', `${path}/${id}`)
  expect(await page(panel.cookie)).toBe('index')
  expect(await page('')).toBe('index')
})
