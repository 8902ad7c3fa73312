/** `/api/giveaways`: what everybody may know of a giveaway, and the proof of its draw. */
import {
  type GiveawayList,
  giveawayIdSchema,
  type ProofExport,
  type PublicBeacon,
  type PublicGiveaway,
} from '@streambot/shared/contract/http.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import type { FastifyInstance } from 'fastify'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { findPublic, listPublic } from './public.ts'

interface ById {
  Params: { id: string }
}

export function addGiveawayRoutes(app: FastifyInstance, api: Api): void {
  const { store, streamerId, limits } = api

  app.get('/api/giveaways', async (): Promise<GiveawayList> => ({ giveaways: await listPublic(store, streamerId) }))

  app.get<ById>('/api/giveaways/:id', async (request, reply) => {
    const giveaway = await find(api, request.params.id)
    return giveaway ?? sendProblem(reply, 'no-such-giveaway')
  })

  const rateLimit = { max: limits.proofs, timeWindow: '1 minute' }
  app.get<ById>('/api/giveaways/:id/proof', { config: { rateLimit } }, async (request, reply) => {
    const giveaway = await find(api, request.params.id)
    if (!giveaway) return sendProblem(reply, 'no-such-giveaway')
    const proof = await exportProof(store, giveaway)
    if (!proof) return sendProblem(reply, 'not-sealed-yet')
    return reply.header('content-disposition', `attachment; filename="giveaway-${giveaway.id}.json"`).send(proof)
  })
}

async function find({ store, streamerId }: Api, id: string): Promise<PublicGiveaway | undefined> {
  return giveawayIdSchema.safeParse(id).success ? findPublic(store, streamerId, id) : undefined
}

/** Nothing while the entries can still change. */
async function exportProof(store: Store, giveaway: PublicGiveaway): Promise<ProofExport | undefined> {
  const { id, title, openedAt, closedAt, entryCount, ticketCount, commitment, digest, seed, beacon, winners } = giveaway
  if (commitment === null || digest === null) return undefined
  const entries = await store.listEntries(id)
  return {
    format: beacon ? 'streambot-proof-2' : 'streambot-proof-1',
    giveaway: { id, title, openedAt, closedAt, entryCount, ticketCount },
    commitment,
    digest,
    ...(seed !== null && { seed }),
    ...(beacon && { beacon: exportBeacon(beacon) }),
    entries: entries.map(({ platform, userId, name, tickets }) => ({ platform, userId, name, tickets })),
    winners,
  }
}

function exportBeacon({ chain, round, at, randomness, signature, waivedAt }: PublicBeacon): ProofExport['beacon'] {
  const came = randomness !== null && signature !== null && { randomness, signature }
  return { chain, round, at, ...came, ...(waivedAt !== null && { waivedAt }) }
}
