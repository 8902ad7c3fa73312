/** `/api/channel/live`: what the panel is told as it changes: how the platforms stand, and what was done in the channel. */
import { accessEnded } from '@streambot/shared/contract/closing.ts'
import type { PlatformsMessage, PlatformView } from '@streambot/shared/contract/platforms.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findSignedIn, whoAsks } from './auth.ts'
import { tellChanges } from './channel-changes.ts'
import { readPlatforms } from './channel-platforms.ts'
import { becomesSocket } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { keepTurning } from './rhythm.ts'
import { connect, type Connection, keepSockets } from './sockets.ts'

/** A page of the panel, and what it was told last. */
type Watcher = Connection & { readonly request: FastifyRequest; told: string }

export function addChannelLiveRoute(app: FastifyInstance, api: Api): void {
  const catchFaults = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) =>
      api.log.error({ err: error }, 'The pages of the panel were not told how things stand.'),
    )
  const sockets = keepSockets<Watcher>(api, () => void catchFaults(endSignedOut(api, sockets)))
  const { readEvery, sendEvery } = api.limits
  const rhythm = keepTurning(() => catchFaults(tellAll(api, sockets)), { every: readEvery, gap: sendEvery })

  const guard = keepTurning(() => catchFaults(endUnshared(api, sockets)), { every: readEvery, gap: sendEvery })
  const changes = tellChanges(api, sockets)

  app.addHook('preClose', async () => {
    sockets.stop()
    rhythm.stop()
    guard.stop()
    changes.stop()
  })
  app.addHook('onResponse', async ({ method }) => {
    if (method === 'GET') return
    changes.soon()
    guard.soon()
  })
  const preValidation = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!request.ws) return undefined
    const code = sockets.whyRefused(request)
    if (code) return sendProblem(reply, code)
    return changes.begin()
  }
  app.get(
    '/api/channel/live',
    { websocket: true, preValidation, schema: { response: becomesSocket } },
    (socket, request) => {
      sockets.add(Object.assign(connect(api, socket, request.ip), { request, told: '' }))
      rhythm.soon()
    },
  )
}

/** Tells each page what changed since it was told last. */
async function tellAll(api: Api, watchers: Iterable<Watcher>): Promise<void> {
  if ([...watchers].length === 0) return
  const platforms = await readPlatforms(api)
  const news = JSON.stringify(platforms.map(worthTelling))
  const message: PlatformsMessage = { type: 'platforms', platforms }
  for (const watcher of watchers) {
    if (watcher.told !== news) watcher.send(JSON.stringify(message))
    watcher.told = news
  }
}

/** Whoever signs out, here or everywhere, is told nothing more. */
async function endSignedOut(api: Api, watchers: Iterable<Watcher>): Promise<void> {
  for (const { request, socket } of watchers)
    if ((await findSignedIn(api, request))?.userId !== whoAsks(request).userId)
      socket.close(4401, 'You are not signed in.')
}

/** Helpers whose share ended are told nothing more: at once where it was revoked here, within a second where another process did. */
async function endUnshared({ store, clock, streamerId }: Api, watchers: Iterable<Watcher>): Promise<void> {
  const helping = [...watchers].filter(({ request }) => whoAsks(request).userId !== streamerId)
  if (helping.length === 0) return
  const helpers = new Set(await store.findHelpers(streamerId, clock.now()))
  for (const { request, socket } of helping)
    if (!helpers.has(whoAsks(request).userId)) socket.close(accessEnded, 'Your access to this panel has ended.')
}

const budgetSteps = 20

/** What a page is told of at once. Lines, lags and single units come along with it: they change all the time. */
function worthTelling({ chat, budget, ...rest }: PlatformView): unknown {
  const part = budget && [budget.state, budget.limit, Math.ceil((budget.left / budget.limit) * budgetSteps)]
  return [rest, chat && [chat.state, chat.ways, chat.since, chat.isLive], part]
}
