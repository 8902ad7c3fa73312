import { createTwitchSignIn } from '@streambot/shared/platforms/twitch/sign-in.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { serve } from '../support/serve.ts'
import { createVisitor, readProblem, type Visitor } from '../support/visitor.ts'

const redirects: string[] = []
let demo: DemoWorld
let twitch: TwitchSimulator
let api: TestApi
let address: string

beforeAll(async () => {
  demo = createDemoWorld({ people: 12, redirects })
  twitch = await startTwitch({ world: demo.world })
  api = await startApi({ signIns: [twitchSignIn()], limits: { signIns: 1_000, requests: 10_000 } })
  address = `http://localhost:${api.port}`
  redirects.push(`${address}/auth/twitch/callback`)
})
afterAll(async () => {
  await api.close()
  await twitch.stop()
})

function twitchSignIn() {
  const { id: clientId, secret: clientSecret = '' } = demo.app
  return createTwitchSignIn({ idUrl: twitch.url, apiUrl: twitch.url, clientId, clientSecret })
}

const visit = (): Visitor => createVisitor(address)
const login = (index: number): string => demo.people[index]?.login ?? ''

async function signedIn(as: string): Promise<Visitor> {
  const visitor = visit()
  expect((await visitor.agree('/api/sign-in/twitch', as, { returnTo: '/me' })).status).toBe(303)
  return visitor
}

const query = <Row extends object>(text: string, ...values: unknown[]) =>
  api.engine.store.pool.query<Row>(text, values).then(({ rows }) => rows)

describe('signing in', () => {
  test('whoever agrees at Twitch is signed in, comes back to where they were, and is the same user the next time', async () => {
    const visitor = visit()
    expect(await (await visitor.get('/api/sign-in')).json()).toEqual({ platforms: ['twitch'], name: null })
    const back = await visitor.agree('/api/sign-in/twitch', login(0), { returnTo: '/link/abc?x=1' })
    expect([back.status, back.headers.get('location')]).toEqual([303, '/link/abc?x=1'])
    const me = await visitor.me()
    expect(me).toMatchObject({
      role: 'user',
      connections: [{ platform: 'twitch', purpose: 'streamer', login: login(0) }],
    })
    const again = await signedIn(login(0))
    expect((await again.me()).connections).toEqual(me.connections)
  })

  test('another account is another user, whatever its name', async () => {
    const one = await (await signedIn(login(1))).me()
    const person = demo.people[2]
    if (person) person.displayName = demo.people[1]?.displayName ?? ''
    const other = await (await signedIn(login(2))).me()
    expect(other.name).toBe(one.name)
    expect(other.connections[0]?.id).not.toBe(one.connections[0]?.id)
  })

  test('who signs in for the first time many times at once is one user', async () => {
    const visitors = await Promise.all(Array.from({ length: 8 }, () => signedIn(login(3))))
    const all = await Promise.all(visitors.map((visitor) => visitor.me()))
    expect(new Set(all.map(({ connections }) => connections[0]?.id)).size).toBe(1)
  })

  test('Twitch is asked for no scope to know who somebody is, and no token of theirs is kept', async () => {
    const url = await visit().begin('/api/sign-in/twitch')
    expect(url.searchParams.get('scope')).toBe('')
    await signedIn(login(4))
    const kept = await query(
      `SELECT access_token, refresh_token FROM platform_connections WHERE platform_user_id = $1`,
      demo.people[4]?.id,
    )
    expect(kept).toEqual([{ access_token: null, refresh_token: null }])
  })

  test('the cookie is for this server alone and out of reach of scripts; what the database holds does not open the door', async () => {
    const visitor = visit()
    const back = await visitor.agree('/api/sign-in/twitch', login(0))
    const [set = ''] = back.headers.getSetCookie().filter((line) => line.startsWith('streambot='))
    expect(set).toMatch(/; HttpOnly/)
    expect(set).toMatch(/; SameSite=Lax/)
    expect(set).toMatch(/; Path=\//)
    expect(set).not.toMatch(/Domain/)
    const token = visitor.cookies.get('streambot') ?? ''
    const rows = await query<{ token_hash: string }>('SELECT token_hash FROM sessions')
    expect(JSON.stringify(rows)).not.toContain(token)
    visitor.cookies.set('streambot', rows[0]?.token_hash ?? '')
    expect((await visitor.get('/api/me')).status).toBe(401)
  })

  test('under https the cookie is bound to the host and to encrypted ways, and one without that is not taken', async () => {
    const secure = await serve(api.engine, api.streamerId, {
      signIns: [twitchSignIn()],
      publicUrl: 'https://give.example.org',
    })
    const asked = await fetch(`${secure.address}/api/sign-in/twitch`, {
      method: 'POST',
      headers: { origin: 'https://give.example.org' },
    })
    expect(await readProblem(asked)).toMatchObject({ status: 409, code: 'other-address' })
    const visitor = await signedIn(login(0))
    const plain = visitor.cookies.get('streambot') ?? ''
    const ask = (cookie: string) => fetch(`${secure.address}/api/me`, { headers: { cookie } })
    expect((await ask(`streambot=${plain}`)).status).toBe(401)
    const me = await ask(`__Host-streambot=${plain}`)
    expect(me.status).toBe(200)
    const out = await fetch(`${secure.address}/api/sign-out`, {
      method: 'POST',
      headers: { origin: 'https://give.example.org', cookie: `__Host-streambot=${plain}` },
    })
    expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-streambot=;.*Path=\/;.*HttpOnly; Secure; SameSite=Lax/)
    await secure.stop()
  })
})

