import { expect, test } from 'vitest'
import { setStage, type Stage } from './stage.ts'

const redirect = 'http://localhost:3000/auth/twitch/callback'
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

async function post(stage: Stage, path: string, form: Record<string, string>) {
  const answer = await fetch(`${stage.twitch.url}/oauth2/${path}`, { method: 'POST', body: new URLSearchParams(form) })
  const text = await answer.text()
  const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text)
  return { status: answer.status, body }
}

async function authorize(stage: Stage, query: Record<string, string> = {}) {
  const usual = {
    client_id: stage.app.id,
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'chat:read',
    state: 's1',
  }
  const address = `${stage.twitch.url}/oauth2/authorize?${new URLSearchParams({ ...usual, ...query })}`
  const answer = await fetch(address, { redirect: 'manual' })
  const location = answer.headers.get('location')
  return { answer, query: location === null ? undefined : new URL(location).searchParams }
}

async function validate(stage: Stage, access: unknown, scheme = 'OAuth') {
  const headers = { authorization: `${scheme} ${String(access)}` }
  const answer = await fetch(`${stage.twitch.url}/oauth2/validate`, { headers })
  return { status: answer.status, body: await answer.json() }
}

function secretOf({ app }: Stage) {
  return { client_id: app.id, client_secret: app.secret ?? '' }
}

test('the code flow ends in a token of the person who agreed', async () => {
  const stage = await setStage()
  stage.twitch.signedIn = stage.streamer
  const { answer, query } = await authorize(stage, { scope: 'chat:read chat:edit' })
  expect([answer.status, query?.get('state')]).toEqual([302, 's1'])
  const form = {
    ...secretOf(stage),
    grant_type: 'authorization_code',
    code: query?.get('code') ?? '',
    redirect_uri: redirect,
  }
  const { status, body } = await post(stage, 'token', form)
  expect([status, body['token_type'], body['scope']]).toEqual([200, 'bearer', ['chat:read', 'chat:edit']])
  expect(body['access_token']).toMatch(/^[a-z0-9]{30}$/)
  expect(body['expires_in']).toBe(14_000)
  expect(await validate(stage, body['access_token'])).toEqual({
    status: 200,
    body: {
      client_id: stage.app.id,
      login: 'mira_plays',
      user_id: stage.streamer.id,
      scopes: ['chat:read', 'chat:edit'],
      expires_in: 14_000,
    },
  })
  expect((await post(stage, 'token', form)).body).toEqual({ status: 400, message: 'Invalid authorization code' })
})

test('without somebody signed in a page lets one choose or refuse', async () => {
  const stage = await setStage()
  const { answer } = await authorize(stage)
  const page = await answer.text()
  expect(answer.status).toBe(200)
  expect(page).toContain('Agree as Mira_Plays')
  expect(page).toContain('Agree as StreamBot_Demo')
  expect((await authorize(stage, { as: 'streambot_demo' })).query?.get('code')).toBeTruthy()
  expect((await authorize(stage, { denied: '1' })).query?.get('error')).toBe('access_denied')
})

test('wrong apps, addresses, codes and secrets are refused', async () => {
  const stage = await setStage()
  stage.twitch.signedIn = stage.bot
  expect((await authorize(stage, { client_id: 'nobody' })).answer.status).toBe(400)
  expect((await authorize(stage, { redirect_uri: 'http://elsewhere.test/' })).answer.status).toBe(400)
  expect((await authorize(stage, { client_id: stage.publicApp.id })).answer.status).toBe(400)
  const grant = { grant_type: 'authorization_code', code: 'x', redirect_uri: redirect }
  const { client_id } = secretOf(stage)
  expect((await post(stage, 'token', { ...grant, client_id: 'nobody' })).body['message']).toBe('invalid client')
  expect((await post(stage, 'token', { ...grant, client_id })).body['message']).toBe('missing client secret')
  expect((await post(stage, 'token', { ...grant, client_id, client_secret: 'x' })).status).toBe(403)
  expect((await post(stage, 'token', { ...secretOf(stage), grant_type: 'guess' })).status).toBe(400)
})

test('a code is good for ten minutes', async () => {
  const stage = await setStage()
  stage.twitch.signedIn = stage.bot
  const { query } = await authorize(stage)
  stage.turn(600)
  const grant = { ...secretOf(stage), grant_type: 'authorization_code', redirect_uri: redirect }
  expect((await post(stage, 'token', { ...grant, code: query?.get('code') ?? '' })).status).toBe(400)
})

test('an app with a secret keeps its refresh token, a public one gets a new one each time', async () => {
  const stage = await setStage()
  const grant = { grant_type: 'refresh_token', refresh_token: stage.botToken.refresh ?? '' }
  const first = await post(stage, 'token', { ...secretOf(stage), ...grant })
  expect(first.body).toMatchObject({ refresh_token: stage.botToken.refresh, scope: stage.botToken.scopes })
  expect(first.body['access_token']).not.toBe(stage.botToken.access)
  expect((await post(stage, 'token', { ...secretOf(stage), ...grant })).status).toBe(200)

  const token = stage.world.tokens.issue(stage.publicApp, stage.bot, ['chat:read'])
  const client = { client_id: stage.publicApp.id, grant_type: 'refresh_token' }
  const fresh = await post(stage, 'token', { ...client, refresh_token: token.refresh ?? '' })
  expect(fresh.status).toBe(200)
  expect(fresh.body['refresh_token']).not.toBe(token.refresh)
  expect((await post(stage, 'token', { ...client, refresh_token: token.refresh ?? '' })).body).toEqual({
    status: 400,
    message: 'Invalid refresh token',
  })
})

