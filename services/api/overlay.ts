/** `/api/overlay/TOKEN`: what the page of an overlay shows. Whoever has the token may ask. */
import { createHash } from 'node:crypto'
import {
  type OverlayOptions,
  overlayOptionsSchema,
  type OverlayView,
  overlayViewSchema,
  type Sample,
  sampleSchema,
} from '@streambot/shared/contract/overlay.ts'
import { giveawayIdSchema } from '@streambot/shared/contract/http.ts'
import type { Overlay } from '@streambot/shared/engine/ports/overlays.ts'
import { makeJoinCode } from '@streambot/shared/giveaway/join.ts'
import { findPublic } from '@streambot/shared/views/public.ts'
import { toPublicQueue } from '@streambot/shared/views/queue.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { hashSecret } from './secrets.ts'

interface ByToken {
  Params: { token: string; id: string }
}

/** So many people stand on a wheel: more could not be told apart. */
const mostSampled = 60
/** Of those who come next in the queue. */
const mostNext = 3

export function addOverlayRoutes(app: FastifyInstance, api: Api): void {
  const { store, streamerId } = api
  const readSample = shareSamples(api)

  const view = { response: { 200: overlayViewSchema } }
  app.get<ByToken>('/api/overlay/:token', { schema: view }, async (request, reply) => {
    const overlay = await findOverlay(api, request.params.token)
    return overlay ? describe(api, overlay) : sendProblem(reply, 'overlay-gone')
  })

  const style = { response: { 200: z.string().describe('CSS') } }
  app.get<ByToken>('/api/overlay/:token/style.css', { schema: style }, async (request, reply) => {
    const overlay = await findOverlay(api, request.params.token)
    if (!overlay) return sendProblem(reply, 'overlay-gone')
    return reply.type('text/css; charset=utf-8').serializer(String).send(overlay.css)
  })

  const sample = { response: { 200: sampleSchema } }
  app.get<ByToken>('/api/overlay/:token/sample/:id', { schema: sample }, async (request, reply) => {
    const { token, id } = request.params
    if (!(await findOverlay(api, token))) return sendProblem(reply, 'overlay-gone')
    const giveaway = giveawayIdSchema.safeParse(id).success ? await findPublic(store, streamerId, id) : undefined
    if (!giveaway) return sendProblem(reply, 'no-such-giveaway')
    return giveaway.digest === null ? sendProblem(reply, 'not-sealed-yet') : readSample(id, giveaway.digest)
  })
}

/** The overlay of this streamer with this token. */
export async function findOverlay({ store, clock, streamerId }: Api, token: string): Promise<Overlay | undefined> {
  const overlay = await store.useOverlay(hashSecret(token), clock.now())
  return overlay?.streamerId === streamerId ? overlay : undefined
}

/** What stands in the database; what a newer or older version wrote there is as usual. */
export function readOptions({ options }: Pick<Overlay, 'options'>): OverlayOptions {
  const read = overlayOptionsSchema.safeParse(options)
  return read.success ? read.data : overlayOptionsSchema.parse({})
}

async function describe(api: Api, overlay: Overlay): Promise<OverlayView> {
  const { store, streamerId, clock, publicUrl } = api
  const options = readOptions(overlay)
  const count = options.widgets.leaderboard.shown ? options.leaders : 0
  const [leaders, { pointsName }, queue, joinUrls] = await Promise.all([
    count === 0 ? [] : store.findRichest(streamerId, count),
    store.findSettings(streamerId),
    options.widgets.serving.shown ? store.findQueue(streamerId, mostNext) : undefined,
    options.widgets.code.shown ? findJoinUrls(api) : {},
  ])
  const look = createHash('sha256').update(lookOf(overlay)).digest('base64url')
  return {
    at: clock.now().toISOString(),
    options,
    look,
    giveawayUrl: `${publicUrl()}/g/`,
    joinUrls,
    leaders,
    pointsName,
    queue: queue ? toPublicQueue(queue) : null,
  }
}

/** Where open giveaways are joined by code, as the code is now. */
async function findJoinUrls({ store, streamerId, clock, publicUrl }: Api): Promise<Record<string, string>> {
  const running = await store.findRunning(streamerId)
  const open = running.filter(({ status, rules }) => status === 'open' && rules.joinByCode !== undefined)
  const urls = await Promise.all(
    open.map(async ({ id }) => {
      const key = await store.findJoinKey(id)
      if (key === undefined) throw new Error(`Giveaway ${id} is open and cannot be found.`)
      return [id, `${publicUrl()}/join/${makeJoinCode(key, id, clock.now())}`] as const
    }),
  )
  return Object.fromEntries(urls)
}

/** What decides on how it looks. */
export const lookOf = ({ options, css }: Pick<Overlay, 'options' | 'css'>): string => JSON.stringify([options, css])

/** All pages of a draw show the same people, read once: with the digest the entries are final. */
function shareSamples({ store }: Api): (giveawayId: string, digest: string) => Promise<Sample> {
  let shared: { readonly key: string; readonly sample: Promise<Sample> } | undefined
  const read = async (giveawayId: string): Promise<Sample> => {
    const [giveaway, entries] = await Promise.all([
      store.findGiveaway(giveawayId),
      store.findSample(giveawayId, mostSampled),
    ])
    return { entryCount: giveaway?.entryCount ?? entries.length, entries }
  }
  return (giveawayId, digest) => {
    const key = `${giveawayId} ${digest}`
    if (shared?.key !== key) {
      const reading = { key, sample: read(giveawayId) }
      shared = reading
      reading.sample.catch(() => {
        // Whoever waits for it gets the error; the next one to ask reads anew.
        if (shared === reading) shared = undefined
      })
    }
    return shared.sample
  }
}
