/** `/api/sign-in` and `/auth/PLATFORM/callback`: out to a platform with what binds the answer to this browser, and back. */
import {
  type Go,
  goSchema,
  signInAskSchema,
  type SignInList,
  signInListSchema,
} from '@streambot/shared/contract/people.ts'
import { linkAccount } from '@streambot/shared/engine/link.ts'
import type { Access, PendingSignIn, Proven, SignIn } from '@streambot/shared/engine/ports/people.ts'
import { signIn } from '@streambot/shared/engine/sign-in.ts'
import type { UserId } from '@streambot/shared/giveaway/words.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { findSignedIn } from './auth.ts'
import type { Api } from './options.ts'
import { sendProblemPage } from './problem-page.ts'
import { type ProblemCode, sendProblem } from './problems.ts'
import { hashSecret, makeSecret, makeVerifier } from './secrets.ts'

interface ToPlatform {
  Params: { platform: string }
}

interface Beginning extends ToPlatform {
  Body: z.infer<typeof signInAskSchema> | undefined
}

interface Callback extends ToPlatform {
  Querystring: { code?: unknown; state?: unknown; error?: unknown }
}

const lifeMs = 600_000

export function addSignInRoutes(app: FastifyInstance, api: Api): void {
  const config = { rateLimit: { max: api.limits.signIns, timeWindow: '1 minute' } }

  app.get(
    '/api/sign-in',
    // Every page asks this, also those of a hall of phones behind one address.
    {
      config: { rateLimit: { max: api.limits.joinRequests, timeWindow: '1 minute' } },
      schema: { response: { 200: signInListSchema } },
    },
    async (request): Promise<SignInList> => ({
      platforms: api.signIns.map(({ platform }) => platform),
      name: (await findSignedIn(api, request))?.name ?? null,
    }),
  )

  const begin = { body: signInAskSchema.nullish(), response: { 200: goSchema } }
  app.post<Beginning>('/api/sign-in/:platform', { config, schema: begin }, async (request, reply) => {
    const { returnTo } = request.body ?? signInAskSchema.parse({})
    return sendAway(api, request, reply, { access: 'identity', userId: undefined, returnTo })
  })

  const asPage = { config: { ...config, isPage: true } }
  app.get<Callback>('/auth/:platform/callback', asPage, async (request, reply) => {
    const code = await comeBack(api, request, reply)
    return code ? sendProblemPage(reply, code) : reply
  })
}

export interface Journey {
  readonly access: Access
  readonly userId: UserId | undefined
  readonly returnTo: string
}

/** Notes a sign-in, gives the browser its half of the secret, and says where to go. */
export async function sendAway(
  api: Api,
  request: FastifyRequest<ToPlatform>,
  reply: FastifyReply,
  journey: Journey,
): Promise<Go | FastifyReply> {
  const platform = findPlatform(api, request.params.platform)
  if (!platform) return sendProblem(reply, 'no-such-platform')
  // The browser comes back to this address, and only there it shows the cookie.
  if (request.headers.host?.toLowerCase() !== new URL(api.publicUrl()).host) return sendProblem(reply, 'other-address')
  const [state, browserSecret] = [makeSecret(), makeSecret()]
  const expiresAt = new Date(api.clock.now().getTime() + lifeMs)
  const hashes = { stateHash: hashSecret(state), browserHash: hashSecret(browserSecret) }
  await api.store.addSignIn({ ...hashes, ...journey, platform: platform.platform, expiresAt })
  api.cookies.browser.write(reply, browserSecret, expiresAt)
  const verifier = makeVerifier(browserSecret, state)
  const redirectUri = redirectTo(api, platform)
  return { url: platform.authorizeUrl({ access: journey.access, redirectUri, verifier, state }) }
}

/** Takes what the platform sent. Nothing when all went well: then the answer is a way back into our pages. */
async function comeBack(
  api: Api,
  request: FastifyRequest<Callback>,
  reply: FastifyReply,
): Promise<ProblemCode | undefined> {
  const platform = findPlatform(api, request.params.platform)
  if (!platform) return 'no-such-platform'
  const { code, state, error } = request.query
  const browserSecret = api.cookies.browser.read(request)
  if (typeof state !== 'string' || browserSecret === undefined) return 'sign-in-lost'
  const pending = await api.store.takeSignIn(hashSecret(state), hashSecret(browserSecret), api.clock.now())
  api.cookies.browser.clear(reply)
  if (pending?.platform !== platform.platform) return 'sign-in-lost'
  request.wayBack = wayBack(pending)
  if (typeof code !== 'string') return error === undefined ? 'sign-in-lost' : 'sign-in-declined'
  const { access, returnTo } = pending
  const verifier = makeVerifier(browserSecret, state)
  const proven = await platform.trade(code, { access, redirectUri: redirectTo(api, platform), verifier })
  if (!proven) return 'code-refused'
  const refused = await arrive(api, request, reply, pending, proven)
  if (!refused) void reply.redirect(returnTo, 303)
  return refused
}

function arrive(
  api: Api,
  request: FastifyRequest,
  reply: FastifyReply,
  { access, userId }: PendingSignIn,
  proven: Proven,
): Promise<ProblemCode | undefined> {
  return userId === undefined ? enter(api, request, reply, proven) : link(api, request, { userId, access, proven })
}

async function enter(
  { store, clock, cookies }: Api,
  request: FastifyRequest,
  reply: FastifyReply,
  { account }: Proven,
): Promise<ProblemCode | undefined> {
  const [token, old] = [makeSecret(), cookies.session.read(request)]
  const before = old === undefined ? undefined : hashSecret(old)
  const answer = await signIn({ store, clock }, { account, tokenHash: hashSecret(token), before })
  if (!answer.ok) return answer.code
  cookies.session.write(reply, token, answer.session.expiresAt)
  return undefined
}

/** Whoever began to link has to be signed in still: somebody else at the same browser would link for them. */
async function link(
  api: Api,
  request: FastifyRequest,
  ask: { readonly userId: UserId; readonly access: Access; readonly proven: Proven },
): Promise<ProblemCode | undefined> {
  const signedIn = await findSignedIn(api, request)
  if (signedIn?.userId !== ask.userId) return 'sign-in-lost'
  const answer = await linkAccount(api, ask)
  return answer.ok ? undefined : answer.code
}

/** Where somebody can try again: on the page that they linked from, or where one signs in. */
function wayBack({ userId, returnTo }: PendingSignIn): string {
  return userId === undefined ? `/sign-in?${new URLSearchParams({ returnTo })}` : returnTo
}

function findPlatform({ signIns }: Api, name: string): SignIn | undefined {
  return signIns.find(({ platform }) => platform === name)
}

/** Registered at the platform letter by letter. Kick turns 127.0.0.1 into localhost, so that is what a local address says. */
function redirectTo({ publicUrl }: Api, { platform }: SignIn): string {
  return `${publicUrl()}/auth/${platform}/callback`
}
