/** `id.twitch.tv`: signing in, tokens, and what becomes of them. */
import type { Faults } from '../faults.ts'
import type { App, Token } from '../tokens.ts'
import type { World } from '../world.ts'
import type { Ask, Outcome, Reply, Routes } from '../http.ts'
import { complain } from './errors.ts'
import { createConsent, type Browser } from '../consent.ts'
import type { Devices } from './devices.ts'

export interface OauthParts {
  readonly world: World
  readonly faults: Faults
  readonly browser: Browser
  readonly devices: Devices
}

/** The routes of OAuth. */
export function createOauth({ world, faults, browser, devices }: OauthParts): Routes {
  const { tokens } = world
  const consent = createConsent({ world, tokens, browser, whyWrong, denial })

  const trades: Readonly<Record<string, (app: App, ask: Ask) => Outcome>> = {
    authorization_code(app, { form }) {
      const grant = consent.take(form.get('code') ?? '')
      if (grant?.app !== app) return complain(400, 'Invalid authorization code')
      if (grant.asked.get('redirect_uri') !== form.get('redirect_uri')) return complain(400, mismatch)
      return writeToken(tokens.issue(app, grant.person, grant.scopes))
    },
    refresh_token(app, { form }) {
      const token = tokens.refresh(app, form.get('refresh_token') ?? '')
      if (!token) return complain(400, 'Invalid refresh token')
      if (faults.loseRefreshes <= 0) return writeToken(token)
      faults.loseRefreshes -= 1
      return 'drop'
    },
    'urn:ietf:params:oauth:grant-type:device_code'(app, { form }) {
      const answer = devices.poll(app, form.get('device_code') ?? '')
      return typeof answer === 'string'
        ? complain(400, answer)
        : writeToken(tokens.issue(app, answer.person, answer.scopes))
    },
    client_credentials(app) {
      if (app.secret === undefined) return complain(400, 'invalid client')
      return writeToken(tokens.issueForApp(app))
    },
  }

  function trade(ask: Ask): Outcome {
    const app = tokens.findApp(ask.form.get('client_id') ?? '')
    if (!app) return complain(400, 'invalid client')
    const grantType = ask.form.get('grant_type') ?? ''
    const exchange = trades[grantType]
    if (!exchange) return complain(400, 'invalid grant type')
    return whyWrongSecret(app, grantType, ask.form.get('client_secret')) ?? exchange(app, ask)
  }

  function validate({ headers }: Ask): Reply {
    const access = /^(?:OAuth|Bearer) (\S+)$/i.exec(headers.authorization ?? '')?.[1]
    if (!access) return complain(401, 'missing authorization token')
    const token = tokens.find(access)
    if (!token || faults.failValidates > 0) {
      faults.failValidates = Math.max(0, faults.failValidates - 1)
      return complain(401, 'invalid access token')
    }
    return { status: 200, body: describe(token, world.now()) }
  }

  function revoke({ form }: Ask): Reply {
    const app = tokens.findApp(form.get('client_id') ?? '')
    if (!app) return complain(404, 'client does not exist')
    const access = form.get('token') ?? ''
    if (tokens.find(access)?.app !== app) return complain(400, 'Invalid token')
    tokens.revoke(access)
    return { status: 200 }
  }

  return {
    'GET /oauth2/authorize': (ask) => consent.ask(ask),
    'POST /oauth2/token': trade,
    'POST /oauth2/device': (ask) => devices.begin(ask),
    'GET /activate': (ask) => devices.activate(ask),
    'GET /oauth2/validate': validate,
    'POST /oauth2/revoke': revoke,
  }

  function writeToken(token: Token): Reply {
    const { access, refresh, scopes, person } = token
    const body = {
      access_token: access,
      expires_in: secondsLeft(token, world.now()),
      token_type: 'bearer',
      ...(person && { refresh_token: refresh, scope: scopes }),
    }
    return { status: 200, body }
  }
}

const mismatch = 'Parameter redirect_uri does not match registered URI'
const denial = { error: 'access_denied', error_description: 'The user denied you access' }

function whyWrong(app: App | undefined, query: URLSearchParams): Reply | undefined {
  if (!app) return complain(400, 'invalid client')
  if (app.secret === undefined) return complain(400, 'a public client signs in with the device code flow')
  if (!app.redirects.includes(query.get('redirect_uri') ?? '')) return complain(400, mismatch)
  return query.get('response_type') === 'code' ? undefined : complain(400, 'invalid response type')
}

/** The secret of an app that has one is asked for, except while a device waits. A public app has none to show. */
function whyWrongSecret(app: App, grantType: string, secret: string | null): Reply | undefined {
  if (app.secret === undefined || grantType.endsWith('device_code')) return undefined
  if (secret === null) return complain(400, 'missing client secret')
  return secret === app.secret ? undefined : complain(403, 'invalid client secret')
}

function describe(token: Token, now: number): object {
  const { app, person, scopes } = token
  const user = person ? { login: person.login, user_id: person.id, scopes } : { scopes: null }
  return { client_id: app.id, ...user, expires_in: secondsLeft(token, now) }
}

function secondsLeft(token: Token, now: number): number {
  return Math.floor((token.expiresAt - now) / 1000)
}
