/** Joining by code over HTTP: codes that end, devices and sessions, limits, and what never leaves the server. */
import { joinedSchema, joinStateSchema, joinViewSchema } from '@streambot/shared/contract/join.ts'
import { joinSession } from '@streambot/shared/contract/join-session.ts'
import { overlaySchema, overlayViewSchema } from '@streambot/shared/contract/overlay.ts'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import { makeJoinCode } from '@streambot/shared/giveaway/join.ts'
import type { Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { open as openOn, startApi, type TestApi } from '../support/api.ts'
import { createClock, listEntries, person } from '../support/engine.ts'
import { signInAs } from '../support/people.ts'
import { serve } from '../support/serve.ts'
import { openPanel } from '../support/streamer.ts'
import { createVisitor, readProblem, type Visitor } from '../support/visitor.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

let words = 0
const open = (rules: Partial<GiveawayRules> = {}): Promise<Giveaway> =>
  openOn(api, { joinByCode: 'guests', ...rules, word: `!join${++words}` })

async function codeOf({ id }: Giveaway, at = new Date()): Promise<string> {
  return makeJoinCode((await api.engine.store.findJoinKey(id)) ?? '', id, at)
}

const phone = (address = api.address): Visitor => createVisitor(address)
const join = (visitor: Visitor, code: string, body: object = {}) => visitor.write('POST', `/api/join/${code}`, body)
const withSession = (visitor: Visitor, what: string, token: string) =>
  visitor.write('POST', `/api/join/${what}`, undefined, { [joinSession]: token })

async function joined(visitor: Visitor, code: string, body: object = {}) {
  const answer = await join(visitor, code, body)
  expect(answer.status).toBe(200)
  return joinedSchema.strict().parse(await answer.json())
}

test('a guest looks, joins, shows signs of life, and finds the entry again under a new session; the old one has ended', async () => {
  const giveaway = await open()
  const visitor = phone()
  const code = await codeOf(giveaway)
  const view = joinViewSchema.strict().parse(await (await visitor.get(`/api/join/${code}`)).json())
  expect(view).toMatchObject({ isCurrent: true, hasJoined: false, name: null, giveaway: { id: giveaway.id } })
  const first = await joined(visitor, code)
  expect(first).toMatchObject({ tickets: 1, isGuest: true, refused: null, win: null, nextMs: 20_000 })
  const state = await withSession(visitor, 'heartbeat', first.token)
  expect(joinStateSchema.strict().parse(await state.json())).toMatchObject({ tickets: 1, name: first.name })
  const again = await joined(visitor, code)
  expect(again.token).not.toBe(first.token)
  for (const what of ['heartbeat', 'claim']) {
    const ended = await withSession(visitor, what, first.token)
    expect([ended.status, (await readProblem(ended)).code]).toEqual([410, 'join-ended'])
  }
  expect((await withSession(visitor, 'heartbeat', again.token)).status).toBe(200)
  expect(await listEntries(api.engine.store, giveaway.id)).toHaveLength(1)
})

test('a code of a minute ago opens nothing, but for the browser that had scanned it in time, and for no other', async () => {
  const giveaway = await open()
  const [early, late, thief] = [phone(), phone(), phone()]
  const old = await codeOf(giveaway, new Date(Date.now() - 61_000))
  const fresh = await codeOf(giveaway)
  const refused = await join(late, old)
  expect([refused.status, (await readProblem(refused)).code]).toEqual([410, 'old-code'])
  const seen = joinViewSchema.parse(await (await late.get(`/api/join/${old}`)).json())
  expect(seen).toMatchObject({ isCurrent: false, pass: null })
  const { pass } = joinViewSchema.parse(await (await early.get(`/api/join/${fresh}`)).json())
  expect((await join(thief, old, { pass })).status).toBe(410)
  expect(await joined(early, old, { pass })).toMatchObject({ tickets: 1 })
  // Whoever is in needs neither.
  expect(await joined(early, old)).toMatchObject({ tickets: 1 })
  expect(await listEntries(api.engine.store, giveaway.id)).toHaveLength(1)
})

test.each(['x', 'f'.repeat(48), '', `${'0'.repeat(48)}`])('%j leads to nothing', async (code) => {
  expect((await phone().get(`/api/join/${code}`)).status).toBe(404)
})

test('a giveaway that is not joined by code, of a draft, or of somebody else leads to nothing', async () => {
  const plain = await open({ joinByCode: undefined })
  expect((await join(phone(), await codeOf(plain))).status).toBe(404)
})

test('a person who clears the phone and signs in with the same account is one person', async () => {
  const giveaway = await open({ joinByCode: 'signed-in' })
  const code = await codeOf(giveaway)
  const without = await join(phone(), code)
  expect([without.status, (await readProblem(without)).code]).toEqual([401, 'sign-in-first'])
  const userId = await signInAs(api.engine, person(1))
  const { cookie } = await openPanel(api, userId)
  const [name = '', value = ''] = cookie.split('=')
  for (let cleared = 0; cleared < 3; cleared++) {
    const visitor = phone()
    visitor.cookies.set(name, value)
    expect(await joined(visitor, code)).toMatchObject({ tickets: 1, isGuest: false, name: person(1).name })
  }
  expect(await listEntries(api.engine.store, giveaway.id)).toHaveLength(1)
})

test('a winner claims with the phone, and the answer says so', async () => {
  const giveaway = await open({ claimSeconds: 60 })
  const visitor = phone()
  const { token } = await joined(visitor, await codeOf(giveaway))
  await requestDraw(api.engine.ports, giveaway.id, undefined, { actor: 'test' })
  await advanceGiveaway(api.engine.ports, giveaway.id)
  const pending = await withSession(visitor, 'heartbeat', token)
  expect(await pending.json()).toMatchObject({ win: { pick: 1, state: 'pending' }, nextMs: 10_000 })
  const claimed = await withSession(visitor, 'claim', token)
  expect(await claimed.json()).toMatchObject({ win: { pick: 1, state: 'claimed' } })
})

test('one device asks no more than a person would, while a hall of phones behind one address gets in', async () => {
  const small = await serve(api.engine, api.streamerId, { limits: { joinsOfDevice: 3, requests: 5 } })
  onTestFinished(() => small.stop())
  const giveaway = await open()
  const code = await codeOf(giveaway)
  const one = phone(small.address)
  await one.get(`/api/join/${code}`)
  const answers = []
  for (let turn = 0; turn < 4; turn++) answers.push((await join(one, code)).status)
  expect(answers).toEqual([200, 200, 200, 429])
  for (let other = 0; other < 10; other++) {
    const visitor = phone(small.address)
    await visitor.get(`/api/join/${code}`)
    expect((await join(visitor, code)).status).toBe(200)
  }
})

test('one address joins no more often than a hall would, whatever it says that it is', async () => {
  const small = await serve(api.engine, api.streamerId, { limits: { joinsOfAddress: 3 } })
  onTestFinished(() => small.stop())
  const giveaway = await open()
  const code = await codeOf(giveaway)
  const answers = []
  for (let turn = 0; turn < 4; turn++) answers.push((await join(phone(small.address), code)).status)
  expect(answers).toEqual([200, 200, 200, 429])
  expect(await listEntries(api.engine.store, giveaway.id)).toHaveLength(3)
})

test('neither device nor session stands anywhere but with the phone: not in the database, a log, a list or the live feed', async () => {
  const giveaway = await open()
  const visitor = phone()
  const { token } = await joined(visitor, await codeOf(giveaway))
  const device = visitor.cookies.get('streambot-device') ?? ''
  expect(device.length).toBeGreaterThan(40)
  const panel = await openPanel(api)
  const lists = await Promise.all(
    [`giveaways/${giveaway.id}/entries`, 'audit', 'viewers', `giveaways/${giveaway.id}`].map(async (list) =>
      (await panel.ask('GET', `/api/channel/${list}`)).text(),
    ),
  )
  const { rows } = await api.engine.store.pool.query<{ row: string }>(
    `SELECT query_to_xml('SELECT * FROM ' || quote_ident(relname), true, false, '')::text AS row
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  )
  for (const text of [...api.logged, ...lists, ...rows.map(({ row }) => row)])
    for (const secret of [token, device]) expect(text).not.toContain(secret)
})

test('the overlay is told another address every half minute, which lets a phone in; none where nobody joins by code', async () => {
  const clock = createClock(new Date())
  const server = await serve(api.engine, api.streamerId, { clock })
  onTestFinished(() => server.stop())
  const overlay = await (await openPanel(api)).write(overlaySchema, 'POST', '/api/channel/overlays', { name: 'QR' })
  const [giveaway, plain] = [await open(), await open({ joinByCode: undefined })]
  const token = overlay.address?.split('/').at(-1) ?? ''
  const read = async () => {
    const shown = await fetch(`${server.address}/api/overlay/${token}`)
    const { joinUrls } = overlayViewSchema.parse(await shown.json())
    expect(joinUrls).not.toHaveProperty(plain.id)
    return joinUrls[giveaway.id] ?? ''
  }
  const first = await read()
  clock.turn(30_000)
  const second = await read()
  expect(second).not.toBe(first)
  expect(await joined(phone(server.address), first.split('/').at(-1) ?? '')).toMatchObject({ tickets: 1 })
  clock.turn(30_000)
  expect((await join(phone(server.address), first.split('/').at(-1) ?? '')).status).toBe(410)
})
