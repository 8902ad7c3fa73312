import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { setStage, type Stage } from './youtube-stage.ts'

const redirect = 'http://localhost:3000/auth/youtube/callback'
const forceSsl = 'https://www.googleapis.com/auth/youtube.force-ssl'

async function authorize(stage: Stage, query: Record<string, string> = {}) {
  const usual = {
    client_id: stage.youtube.app.id,
    redirect_uri: redirect,
    response_type: 'code',
    scope: forceSsl,
    access_type: 'offline',
    state: 's1',
  }
  const address = `${stage.sim.url}/o/oauth2/v2/auth?${new URLSearchParams({ ...usual, ...query })}`
  const answer = await fetch(address, { redirect: 'manual' })
  const location = answer.headers.get('location')
  return {
    status: answer.status,
    text: await answer.text(),
    sent: location ? new URL(location).searchParams : undefined,
  }
}

async function post(stage: Stage, path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(`${stage.sim.url}/${path}`, { method: 'POST', body: new URLSearchParams(form), headers })
  const body: Record<string, unknown> = JSON.parse(await answer.text())
  return { status: answer.status, body }
}

function appOf({ youtube: { app } }: Stage) {
  return { client_id: app.id, client_secret: app.secret ?? '' }
}

/** Signs in and trades the code. */
async function signIn(stage: Stage, query: Record<string, string> = {}, form: Record<string, string> = {}) {
  const { sent } = await authorize(stage, query)
  const grant = { grant_type: 'authorization_code', code: sent?.get('code') ?? '', redirect_uri: redirect }
  return post(stage, 'token', { ...appOf(stage), ...grant, ...form })
}

function refresh(stage: Stage, token: unknown) {
  return post(stage, 'token', { ...appOf(stage), grant_type: 'refresh_token', refresh_token: String(token) })
}

/** A stage whose streamer sits at the browser and has never given the app leave. */
async function setFreshStage() {
  const stage = await setStage()
  stage.world.googleTokens.disconnect(stage.youtube.app, stage.streamer)
  stage.sim.signedIn = stage.streamer
  return stage
}

