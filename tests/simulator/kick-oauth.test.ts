import { expect, test } from 'vitest'
import {
  authorizeQuery,
  call,
  getAppToken,
  postForm,
  redirect,
  setKickStage,
  verifier,
  type KickStage,
} from './kick-stage.ts'

async function authorize(stage: KickStage, change: Record<string, string> = {}) {
  const url = `${stage.kick.url}/oauth/authorize?${authorizeQuery(stage, change)}`
  const response = await fetch(url, { redirect: 'manual' })
  return { status: response.status, text: await response.text(), to: response.headers.get('location') ?? '' }
}

async function getCode(stage: KickStage, change: Record<string, string> = {}): Promise<string> {
  stage.kick.signedIn = stage.streamer
  const { to } = await authorize(stage, change)
  return new URL(to).searchParams.get('code') ?? ''
}

const trade = (stage: KickStage, code: string, change: Record<string, string> = {}) => {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier }
  return postForm(stage, '/oauth/token', { ...form, ...change })
}

const refresh = (stage: KickStage, token: string) =>
  postForm(stage, '/oauth/token', { grant_type: 'refresh_token', refresh_token: token })

const introspect = (stage: KickStage, token: string) => call(stage, token, 'POST /oauth/token/introspect')

test('a person agrees, the code becomes tokens, and introspection tells whose they are', async () => {
  const stage = await setKickStage()
  stage.kick.signedIn = stage.streamer
  const { status, to } = await authorize(stage)
  expect(status).toBe(302)
  expect(to).toMatch(/^http:\/\/localhost:3000\/auth\/kick\/callback\?code=\w+&state=a\+state$/)
  const { body } = await trade(stage, new URL(to).searchParams.get('code') ?? '')
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 7200, scope: 'user:read chat:write' })
  const { body: told } = await introspect(stage, String(body['access_token']))
  const exp = stage.world.now() / 1000 + 7200
  const data = { active: true, client_id: stage.app.id, token_type: 'user', scope: 'user:read chat:write', exp }
  expect(told).toEqual({ data, message: 'OK' })
})

test('a page asks who one is, and passes a refusal on', async () => {
  const stage = await setKickStage()
  const { status, text } = await authorize(stage)
  expect([status, text.includes('Agree as Mira_Plays')]).toEqual([200, true])
  const { to } = await authorize(stage, { denied: '1' })
  expect(new URL(to).searchParams.get('error')).toBe('access_denied')
})

test('who has no account on Kick cannot agree', async () => {
  const stage = await setKickStage()
  stage.kick.signedIn = stage.world.addPerson({ login: 'elsewhere', kick: undefined })
  expect(await authorize(stage)).toMatchObject({ status: 400, text: 'elsewhere has no account on Kick.' })
})

test.each([
  ['an unknown app', { client_id: 'nobody' }],
  ['no state', { state: '' }],
  ['no challenge', { code_challenge: '' }],
  ['a plain challenge', { code_challenge_method: 'plain' }],
  ['an unknown address', { redirect_uri: 'http://localhost:3000/elsewhere' }],
  ['no scope', { scope: '' }],
  ['an unknown scope', { scope: 'user:read followers:read' }],
  ['another response', { response_type: 'token' }],
])('%s is an invalid request', async (_, change) => {
  const stage = await setKickStage()
  stage.kick.signedIn = stage.streamer
  expect(await authorize(stage, change)).toMatchObject({ status: 400, text: '{"error":"Invalid request"}' })
})

test('the login page makes the first 127.0.0.1 a localhost, so that such an address does not work', async () => {
  const stage = await setKickStage()
  const numbers = 'http://127.0.0.1:3000/auth/kick/callback'
  const app = stage.world.kickTokens.addApp({ redirects: [numbers] })
  stage.kick.signedIn = stage.streamer
  const asked = { client_id: app.id, redirect_uri: numbers }
  expect((await authorize(stage, asked)).status).toBe(400)
  const first = new URLSearchParams([['redirect', '127.0.0.1'], ...authorizeQuery(stage, asked)])
  const response = await fetch(`${stage.kick.url}/oauth/authorize?${first}`, { redirect: 'manual' })
  expect(response.headers.get('location')).toContain(numbers)
})

