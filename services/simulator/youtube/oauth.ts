/** `accounts.google.com` and `oauth2.googleapis.com`: consent, tokens, and what becomes of them. */
import { createHash, randomBytes } from 'node:crypto'
import { createConsent, isProven, type Browser } from '../consent.ts'
import type { Ask, Outcome, Reply, Routes } from '../http.ts'
import { pictureOf } from '../pictures.ts'
import type { App, Token } from '../tokens.ts'
import type { Person, World } from '../world.ts'
import { block, complain } from './errors.ts'
import type { Faults } from './faults.ts'

export interface OauthParts {
  readonly world: World
  readonly faults: Faults
  readonly browser: Browser
  readonly address: () => string
}

/** The routes of Google's OAuth. */
export function createOauth(parts: OauthParts): Routes {
  const { world, faults, browser } = parts
  const tokens = world.googleTokens
  const denial = { error: 'access_denied' }
  const makeCode = () => `4/0A${randomBytes(32).toString('base64url')}`
  const consent = createConsent({ world, tokens, browser, whyWrong, denial, makeCode })

  const trades: Readonly<Record<string, (app: App, ask: Ask) => Outcome>> = {
    authorization_code(app, { form }) {
      const grant = consent.take(form.get('code') ?? '')
      if (grant?.app !== app) return complain(400, 'invalid_grant', 'Malformed auth code.')
      if (grant.asked.get('redirect_uri') !== form.get('redirect_uri'))
        return complain(400, 'redirect_uri_mismatch', 'Bad Request')
      if (!isProven(grant, form.get('code_verifier'))) return complain(400, 'invalid_grant', 'Invalid code verifier.')
      return writeToken(issue(world, grant))
    },
    refresh_token(app, { form }) {
      const isFailing = take(faults, 'failRefreshes')
      const token = isFailing ? undefined : tokens.refresh(app, form.get('refresh_token') ?? '')
      if (!token) return complain(400, 'invalid_grant', 'Token has been expired or revoked.')
      return take(faults, 'loseRefreshes') ? 'drop' : writeToken({ ...token, refresh: undefined })
    },
  }

  function trade(ask: Ask): Outcome {
    const { form } = ask
    const [id, secret] = readClient(ask)
    const app = tokens.findApp(id ?? '')
    if (!app) return complain(401, 'invalid_client', 'The OAuth client was not found.')
    if (app.secret !== undefined && app.secret !== secret) return complain(401, 'invalid_client', 'Unauthorized')
    const grantType = form.get('grant_type') ?? ''
    const exchange = trades[grantType]
    return exchange?.(app, ask) ?? complain(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType}`)
  }

  function writeToken({ access, refresh, scopes, expiresAt }: Token): Reply {
    const body = {
      access_token: access,
      expires_in: Math.floor((expiresAt - world.now()) / 1000),
      ...(refresh !== undefined && { refresh_token: refresh }),
      scope: scopes.join(' '),
      token_type: 'Bearer',
    }
    return { status: 200, body }
  }

  return {
    'GET /o/oauth2/v2/auth': (ask) => consent.ask(ask),
    'POST /token': trade,
    'POST /revoke': (ask) => revoke(world, ask),
    'GET /tokeninfo': (ask) => tellToken(world, ask),
    'POST /tokeninfo': (ask) => tellToken(world, ask),
    'GET /oauth2/v3/userinfo': (ask) => tellUser(parts, ask),
    'GET /v1/userinfo': (ask) => tellUser(parts, ask),
  }
}

/** A "Desktop app" may be sent back to any port of its own computer; others only to addresses they registered. */
function whyWrong(app: App | undefined, query: URLSearchParams): Reply | undefined {
  if (!app) return { ...block('invalid_client'), status: 401 }
  const redirect = query.get('redirect_uri') ?? ''
  const isLoopback = app.secret === undefined && /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/.test(redirect)
  if (!isLoopback && !app.redirects.includes(redirect)) return block('redirect_uri_mismatch')
  if (query.get('response_type') !== 'code') return block('invalid_request')
  return query.get('scope') ? undefined : block('invalid_request')
}

/** A refresh token comes with the first leave for offline use, and later only when consent is asked for again. */
function issue(world: World, { app, person, scopes, asked }: Leave): Token {
  const tokens = world.googleTokens
  const before = tokens.grantedScopes(app, person)
  const isWider = asked.get('include_granted_scopes') === 'true'
  const granted = isWider ? [...new Set([...scopes, ...before])] : scopes
  const isOffline = asked.get('access_type') === 'offline'
  const isNew = before.size === 0 || asked.get('prompt')?.split(' ').includes('consent')
  return isOffline && isNew
    ? tokens.issue(app, person, granted)
    : tokens.issueWithoutRefresh({ app, person, scopes: granted })
}

interface Leave {
  readonly app: App
  readonly person: Person
  readonly scopes: readonly string[]
  readonly asked: URLSearchParams
}

/** The id and secret of an app: in the form, or as HTTP Basic. */
function readClient({ form, headers }: Ask): [id: string | null | undefined, secret: string | null | undefined] {
  const basic = /^Basic (\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (basic === undefined) return [form.get('client_id'), form.get('client_secret')]
  const [id, secret] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
  return [id, secret]
}

/** Either token of a person may be given; all the app holds of theirs are dead then. */
function revoke({ googleTokens }: World, { form }: Ask): Reply {
  const token = form.get('token') ?? ''
  const grant = googleTokens.find(token) ?? googleTokens.findGrant(token)
  if (!grant?.person) return complain(400, 'invalid_token', 'Token expired or revoked')
  googleTokens.disconnect(grant.app, grant.person)
  return { status: 200, body: {} }
}

function tellToken({ googleTokens, now }: World, ask: Ask): Reply {
  const token = googleTokens.find(ask.form.get('access_token') ?? readBearer(ask))
  if (!token?.person) return complain(400, 'invalid_token', 'Invalid Value')
  const { app, person, scopes, expiresAt, refresh } = token
  const body = {
    azp: app.id,
    aud: app.id,
    sub: makeSubject(person),
    scope: scopes.join(' '),
    exp: String(Math.floor(expiresAt / 1000)),
    expires_in: String(Math.floor((expiresAt - now()) / 1000)),
    access_type: refresh === undefined ? 'online' : 'offline',
  }
  return { status: 200, body }
}

/** Who signed in, as Google knows them: the id is that of the account, not of a channel. */
function tellUser({ world, address }: OauthParts, ask: Ask): Reply {
  const token = world.googleTokens.find(readBearer(ask))
  const wide = token?.scopes.filter((scope) => /^openid$|^profile$|userinfo\.profile$/.test(scope)) ?? []
  if (!token?.person || wide.length === 0) return complain(401, 'invalid_request', 'Invalid Credentials')
  const sub = makeSubject(token.person)
  const isNamed = wide.some((scope) => scope.endsWith('profile'))
  const { displayName } = token.person
  const profile = isNamed && { name: displayName, given_name: displayName, picture: pictureOf(token.person, address()) }
  return { status: 200, body: { sub, ...profile } }
}

function readBearer({ headers }: Ask): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
}

/** Twenty-one digits, always the same for one person. */
function makeSubject({ id }: Person): string {
  const number = createHash('sha256').update(`google account of ${id}`).digest().readBigUInt64BE()
  return `1${number.toString().padStart(20, '0')}`
}

function take(faults: Faults, name: 'failRefreshes' | 'loseRefreshes'): boolean {
  if (faults[name] <= 0) return false
  faults[name] -= 1
  return true
}
