/** Who may do what: the one list of roles by route, and the one place where it is asked. A route that is not on the list cannot be added. */
import type { Cause } from '@streambot/shared/engine/ports.ts'
import type { SignedIn } from '@streambot/shared/engine/ports/people.ts'
import { mayDo, type Power, type Scope, scopes } from '@streambot/shared/giveaway/access.ts'
import { chatPlatforms } from '@streambot/shared/giveaway/words.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isOurOrigin } from './hosts.ts'
import type { Api } from './options.ts'
import { panelPaths } from './panel-paths.ts'
import { type ProblemCode, sendProblem } from './problems.ts'
import { hashSecret } from './secrets.ts'
import { findStanding } from './standing.ts'

/** `user` is anybody who is signed in. A power takes a role in the panel that has it: `shared/giveaway/access.ts` says which do. */
export type Role = 'anybody' | 'user' | Power

export const roles: Readonly<Partial<Record<string, Role>>> = {
  'GET /': 'anybody',
  'GET /g/:id': 'anybody',
  'GET /assets/*': 'anybody',
  'GET /favicon.svg': 'anybody',
  'GET /health': 'anybody',
  'GET /api/openapi.json': 'anybody',
  'GET /api/giveaways': 'anybody',
  'GET /api/giveaways/:id': 'anybody',
  'GET /api/giveaways/:id/proof': 'anybody',
  'GET /api/live': 'anybody',
  'GET /overlay/assets/*': 'anybody',
  // Whoever has the token: it is looked up by the routes themselves.
  'GET /overlay/:token': 'anybody',
  'GET /api/overlay/:token': 'anybody',
  'GET /api/overlay/:token/style.css': 'anybody',
  'GET /api/overlay/:token/sample/:id': 'anybody',
  'GET /api/overlay/:token/live': 'anybody',
  ...Object.fromEntries(chatPlatforms.map((platform) => [`POST /webhooks/${platform}`, 'anybody' as const])),
  'GET /api/sign-in': 'anybody',
  'POST /api/sign-in/:platform': 'anybody',
  'GET /auth/:platform/callback': 'anybody',
  'GET /api/link/:code': 'anybody',
  'GET /link/:code': 'anybody',
  'GET /api/invitation/:token': 'anybody',
  'GET /invitation/:token': 'anybody',
  // Whoever has the code, or the session of a device that joined: both are looked up by the routes themselves.
  'GET /join/:code': 'anybody',
  'GET /api/join/:code': 'anybody',
  'POST /api/join/:code': 'anybody',
  'GET /api/join/state': 'anybody',
  'POST /api/join/heartbeat': 'anybody',
  'POST /api/join/claim': 'anybody',
  'GET /enter/:token': 'anybody',
  'GET /sign-in': 'anybody',
  'GET /me': 'anybody',
  ...Object.fromEntries(panelPaths.map((path) => [`GET ${path}`, 'anybody' as const])),
  'GET /api/me': 'user',
  'GET /api/me/points': 'user',
  'GET /api/me/entries': 'user',
  'GET /api/me/wins': 'user',
  'GET /api/me/giveaways/:id': 'user',
  'GET /api/me/keys': 'user',
  'POST /api/token': 'user',
  'GET /api/me/orders': 'user',
  'POST /api/invitation/:token': 'user',
  'POST /api/sign-out': 'user',
  'POST /api/sign-out/everywhere': 'user',
  'POST /api/connections/:platform': 'user',
  'DELETE /api/connections/:id': 'user',
  ...channelRoutes(),
}