describe('the way back', () => {
  async function way(visitor = visit()) {
    const url = await visitor.begin('/api/sign-in/twitch')
    url.searchParams.set('as', login(5))
    const consent = await fetch(url, { redirect: 'manual' })
    return { visitor, back: new URL(consent.headers.get('location') ?? '') }
  }

  test('works once', async () => {
    const { visitor, back } = await way()
    const secret = visitor.cookies.get('streambot-sign-in') ?? ''
    expect((await visitor.get(back.href)).status).toBe(303)
    visitor.cookies.set('streambot-sign-in', secret)
    const again = await visitor.get(back.href)
    expect(again.status).toBe(400)
    expect(await again.text()).toContain('begin again')
  })

  test('of many at the same instant one works', async () => {
    const { visitor, back } = await way()
    const all = await Promise.all(Array.from({ length: 6 }, () => visitor.get(back.href)))
    expect(all.map(({ status }) => status).toSorted()).toEqual([303, 400, 400, 400, 400, 400])
  })

  test('is closed to another browser, also to one that begins a sign-in of its own', async () => {
    const { back } = await way()
    const stranger = visit()
    expect((await stranger.get(back.href)).status).toBe(400)
    await stranger.begin('/api/sign-in/twitch')
    expect((await stranger.get(back.href)).status).toBe(400)
    expect(stranger.cookies.has('streambot')).toBe(false)
  })

  test('is closed after ten minutes', async () => {
    const { visitor, back } = await way()
    await query(`UPDATE sign_ins SET expires_at = now() - interval '1 second'`)
    expect((await visitor.get(back.href)).status).toBe(400)
  })

  test.each([
    ['another state', (back: URL) => back.searchParams.set('state', 'forged'), 400],
    ['no state', (back: URL) => back.searchParams.delete('state'), 400],
    ['a code that Twitch never gave', (back: URL) => back.searchParams.set('code', 'forged'), 403],
    ['no code', (back: URL) => back.searchParams.delete('code'), 400],
    ['another platform in its address', (back: URL) => void (back.pathname = '/auth/kick/callback'), 404],
  ])('signs nobody in with %s', async (_, harm, status) => {
    const { visitor, back } = await way()
    harm(back)
    expect((await visitor.get(back.href)).status).toBe(status)
    expect((await visitor.get('/api/me')).status).toBe(401)
  })

  test('says so where somebody did not agree', async () => {
    const visitor = visit()
    const url = await visitor.begin('/api/sign-in/twitch')
    url.searchParams.set('denied', '1')
    const consent = await fetch(url, { redirect: 'manual' })
    const back = await visitor.get(consent.headers.get('location') ?? '')
    expect([back.status, await back.text()]).toEqual([403, expect.stringContaining('You did not agree')])
  })

  test('goes to our own pages only', async () => {
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', 'evil', '/\tx', '/a\nb'])
      expect((await visit().write('POST', '/api/sign-in/twitch', { returnTo })).status).toBe(400)
  })

  test('works through another process than the one that began', async () => {
    const other = await serve(api.engine, api.streamerId, { signIns: [twitchSignIn()], publicUrl: address })
    const { visitor, back } = await way()
    const cookie = `streambot-sign-in=${visitor.cookies.get('streambot-sign-in')}`
    const answer = await fetch(`${other.address}${back.pathname}${back.search}`, {
      headers: { cookie },
      redirect: 'manual',
    })
    expect(answer.status).toBe(303)
    await other.stop()
  })

  test('while Twitch does not answer people see a page that says so', async () => {
    const { visitor, back } = await way()
    await twitch.stop()
    const answer = await visitor.get(back.href)
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('does not answer')])
    twitch = await startTwitch({ world: demo.world, port: twitch.port })
  })
})

describe('sessions', () => {
  test('signing in again ends the session that the browser had before', async () => {
    const visitor = await signedIn(login(6))
    const old = visitor.cookies.get('streambot') ?? ''
    await visitor.agree('/api/sign-in/twitch', login(6))
    expect(visitor.cookies.get('streambot')).not.toBe(old)
    visitor.cookies.set('streambot', old)
    expect((await visitor.get('/api/me')).status).toBe(401)
  })

  test('a session that somebody planted does not become the one of whoever signs in', async () => {
    const visitor = visit()
    visitor.cookies.set('streambot', 'planted')
    await visitor.agree('/api/sign-in/twitch', login(6))
    expect(visitor.cookies.get('streambot')).not.toBe('planted')
  })

  test('signing out ends this session, signing out everywhere ends all of them', async () => {
    const [one, two, three] = [await signedIn(login(7)), await signedIn(login(7)), await signedIn(login(7))]
    expect((await one.write('POST', '/api/sign-out')).status).toBe(204)
    expect((await one.get('/api/me')).status).toBe(401)
    expect((await two.get('/api/me')).status).toBe(200)
    expect((await two.write('POST', '/api/sign-out/everywhere')).status).toBe(204)
    expect([(await two.get('/api/me')).status, (await three.get('/api/me')).status]).toEqual([401, 401])
  })

  test('a session ends after thirty days, and is then removed', async () => {
    const visitor = await signedIn(login(8))
    const [row] = await query<{ days: number }>(
      `SELECT round(extract(epoch FROM max(expires_at) - now()) / 86400)::int AS days FROM sessions`,
    )
    expect(row?.days).toBe(30)
    await query(`UPDATE sessions SET expires_at = now() - interval '1 second'`)
    expect((await visitor.get('/api/me')).status).toBe(401)
    expect(await api.engine.store.removeExpired(new Date())).toBeGreaterThan(0)
    expect(await query('SELECT FROM sessions')).toEqual([])
  })
})
