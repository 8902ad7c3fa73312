/** `id.kick.com`: OAuth 2.1 (https://docs.kick.com/getting-started/generating-tokens-oauth2-flow). PKCE and the secret are both asked for. */
import { createConsent, findChosen, isProven, type Browser } from '../consent.ts'
import type { Ask, Outcome, Reply, Route } from '../http.ts'
import type { App, Token, Tokens } from '../tokens.ts'
import type { World } from '../world.ts'
import { complain, unauthorized } from './errors.ts'
import type { KickFaults } from './faults.ts'
import type { IdRoute } from './routes.ts'

export interface KickOauthParts {
  readonly world: World
  readonly faults: KickFaults
  readonly browser: Browser
}

/** The routes of sign-in. */
export function createKickOauth({ world, faults, browser }: KickOauthParts): Readonly<Record<IdRoute, Route>> {
  const tokens = world.kickTokens
  const consent = createConsent({ world, tokens, browser, whyWrong, denial, writeGrant: () => ({}) })

  function authorize(asked: Ask): Reply {
    const ask = mistakeLoopback(asked)
    const person = findChosen(world, browser, ask.query)
    return person && !person.kick ? { status: 400, body: `${person.login} has no account on Kick.` } : consent.ask(ask)
  }

  const trades: Readonly<Record<string, (app: App, ask: Ask) => Outcome>> = {
    authorization_code(app, { form }) {
      const grant = consent.take(form.get('code') ?? '')
      if (grant?.app !== app) return complain('invalid_grant', 'The code is invalid, expired or used.')
      if (grant.asked.get('redirect_uri') !== form.get('redirect_uri')) return complain('invalid_grant', mismatch)
      if (!isProven(grant, form.get('code_verifier'))) return complain('invalid_grant', 'The code verifier is wrong.')
      return writeToken(tokens.issue(app, grant.person, grant.scopes))
    },
    refresh_token(app, { form }) {
      const token = tokens.refresh(app, form.get('refresh_token') ?? '')
      if (!token) return complain('invalid_grant', 'The refresh token is invalid, expired or revoked.')
      if (faults.loseRefreshes <= 0) return writeToken(token)
      faults.loseRefreshes -= 1
      return 'drop'
    },
    client_credentials: (app) => writeToken(tokens.issueForApp(app)),
  }

  function trade(ask: Ask): Outcome {
    const app = tokens.findApp(ask.form.get('client_id') ?? '')
    if (!app || ask.form.get('client_secret') !== app.secret) return complain('invalid_client')
    return trades[ask.form.get('grant_type') ?? '']?.(app, ask) ?? complain('unsupported_grant_type')
  }

  function writeToken({ access, refresh, scopes, person, expiresAt }: Token): Reply {
    const body = {
      access_token: access,
      token_type: 'Bearer',
      expires_in: Math.floor((expiresAt - world.now()) / 1000),
      ...(person && { refresh_token: refresh, scope: scopes.join(' ') }),
    }
    return { status: 200, body }
  }

  return {
    'GET /oauth/authorize': authorize,
    'POST /oauth/token': trade,
    'POST /oauth/revoke': ({ form }) =>
      tokens.revoke(form.get('token') ?? '') ? { status: 200, body: 'OK' } : complain('Invalid request'),
    'POST /oauth/token/introspect': (ask) => introspect(tokens, ask),
  }
}

/** The token in the `Authorization` header, good or not. */
export function readBearer({ headers }: Ask): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

const mismatch = 'The redirect_uri is not the one the code was asked for with.'
const denial = { error: 'access_denied', error_description: 'The resource owner denied the request' }
const scopes = new Set([
  'user:read',
  'channel:read',
  'channel:write',
  'channel:rewards:read',
  'channel:rewards:write',
  'chat:write',
  'streamkey:read',
  'events:subscribe',
  'moderation:ban',
  'moderation:chat_message:manage',
  'kicks:read',
])

function whyWrong(app: App | undefined, query: URLSearchParams): Reply | undefined {
  const asked = query.get('scope')?.split(' ').filter(Boolean) ?? []
  const isRight =
    app?.redirects.includes(query.get('redirect_uri') ?? '') &&
    query.get('response_type') === 'code' &&
    query.get('code_challenge_method') === 'S256' &&
    /^[\w-]{43}$/.test(query.get('code_challenge') ?? '') &&
    query.get('state') &&
    asked.length > 0 &&
    asked.every((scope) => scopes.has(scope))
  return isRight ? undefined : complain('Invalid request')
}

/** A bug of Kick's login page: the first `127.0.0.1` of its address becomes `localhost`. */
function mistakeLoopback(ask: Ask): Ask {
  return { ...ask, query: new URLSearchParams(ask.query.toString().replace('127.0.0.1', 'localhost')) }
}

function introspect(tokens: Tokens, ask: Ask): Reply {
  const access = readBearer(ask)
  if (access === undefined) return unauthorized
  const token = tokens.find(access)
  return { status: 200, body: { data: token ? describe(token) : { active: false }, message: 'OK' } }
}

function describe({ app, person, scopes: granted, expiresAt }: Token): object {
  return {
    active: true,
    client_id: app.id,
    token_type: person ? 'user' : 'app',
    scope: granted.join(' '),
    exp: Math.floor(expiresAt / 1000),
  }
}