test.each([
  ['the wrong verifier', { code_verifier: 'another-verifier-of-at-least-forty-three-chars' }, 'invalid_grant'],
  ['another address', { redirect_uri: 'http://localhost:3000/elsewhere' }, 'invalid_grant'],
  ['an unknown code', { code: 'x' }, 'invalid_grant'],
  ['the wrong secret', { client_secret: 'x' }, 'invalid_client'],
  ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
])('%s gets no token', async (_, change, error) => {
  const stage = await setKickStage()
  const answer = await trade(stage, await getCode(stage), change)
  expect([answer.status, answer.body['error']]).toEqual([400, error])
})

test('without the verifier or without the secret there is no token', async () => {
  const stage = await setKickStage()
  const form = { grant_type: 'authorization_code', redirect_uri: redirect }
  const bare = await postForm(stage, '/oauth/token', { ...form, code: await getCode(stage) })
  expect(bare.body['error']).toBe('invalid_grant')
  const body = new URLSearchParams({
    ...form,
    client_id: stage.app.id,
    code_verifier: verifier,
    code: await getCode(stage),
  })
  const response = await fetch(`${stage.kick.url}/oauth/token`, { method: 'POST', body })
  expect(await response.json()).toEqual({ error: 'invalid_client' })
})

test('a code works once, and for ten minutes', async () => {
  const stage = await setKickStage()
  const code = await getCode(stage)
  expect((await trade(stage, code)).status).toBe(200)
  expect((await trade(stage, code)).status).toBe(400)
  const late = await getCode(stage)
  stage.turn(600)
  expect((await trade(stage, late)).status).toBe(400)
})

test('a refresh gives a new refresh token, and the old one works for an hour yet', async () => {
  const stage = await setKickStage()
  const old = stage.botToken.refresh ?? ''
  const first = await refresh(stage, old)
  expect(first.body['refresh_token']).not.toBe(old)
  stage.turn(3599)
  expect((await refresh(stage, old)).status).toBe(200)
  stage.turn(1)
  expect((await refresh(stage, old)).body['error']).toBe('invalid_grant')
  expect((await refresh(stage, String(first.body['refresh_token']))).status).toBe(200)
})

test('when the answer to a refresh is lost, the old token gives another', async () => {
  const stage = await setKickStage()
  stage.kick.faults.loseRefreshes = 1
  const old = stage.botToken.refresh ?? ''
  await expect(refresh(stage, old)).rejects.toThrow('fetch failed')
  expect((await refresh(stage, old)).status).toBe(200)
})

test('an app gets a token of its own for sixty days, which nobody stands behind', async () => {
  const stage = await setKickStage()
  const { body } = await postForm(stage, '/oauth/token', { grant_type: 'client_credentials' })
  expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in'])
  expect(body['expires_in']).toBe(60 * 86_400)
  const { body: told } = await introspect(stage, await getAppToken(stage))
  expect(told['data']).toMatchObject({ active: true, token_type: 'app' })
})

test('after two hours, when revoked, or when it never was, a token is not active', async () => {
  const stage = await setKickStage()
  const active = async (token: string) => (await introspect(stage, token)).body['data']
  expect(await active(stage.botToken.access)).toMatchObject({ active: true })
  const { access } = stage.botToken
  expect(await postForm(stage, `/oauth/revoke?token=${access}&token_hint_type=access_token`, {})).toMatchObject({
    status: 200,
    text: 'OK',
  })
  expect(await active(access)).toEqual({ active: false })
  stage.turn(7200)
  expect(await active(stage.streamerToken.access)).toEqual({ active: false })
  expect(await active('x')).toEqual({ active: false })
  expect((await fetch(`${stage.kick.url}/oauth/token/introspect`, { method: 'POST' })).status).toBe(401)
})

test('a revoked refresh token is dead, and cannot be revoked twice', async () => {
  const stage = await setKickStage()
  const revoke = () =>
    postForm(stage, `/oauth/revoke?token=${stage.botToken.refresh}&token_hint_type=refresh_token`, {})
  expect((await revoke()).text).toBe('OK')
  expect((await refresh(stage, stage.botToken.refresh ?? '')).status).toBe(400)
  expect((await revoke()).status).toBe(400)
})
