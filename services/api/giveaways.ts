/** `/api/giveaways`: what everybody may know of a giveaway, and the proof of its draw. */
import {
  type GiveawayList,
  giveawayIdSchema,
  giveawayListSchema,
  proofSchema,
  type PublicGiveaway,
  publicGiveawaySchema,
} from '@streambot/shared/contract/http.ts'
import { findPublic, listPublic } from '@streambot/shared/views/public.ts'
import type { FastifyInstance } from 'fastify'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { createProofs } from './proof.ts'

const stalledMs = 30_000

interface ById {
  Params: { id: string }
}

export function addGiveawayRoutes(app: FastifyInstance, api: Api): void {
  const { store, streamerId, limits } = api
  const proofs = createProofs(store)

  const list = { response: { 200: giveawayListSchema } }
  app.get('/api/giveaways', { schema: list }, async (): Promise<GiveawayList> => ({
    giveaways: await listPublic(store, streamerId),
  }))

  const one = { response: { 200: publicGiveawaySchema } }
  app.get<ById>('/api/giveaways/:id', { schema: one }, async (request, reply) => {
    const giveaway = await findAsked(api, request.params.id)
    return giveaway ?? sendProblem(reply, 'no-such-giveaway')
  })

  const rateLimit = { max: limits.proofs, timeWindow: '1 minute' }
  app.get<ById>(
    '/api/giveaways/:id/proof',
    { config: { rateLimit }, schema: { response: { 200: proofSchema } } },
    async (request, reply) => {
      const giveaway = await findAsked(api, request.params.id)
      if (!giveaway) return sendProblem(reply, 'no-such-giveaway')
      if (giveaway.kind === 'first') return sendProblem(reply, 'nothing-drawn')
      const proof = proofs.open(giveaway)
      if (!proof) return sendProblem(reply, 'not-sealed-yet')
      // Whoever takes nothing for so long lets others have their turn.
      reply.raw.setTimeout(stalledMs, () => proof.destroy())
      reply.type('application/json; charset=utf-8')
      return reply.header('content-disposition', `attachment; filename="giveaway-${giveaway.id}.json"`).send(proof)
    },
  )
}

/** The giveaway that an address names, where everybody may see it. */
export async function findAsked({ store, streamerId }: Api, id: string): Promise<PublicGiveaway | undefined> {
  return giveawayIdSchema.safeParse(id).success ? findPublic(store, streamerId, id) : undefined
}
