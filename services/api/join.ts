/**
 * `/api/join`: a phone joins a giveaway by the code on the overlay, and says every few seconds that it is there. The browser keeps its
 * device in a cookie, and the page the session; here stand the hashes of both.
 */
import {
  joinAskSchema,
  joinedSchema,
  joinHeadersSchema,
  type JoinState,
  joinStateSchema,
  type JoinView,
  joinViewSchema,
} from '@streambot/shared/contract/join.ts'
import { joinSession } from '@streambot/shared/contract/join-session.ts'
import { createEntering } from '@streambot/shared/engine/enter.ts'
import { claimByDevice, createJoining } from '@streambot/shared/engine/join.ts'
import type { Joined } from '@streambot/shared/engine/ports/join.ts'
import { beatAfter, isJoinCode, isPass, makePass, readJoinCode } from '@streambot/shared/giveaway/join.ts'
import { isPublic } from '@streambot/shared/giveaway/lifecycle.ts'
import type { Giveaway, GiveawayId } from '@streambot/shared/giveaway/words.ts'
import { toPublicFace, toTime } from '@streambot/shared/views/public.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findSignedIn } from './auth.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { hashSecret, makeSecret } from './secrets.ts'

const deviceDays = 400

export function addJoinRoutes(server: FastifyInstance, api: Api): void {
  const { limits, store, cookies } = api
  const app = server.withTypeProvider<ZodTypeProvider>()
  const entering = createEntering(api)
  const joining = createJoining(api, entering)
  const read = shareReads(api)
  app.addHook('onClose', async () => {
    await joining.drain()
    await entering.drain()
  })
  // A whole hall of phones may be behind one address; one phone has no more to ask than a person.
  const timeWindow = '1 minute'
  const config = { rateLimit: { max: limits.joinRequests, timeWindow } }
  // Whoever keeps no cookie is a new guest each time.
  const joins = { rateLimit: { max: limits.joinsOfAddress, timeWindow } }
  const ofDevice = server.createRateLimit({
    max: limits.joinsOfDevice,
    timeWindow,
    keyGenerator: (request) => `device:${cookies.device.read(request) ?? request.ip}`,
  })
  const params = z.object({ code: z.string().max(100) })

  app.get(
    '/api/join/:code',
    { config, schema: { params, response: { 200: joinViewSchema } } },
    async (request, reply) => {
      const found = await findByCode(api, read, request.params.code)
      return found ? view(api, request, reply, found) : sendProblem(reply, 'no-such-join')
    },
  )

  const join = { params, body: joinAskSchema.nullish(), response: { 200: joinedSchema } }
  app.post('/api/join/:code', { config: joins, schema: join }, async (request, reply) => {
    const counted = await ofDevice(request)
    if (!counted.isAllowed && counted.isExceeded) return sendProblem(reply, 'too-many-requests')
    const found = await findByCode(api, read, request.params.code)
    if (!found) return sendProblem(reply, 'no-such-join')
    const [deviceId, token, who] = [keepDevice(api, request, reply), makeSecret(), await findSignedIn(api, request)]
    const pass = request.body?.pass ?? ''
    const hasCode = found.isCurrent || isPass(found.key, found.giveaway.id, deviceId, pass, api.clock.now())
    const ask = { giveaway: found.giveaway, deviceId, tokenHash: hashSecret(token), userId: who?.userId, hasCode }
    const answer = await joining.join(ask)
    if (!answer.ok) return sendProblem(reply, isSaid(answer.code) ? answer.code : 'busy')
    return { ...describe(api, found.giveaway, answer.joined), token, refused: answer.refused ?? null }
  })

  const known = { config, schema: { headers: joinHeadersSchema, response: { 200: joinStateSchema } } }
  app.get('/api/join/state', known, async (request, reply) => {
    const session = sessionOf(request.headers)
    const joined = (await store.findJoined([session])).get(session)
    return joined ? lookAt(api, read, joined) : sendProblem(reply, 'join-ended')
  })
  app.post('/api/join/heartbeat', known, async (request, reply) => {
    const joined = await joining.beat(sessionOf(request.headers))
    return joined ? lookAt(api, read, joined) : sendProblem(reply, 'join-ended')
  })
  app.post('/api/join/claim', known, async (request, reply) => {
    const joined = await joining.beat(sessionOf(request.headers))
    if (!joined) return sendProblem(reply, 'join-ended')
    const winner = await claimByDevice(api, joined)
    return lookAt(api, read, winner ? { ...joined, win: winner } : joined)
  })
}

