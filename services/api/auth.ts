/** Who may do what: the one list of roles by route, and the one place where it is asked. A route that is not on the list cannot be added. */
import type { Cause } from '@streambot/shared/engine/ports.ts'
import type { SignedIn } from '@streambot/shared/engine/ports/people.ts'
import { platforms } from '@streambot/shared/giveaway/words.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isOurOrigin } from './hosts.ts'
import type { Api } from './options.ts'
import { type ProblemCode, sendProblem } from './problems.ts'
import { hashSecret } from './secrets.ts'

/** `user` is anybody who is signed in, `streamer` the one whose bot this is. */
export type Role = 'anybody' | 'user' | 'streamer'

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
  ...Object.fromEntries(platforms.map((platform) => [`POST /webhooks/${platform}`, 'anybody' as const])),
  'GET /api/sign-in': 'anybody',
  'POST /api/sign-in/:platform': 'anybody',
  'GET /auth/:platform/callback': 'anybody',
  'GET /api/link/:code': 'anybody',
  'GET /link/:code': 'anybody',
  'GET /sign-in': 'anybody',
  'GET /me': 'anybody',
  'GET /api/me': 'user',
  'GET /api/me/points': 'user',
  'GET /api/me/entries': 'user',
  'GET /api/me/wins': 'user',
  'POST /api/sign-out': 'user',
  'POST /api/sign-out/everywhere': 'user',
  'POST /api/connections/:platform': 'user',
  'DELETE /api/connections/:id': 'user',
  ...Object.fromEntries(channelRoutes().map((route) => [route, 'streamer' as const])),
}

/** What runs the channel. */
function channelRoutes(): string[] {
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
  ]
  return [
    'GET /api/channel/giveaways',
    'POST /api/channel/giveaways',
    `GET ${one}`,
    `PATCH ${one}`,
    ...steps.map((step) => `POST ${one}/${step}`),
    `GET ${one}/entries`,
    `GET ${one}/winners`,
    `GET ${one}/winners/:pick/messages`,
    `GET ${one}/audit`,
    'GET /api/channel/audit',
    `POST ${one}/cancel`,
    `POST ${one}/remove`,
    'GET /api/channel/viewers',
    'GET /api/channel/viewers/:id',
    'GET /api/channel/viewers/:id/ledger',
    'POST /api/channel/viewers/:id/points',
    'POST /api/channel/points/undo',
    'GET /api/channel/settings',
    'PATCH /api/channel/settings',
    'GET /api/channel/platforms',
    'GET /api/channel/live',
    'GET /api/channel/leaderboard',
    'GET /api/channel/exclusions',
    'PUT /api/channel/exclusions/:id',
    'DELETE /api/channel/exclusions/:id',
    'GET /api/channel/templates',
    'PUT /api/channel/templates/:name',
    'DELETE /api/channel/templates/:name',
    'GET /api/channel/webhooks',
    'POST /api/channel/webhooks',
    'GET /api/channel/webhooks/:id',
    'PATCH /api/channel/webhooks/:id',
    'DELETE /api/channel/webhooks/:id',
    'POST /api/channel/webhooks/:id/test',
    'GET /api/channel/webhooks/:id/deliveries',
  ]
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
  const limit = app.createRateLimit({
    max: api.limits.writes,
    timeWindow: '1 minute',
    keyGenerator: ({ signedIn }) => `user:${signedIn?.userId}`,
  })
  // Behind the limit of requests, and before a body is read.
  app.addHook('preParsing', async (request: FastifyRequest, reply: FastifyReply) => {
    const code = await whyRefused(api, request)
    if (code) return sendProblem(reply, code)
    if (!request.signedIn || !isWriting(request)) return undefined
    // Counted by user: who changes address or signs in once more gets no further.
    const counted = await limit(request)
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

/** A change that whoever is signed in asks for. */
export function causeOf(request: FastifyRequest): Cause {
  return { actor: `user:${whoAsks(request).userId}` }
}

async function whyRefused(api: Api, request: FastifyRequest): Promise<ProblemCode | undefined> {
  const { method, routeOptions, headers } = request
  // What was not found is answered elsewhere.
  if (routeOptions.url === undefined) return undefined
  // A page elsewhere can make a browser send our cookies along, but not say that it is ours.
  // Browsers say so twice, in `Origin` and in `Sec-Fetch-Site`, which older ones leave out.
  const isOurs = isOurOrigin(headers.origin, headers.host, api.publicHost) && isSameSite(headers['sec-fetch-site'])
  if (isWriting(request) && !isOurs) return 'wrong-origin'
  const role = findRole(method, routeOptions.url)
  if (role === 'anybody') return undefined
  request.signedIn = await findSignedIn(api, request)
  if (!request.signedIn) return 'not-signed-in'
  return role === 'streamer' && request.signedIn.userId !== api.streamerId ? 'not-for-you' : undefined
}

function isWriting({ method, routeOptions }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && routeOptions.config.isSigned !== true
}

function isSameSite(site: string | string[] | undefined): boolean {
  return site === undefined || site === 'same-origin'
}

/** Who may ask a route. Throws where it is not on the list. */
export function findRole(method: string, url: string): Role {
  const route = `${method === 'HEAD' ? 'GET' : method} ${url}`
  const role = roles[route]
  if (role) return role
  throw new Error(`${route} has no role: write it into the list in auth.ts.`)
}