/** What runs the channel: for the roles that have this power, and for a key that has it as its scope. */
function channelRoutes(): Record<string, Power> {
  const one = '/api/channel/giveaways/:id'
  const steps = [
    'open',
    'pause',
    'resume',
    'close',
    'reopen',
    'schedule',
    'extend',
    'draw',
    'draw-without-beacon',
    'redraw',
    'cancel',
    'remove',
  ]
  return {
    'GET /api/channel/giveaways': 'giveaways:read',
    'POST /api/channel/giveaways': 'giveaways:run',
    [`GET ${one}`]: 'giveaways:read',
    [`PATCH ${one}`]: 'giveaways:run',
    ...Object.fromEntries(steps.map((step) => [`POST ${one}/${step}`, 'giveaways:run' as const])),
    [`GET ${one}/entries`]: 'giveaways:read',
    [`GET ${one}/winners`]: 'giveaways:read',
    [`GET ${one}/winners/:pick/messages`]: 'giveaways:read',
    [`GET ${one}/refund`]: 'giveaways:read',
    [`GET ${one}/keys`]: 'giveaways:read',
    [`GET ${one}/audit`]: 'audit:read',
    'GET /api/channel/audit': 'audit:read',
    'GET /api/channel/viewers': 'viewers:read',
    'GET /api/channel/viewers/:id': 'viewers:read',
    'GET /api/channel/viewers/:id/ledger': 'points:read',
    'POST /api/channel/viewers/:id/points': 'points:write',
    'POST /api/channel/points/undo': 'points:write',
    'GET /api/channel/export/:what': 'export',
    'GET /api/channel/imports': 'points:read',
    'POST /api/channel/imports/preview': 'points:write',
    'POST /api/channel/imports': 'points:write',
    'POST /api/channel/imports/:id/undo': 'points:write',
    'GET /api/channel/leaderboard': 'points:read',
    'GET /api/channel/exclusions': 'viewers:read',
    'PUT /api/channel/exclusions/:id': 'viewers:write',
    'DELETE /api/channel/exclusions/:id': 'viewers:write',
    'GET /api/channel/templates': 'giveaways:read',
    'PUT /api/channel/templates/:name': 'giveaways:run',
    'DELETE /api/channel/templates/:name': 'giveaways:run',
    'GET /api/channel/rewards': 'rewards:read',
    'POST /api/channel/rewards': 'rewards:write',
    'PATCH /api/channel/rewards/:id': 'rewards:write',
    'DELETE /api/channel/rewards/:id': 'rewards:write',
    'GET /api/channel/orders': 'rewards:read',
    'GET /api/channel/queue': 'rewards:read',
    'POST /api/channel/orders': 'rewards:run',
    'POST /api/channel/orders/next': 'rewards:run',
    'POST /api/channel/orders/:id/serve': 'rewards:run',
    'POST /api/channel/orders/:id/done': 'rewards:run',
    'POST /api/channel/orders/:id/refund': 'rewards:run',
    'GET /api/channel/settings': 'settings:read',
    'PATCH /api/channel/settings': 'settings:write',
    'GET /api/channel/commands': 'settings:read',
    'PUT /api/channel/commands/:name': 'settings:write',
    'DELETE /api/channel/commands/:name': 'settings:write',
    'GET /api/channel/own-commands': 'settings:read',
    'POST /api/channel/own-commands': 'settings:write',
    'PUT /api/channel/own-commands/:id': 'settings:write',
    'DELETE /api/channel/own-commands/:id': 'settings:write',
    'GET /api/channel/timers': 'settings:read',
    'POST /api/channel/timers': 'settings:write',
    'PUT /api/channel/timers/:id': 'settings:write',
    'DELETE /api/channel/timers/:id': 'settings:write',
    'GET /api/channel/sentences': 'settings:read',
    'PUT /api/channel/sentences/:key': 'settings:write',
    'DELETE /api/channel/sentences/:key': 'settings:write',
    'GET /api/channel/platforms': 'platforms:read',
    // From here on no key is let in: only pages listen, and what is a secret, or opens something, is for people.
    'GET /api/channel/live': 'changes:follow',
    'GET /api/channel/keys': 'tools',
    'POST /api/channel/keys': 'tools',
    'DELETE /api/channel/keys/:id': 'tools',
    'GET /api/channel/overlays': 'overlays:write',
    'POST /api/channel/overlays': 'overlays:write',
    'PATCH /api/channel/overlays/:id': 'overlays:write',
    'POST /api/channel/overlays/:id/new-address': 'overlays:write',
    'DELETE /api/channel/overlays/:id': 'overlays:write',
    'GET /api/channel/pools': 'pools:read',
    'POST /api/channel/pools': 'pools:write',
    'PATCH /api/channel/pools/:id': 'pools:write',
    'GET /api/channel/pools/:id/keys': 'pools:write',
    'POST /api/channel/pools/:id/keys': 'pools:write',
    'DELETE /api/channel/pools/:id/keys': 'keys:handle',
    'DELETE /api/channel/pools/:id/keys/:key': 'keys:handle',
    'POST /api/channel/pools/:id/keys/:key/reveal': 'keys:handle',
    'GET /api/admin/tokens': 'pools:write',
    'GET /api/channel/access': 'access',
    'POST /api/channel/access': 'access',
    'DELETE /api/channel/access/:id': 'access',
    'GET /api/channel/webhooks': 'tools',
    'POST /api/channel/webhooks': 'tools',
    'GET /api/channel/webhooks/:id': 'tools',
    'PATCH /api/channel/webhooks/:id': 'tools',
    'DELETE /api/channel/webhooks/:id': 'tools',
    'POST /api/channel/webhooks/:id/test': 'tools',
    'GET /api/channel/webhooks/:id/deliveries': 'tools',
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, on routes that are not for anybody. */
    signedIn: SignedIn | undefined
  }
}