interface Found extends Keyed {
  readonly isCurrent: boolean
}

/** The giveaway that a code is of, where one joins it by code; also by an old one. */
async function findByCode({ streamerId, clock }: Api, read: ReadKeyed, text: string): Promise<Found | undefined> {
  const code = readJoinCode(text)
  const keyed = code && (await read(code.giveawayId))
  if (!code || keyed?.giveaway.streamerId !== streamerId || !isPublic(keyed.giveaway)) return undefined
  const isCurrent = isJoinCode(keyed.key, code, clock.now())
  return keyed.giveaway.rules.joinByCode && { ...keyed, isCurrent }
}

/** A giveaway, the secret from which its codes come, and what points are called. */
interface Keyed {
  readonly giveaway: Giveaway
  readonly key: string
  readonly pointsName: string
}

type ReadKeyed = (id: GiveawayId) => Promise<Keyed | undefined>

/** Phones come by hundreds a second, all for one giveaway: those that ask while it is being read share the answer. */
function shareReads({ store, streamerId }: Api): ReadKeyed {
  const shared = new Map<GiveawayId, Promise<Keyed | undefined>>()
  const read = async (id: GiveawayId): Promise<Keyed | undefined> => {
    const [giveaway, key, { pointsName }] = await Promise.all([
      store.findGiveaway(id),
      store.findJoinKey(id),
      store.findSettings(streamerId),
    ])
    return giveaway && key !== undefined ? { giveaway, key, pointsName } : undefined
  }
  return (id) => {
    const reading = shared.get(id) ?? read(id).finally(() => shared.delete(id))
    shared.set(id, reading)
    return reading
  }
}

async function view(
  api: Api,
  request: FastifyRequest,
  reply: FastifyReply,
  { giveaway, key, pointsName, isCurrent }: Found,
): Promise<JoinView> {
  const deviceId = keepDevice(api, request, reply)
  const [signedIn, hasJoined] = await Promise.all([
    findSignedIn(api, request),
    api.store.hasDevice(giveaway.id, deviceId),
  ])
  const pass = isCurrent ? makePass(key, giveaway.id, deviceId, api.clock.now()) : null
  return { giveaway: toPublicFace(giveaway), isCurrent, pass, hasJoined, name: signedIn?.name ?? null, pointsName }
}

/** The hash of what this browser keeps as its device; where it has none yet it is given one. */
function keepDevice({ cookies, clock }: Api, request: FastifyRequest, reply: FastifyReply): string {
  const kept = cookies.device.read(request)
  const device = kept ?? makeSecret()
  if (kept === undefined) cookies.device.write(reply, device, new Date(clock.now().getTime() + deviceDays * 86_400_000))
  return hashSecret(device)
}

function sessionOf(headers: z.infer<typeof joinHeadersSchema>): string {
  return hashSecret(headers[joinSession] ?? '')
}

async function lookAt(api: Api, read: ReadKeyed, joined: Joined): Promise<JoinState> {
  const keyed = await read(joined.giveawayId)
  if (!keyed) throw new Error(`A device joined giveaway ${joined.giveawayId}, which is gone.`)
  return describe(api, keyed.giveaway, joined)
}

function describe({ clock }: Api, giveaway: Giveaway, { account, tickets, win }: Joined): JoinState {
  const { name, platform } = account
  return {
    at: clock.now().toISOString(),
    giveaway: toPublicFace(giveaway),
    name,
    isGuest: platform === 'guest',
    tickets,
    win: win ? { pick: win.pick, state: win.state, claimDeadline: toTime(win.claimDeadline) } : null,
    nextMs: beatAfter(giveaway.status) * 1_000,
  }
}

const said = ['old-code', 'sign-in-first', 'device-taken', 'join-ended'] as const

/** Whether a refusal of joining has a sentence of its own; of the others only that too many ask at once comes here. */
function isSaid(code: string): code is (typeof said)[number] {
  return said.some((one) => one === code)
}