test('a lost answer has spent the refresh token of a public app', async () => {
  const stage = await setStage()
  const token = stage.world.tokens.issue(stage.publicApp, stage.bot, ['chat:read'])
  const grant = {
    client_id: stage.publicApp.id,
    grant_type: 'refresh_token',
    refresh_token: token.refresh ?? '',
  }
  stage.twitch.faults.loseRefreshes = 1
  await expect(post(stage, 'token', grant)).rejects.toThrow('fetch failed')
  expect((await post(stage, 'token', grant)).body['message']).toBe('Invalid refresh token')
  expect(stage.twitch.requests.map((request) => request.status)).toEqual([0, 400])
})

test('a disconnected app can neither validate nor refresh', async () => {
  const stage = await setStage()
  stage.world.tokens.disconnect(stage.app, stage.bot)
  expect((await validate(stage, stage.botToken.access)).status).toBe(401)
  const grant = { grant_type: 'refresh_token', refresh_token: stage.botToken.refresh ?? '' }
  expect((await post(stage, 'token', { ...secretOf(stage), ...grant })).status).toBe(400)
})

test('a device polls until its person agrees', async () => {
  const stage = await setStage()
  const client_id = stage.publicApp.id
  const { body } = await post(stage, 'device', { client_id, scopes: 'chat:read chat:edit' })
  expect(body).toMatchObject({ expires_in: 1800, interval: 5 })
  const grant = { client_id, grant_type: deviceGrant, device_code: String(body['device_code']) }
  expect((await post(stage, 'token', grant)).body).toEqual({ status: 400, message: 'authorization_pending' })
  stage.turn(1)
  expect((await post(stage, 'token', grant)).body['message']).toBe('slow_down')
  stage.turn(5)
  expect(stage.twitch.approveDevice(String(body['user_code']), stage.bot)).toBe(true)
  const token = await post(stage, 'token', grant)
  expect(token.body).toMatchObject({ scope: ['chat:read', 'chat:edit'], token_type: 'bearer' })
  expect((await validate(stage, token.body['access_token'])).body).toMatchObject({ login: 'streambot_demo' })
  expect((await post(stage, 'token', grant)).body['message']).toBe('invalid device code')
})

test('a device learns that it was refused, or waited too long', async () => {
  const stage = await setStage()
  const client_id = stage.publicApp.id
  const begin = async () => (await post(stage, 'device', { client_id, scopes: 'chat:read' })).body
  const poll = async (device: Record<string, unknown>) =>
    (await post(stage, 'token', { client_id, grant_type: deviceGrant, device_code: String(device['device_code']) }))
      .body
  const [denied, late] = [await begin(), await begin()]
  await fetch(`${String(denied['verification_uri'])}&denied=1`)
  expect((await poll(denied))['message']).toBe('access_denied')
  stage.turn(1800)
  expect((await poll(late))['message']).toBe('expired_token')
})

test('the page of a device settles it for the one signed in', async () => {
  const stage = await setStage()
  const { body } = await post(stage, 'device', { client_id: stage.publicApp.id, scopes: 'chat:read' })
  const page = await (await fetch(String(body['verification_uri']))).text()
  expect(page).toContain(String(body['user_code']))
  await fetch(`${String(body['verification_uri'])}&as=mira_plays`)
  const form = { client_id: stage.publicApp.id, grant_type: deviceGrant, device_code: String(body['device_code']) }
  expect((await post(stage, 'token', form)).status).toBe(200)
})

test('an app gets a token of its own, which names nobody', async () => {
  const stage = await setStage()
  const { body } = await post(stage, 'token', { ...secretOf(stage), grant_type: 'client_credentials' })
  expect(body['refresh_token']).toBeUndefined()
  const { body: who } = await validate(stage, body['access_token'], 'Bearer')
  expect(who).toEqual({ client_id: stage.app.id, scopes: null, expires_in: 60 * 86_400 })
})

test('validate refuses what is missing, unknown, expired, or struck by a fault', async () => {
  const stage = await setStage()
  const bare = await fetch(`${stage.twitch.url}/oauth2/validate`)
  expect(await bare.json()).toEqual({ status: 401, message: 'missing authorization token' })
  expect((await validate(stage, 'x')).body).toEqual({ status: 401, message: 'invalid access token' })
  stage.twitch.faults.failValidates = 1
  expect((await validate(stage, stage.botToken.access)).status).toBe(401)
  expect((await validate(stage, stage.botToken.access)).status).toBe(200)
  stage.turn(14_000)
  expect((await validate(stage, stage.botToken.access)).status).toBe(401)
})

test('a revoked token is dead, and cannot be revoked twice', async () => {
  const stage = await setStage()
  const form = { client_id: stage.app.id, token: stage.botToken.access }
  expect(await post(stage, 'revoke', form)).toEqual({ status: 200, body: {} })
  expect((await validate(stage, stage.botToken.access)).status).toBe(401)
  expect(await post(stage, 'revoke', form)).toEqual({ status: 400, body: { status: 400, message: 'Invalid token' } })
})