test('the code flow ends in a token of the person who agreed, and a code works once', async () => {
  const stage = await setFreshStage()
  const { status, sent } = await authorize(stage)
  expect([status, sent?.get('state'), sent?.get('scope')]).toEqual([302, 's1', forceSsl])
  const code = sent?.get('code') ?? ''
  expect(code).toMatch(/^4\/0A/)
  const form = { ...appOf(stage), grant_type: 'authorization_code', code, redirect_uri: redirect }
  const { status: traded, body } = await post(stage, 'token', form)
  expect([traded, body]).toEqual([
    200,
    {
      access_token: expect.stringMatching(/^ya29\./),
      expires_in: 3599,
      refresh_token: expect.stringMatching(/^1\/\//),
      scope: forceSsl,
      token_type: 'Bearer',
    },
  ])
  expect(await post(stage, 'token', form)).toEqual({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Malformed auth code.' },
  })
})

test('a code is good for ten minutes', async () => {
  const stage = await setFreshStage()
  const { sent } = await authorize(stage)
  stage.turn(600)
  const grant = { grant_type: 'authorization_code', code: sent?.get('code') ?? '', redirect_uri: redirect }
  expect((await post(stage, 'token', { ...appOf(stage), ...grant })).body['error']).toBe('invalid_grant')
})

test('without somebody signed in a page lets one choose or refuse', async () => {
  const stage = await setStage()
  const { status, text } = await authorize(stage)
  expect([status, text]).toEqual([200, expect.stringContaining('Agree as Mira_Plays')])
  expect((await authorize(stage, { as: 'streambot_demo' })).sent?.get('code')).toBeTruthy()
  const { sent } = await authorize(stage, { denied: '1' })
  expect(Object.fromEntries(sent ?? [])).toEqual({ error: 'access_denied', state: 's1' })
})

test.each([
  ['an unknown app', { client_id: 'nobody' }, 401, 'invalid_client'],
  ['an address that is not registered', { redirect_uri: 'http://elsewhere.test/' }, 400, 'redirect_uri_mismatch'],
  ['a loopback address of a web app', { redirect_uri: 'http://127.0.0.1:5000/' }, 400, 'redirect_uri_mismatch'],
  ['another response type', { response_type: 'token' }, 400, 'invalid_request'],
  ['no scope', { scope: '' }, 400, 'invalid_request'],
])('%s gets a page that blocks, and nobody is sent anywhere', async (_, query, status, code) => {
  const answer = await authorize(await setFreshStage(), query)
  expect(answer).toMatchObject({ status, text: expect.stringContaining(code), sent: undefined })
})

test.each([
  ['an unknown app', { client_id: 'nobody' }, 401, 'invalid_client'],
  ['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client'],
  ['another address', { redirect_uri: 'http://localhost:3000/' }, 400, 'redirect_uri_mismatch'],
  ['another kind of grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ['another code', { code: '4/0Ax' }, 400, 'invalid_grant'],
])('a trade with %s is refused', async (_, form, status, error) => {
  expect(await signIn(await setFreshStage(), {}, form)).toMatchObject({ status, body: { error } })
})

test('an app may prove itself in the header', async () => {
  const stage = await setFreshStage()
  const { sent } = await authorize(stage)
  const { id, secret } = stage.youtube.app
  const basic = Buffer.from(`${encodeURIComponent(id)}:${secret}`).toString('base64')
  const grant = { grant_type: 'authorization_code', code: sent?.get('code') ?? '', redirect_uri: redirect }
  expect((await post(stage, 'token', grant, { authorization: `Basic ${basic}` })).status).toBe(200)
})

test('a desktop app comes back to any port of its computer and proves itself by its challenge', async () => {
  const stage = await setFreshStage()
  const verifier = 'v'.repeat(64)
  const code_challenge = createHash('sha256').update(verifier).digest('base64url')
  const client_id = stage.youtube.desktopApp.id
  const redirect_uri = 'http://127.0.0.1:51234/callback'
  const begin = async () => {
    const { sent } = await authorize(stage, { client_id, redirect_uri, code_challenge, code_challenge_method: 'S256' })
    return { grant_type: 'authorization_code', client_id, redirect_uri, code: sent?.get('code') ?? '' }
  }
  expect((await post(stage, 'token', { ...(await begin()), code_verifier: verifier })).status).toBe(200)
  const wrong = await post(stage, 'token', { ...(await begin()), code_verifier: `${verifier}x` })
  expect(wrong.body['error_description']).toBe('Invalid code verifier.')
  expect((await post(stage, 'token', await begin())).status).toBe(400)
  expect((await authorize(stage, { client_id, redirect_uri: 'http://elsewhere.test/' })).status).toBe(400)
})

test('a refresh token comes with the first leave only, or when consent is asked for again', async () => {
  const stage = await setFreshStage()
  const online = await signIn(stage, { access_type: 'online' })
  expect(online.body).not.toHaveProperty('refresh_token')
  expect((await signIn(stage)).body).toHaveProperty('refresh_token')
  expect((await signIn(stage)).body).not.toHaveProperty('refresh_token')
  expect((await signIn(stage, { prompt: 'consent' })).body).toHaveProperty('refresh_token')
})

test('a wider leave holds what was given before', async () => {
  const stage = await setFreshStage()
  await signIn(stage)
  const narrow = await signIn(stage, { scope: 'openid' })
  const wide = await signIn(stage, { scope: 'openid', include_granted_scopes: 'true' })
  expect([narrow.body['scope'], wide.body['scope']]).toEqual(['openid', `openid ${forceSsl}`])
})

test('a refresh gives an access token and no refresh token: the old one stays good', async () => {
  const stage = await setStage()
  const token = stage.youtube.botToken.refresh
  stage.turn(3599)
  expect(stage.world.googleTokens.find(stage.youtube.botToken.access)).toBeUndefined()
  for (let round = 0; round < 2; round += 1) {
    const { status, body } = await refresh(stage, token)
    expect([status, Object.keys(body).toSorted()]).toEqual([200, ['access_token', 'expires_in', 'scope', 'token_type']])
    expect(stage.world.googleTokens.find(String(body['access_token']))?.person).toBe(stage.bot)
  }
})

test('an app in testing loses its refresh tokens after seven days, another does not', async () => {
  const stage = await setStage()
  const app = stage.world.googleTokens.addApp({ testing: true })
  const token = stage.world.googleTokens.issue(app, stage.bot, [forceSsl])
  const form = { client_id: app.id, client_secret: app.secret ?? '', grant_type: 'refresh_token' }
  const renew = () => post(stage, 'token', { ...form, refresh_token: token.refresh ?? '' })
  stage.turn(7 * 86_400 - 1)
  expect((await renew()).status).toBe(200)
  stage.turn(1)
  expect((await renew()).body['error']).toBe('invalid_grant')
  expect((await refresh(stage, stage.youtube.botToken.refresh)).status).toBe(200)
})

test.each(['access', 'refresh'] as const)('leave that is taken back by the %s token ends both', async (kind) => {
  const stage = await setStage()
  const { botToken } = stage.youtube
  expect((await post(stage, 'revoke', { token: botToken[kind] ?? '' })).status).toBe(200)
  expect(await refresh(stage, botToken.refresh)).toEqual({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
  })
  expect(stage.world.googleTokens.find(botToken.access)).toBeUndefined()
  const again = await post(stage, `revoke?token=${encodeURIComponent(botToken.access)}`, {})
  expect(again).toMatchObject({ status: 400, body: { error: 'invalid_token' } })
})

test('a token tells its app, its scopes and its time', async () => {
  const stage = await setStage()
  const { app, botToken } = stage.youtube
  stage.turn(99)
  const answer = await fetch(`${stage.sim.url}/tokeninfo?access_token=${botToken.access}`)
  expect(await answer.json()).toMatchObject({
    aud: app.id,
    scope: forceSsl,
    expires_in: '3500',
    access_type: 'offline',
  })
  const wrong = await fetch(`${stage.sim.url}/tokeninfo?access_token=x`)
  expect([wrong.status, await wrong.json()]).toEqual([
    400,
    { error: 'invalid_token', error_description: 'Invalid Value' },
  ])
})

test('who signed in is told by an account id that is no channel, to those who have leave', async () => {
  const stage = await setStage()
  const tellUser = async (scopes: string[]) => {
    const { access } = stage.world.googleTokens.issue(stage.youtube.app, stage.streamer, scopes)
    const headers = { authorization: `Bearer ${access}` }
    const answer = await fetch(`${stage.sim.url}/oauth2/v3/userinfo`, { headers })
    const body: Record<string, unknown> = JSON.parse(await answer.text())
    return { status: answer.status, body }
  }
  const { body } = await tellUser(['openid', 'profile'])
  expect(body).toMatchObject({ sub: expect.stringMatching(/^\d{21}$/), name: 'Mira_Plays' })
  expect(await tellUser(['openid'])).toEqual({ status: 200, body: { sub: body['sub'] } })
  expect((await tellUser([forceSsl])).status).toBe(401)
})

test('a refresh is refused although the leave holds', async () => {
  const stage = await setStage()
  stage.sim.faults.failRefreshes = 1
  expect((await refresh(stage, stage.youtube.botToken.refresh)).body['error']).toBe('invalid_grant')
  expect((await refresh(stage, stage.youtube.botToken.refresh)).status).toBe(200)
})

test('a refresh happens, but its answer is lost', async () => {
  const stage = await setStage()
  stage.sim.faults.loseRefreshes = 1
  await expect(refresh(stage, stage.youtube.botToken.refresh)).rejects.toThrow('fetch failed')
  expect((await refresh(stage, stage.youtube.botToken.refresh)).status).toBe(200)
})