/** Asks for the role before every route. */
export function addAuthorisation(app: FastifyInstance, api: Api): void {
  app.decorateRequest('signedIn', undefined)
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) findRole(one, url)
  })
  const timeWindow = '1 minute'
  const { writes, keyRequests } = api.limits
  const ofUser = app.createRateLimit({
    max: writes,
    timeWindow,
    keyGenerator: ({ signedIn }) => `user:${signedIn?.userId}`,
  })
  const ofKey = app.createRateLimit({
    max: keyRequests,
    timeWindow,
    keyGenerator: ({ signedIn }) => `key:${signedIn?.keyId}`,
  })
  // Behind the limit of requests, and before a body is read.
  app.addHook('preParsing', async (request: FastifyRequest, reply: FastifyReply) => {
    const code = await whyRefused(api, request)
    if (code) return sendProblem(reply, code)
    const { signedIn } = request
    if (!signedIn || (signedIn.keyId === undefined && !isWriting(request))) return undefined
    // Counted by key or user: who changes address or signs in once more gets no further.
    const counted = await (signedIn.keyId === undefined ? ofUser : ofKey)(request)
    return counted.isAllowed || !counted.isExceeded ? undefined : sendProblem(reply, 'too-many-requests')
  })
}

/** Whoever is behind the session of a request. */
export async function findSignedIn(
  { store, clock, cookies }: Api,
  request: FastifyRequest,
): Promise<SignedIn | undefined> {
  const token = cookies.session.read(request)
  return token === undefined ? undefined : store.findSession(hashSecret(token), clock.now())
}

/** Who asks. On a route for anybody that is a mistake of ours. */
export function whoAsks({ signedIn, routeOptions }: FastifyRequest): SignedIn {
  if (!signedIn) throw new Error(`${routeOptions.url} asks who is signed in, but its role in auth.ts lets anybody in.`)
  return signedIn
}

/** A change that whoever is signed in asks for, or a tool of theirs. */
export function causeOf(request: FastifyRequest): Cause {
  const { userId, keyId } = whoAsks(request)
  return { actor: keyId === undefined ? `user:${userId}` : `key:${keyId}` }
}

async function whyRefused(api: Api, request: FastifyRequest): Promise<ProblemCode | undefined> {
  const { method, routeOptions, headers } = request
  // What was not found is answered elsewhere.
  if (routeOptions.url === undefined) return undefined
  const role = findRole(method, routeOptions.url)
  const secret = /^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  // No page elsewhere can make a browser send this: so no origin is asked for, and no cookie counts beside it.
  if (secret !== undefined && role !== 'anybody') return whyKeyRefused(api, request, secret)
  // A page elsewhere can make a browser send our cookies along, but not say that it is ours.
  // Browsers say so twice, in `Origin` and in `Sec-Fetch-Site`, which older ones leave out.
  const isOurs = isOurOrigin(headers.origin, headers.host, api.publicHost) && isSameSite(headers['sec-fetch-site'])
  if (isWriting(request) && !isOurs) return 'wrong-origin'
  if (role === 'anybody') return undefined
  request.signedIn = await findSignedIn(api, request)
  if (!request.signedIn) return 'not-signed-in'
  if (role === 'user') return undefined
  const standing = await findStanding(api, request.signedIn.userId)
  if (!standing) return 'not-for-you'
  return mayDo(standing.role, role) ? undefined : 'not-shared'
}

async function whyKeyRefused(
  { store, clock, streamerId }: Api,
  request: FastifyRequest,
  secret: string,
): Promise<ProblemCode | undefined> {
  const key = await store.useApiKey(hashSecret(secret), clock.now())
  if (!key) return 'bad-key'
  if (key.streamerId !== streamerId) return 'not-for-you'
  const scope = findScope(request.method, request.routeOptions.url ?? '')
  if (scope === undefined) return 'not-for-keys'
  request.signedIn = { userId: key.streamerId, name: key.name, keyId: key.id }
  return key.scopes.includes(scope) ? undefined : 'not-in-scope'
}

function isWriting({ method, routeOptions }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && routeOptions.config.isSigned !== true
}

function isSameSite(site: string | string[] | undefined): boolean {
  return site === undefined || site === 'same-origin'
}

/** Who may ask a route. Throws where it is not on the list. */
export function findRole(method: string, url: string): Role {
  const route = nameRoute(method, url)
  const role = roles[route]
  if (role) return role
  throw new Error(`${route} has no role: write it into the list in auth.ts.`)
}

/** The scope with which a key may ask a route; nothing where none may. */
export function findScope(method: string, url: string): Scope | undefined {
  const role = roles[nameRoute(method, url)]
  return scopes.find((scope) => scope === role)
}

const nameRoute = (method: string, url: string): string => `${method === 'HEAD' ? 'GET' : method} ${url}`
