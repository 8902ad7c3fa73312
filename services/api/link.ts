/** `/api/link/CODE`: what a one-time link from chat is about. It opens nothing by itself. */
import { linkCodeSchema, type PublicLink, publicLinkSchema } from '@streambot/shared/contract/people.ts'
import type { FastifyInstance } from 'fastify'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

interface ByCode {
  Params: { code: string }
}

export function addLinkRoute(app: FastifyInstance, { store, clock }: Api): void {
  const schema = { response: { 200: publicLinkSchema } }
  app.get<ByCode>('/api/link/:code', { schema }, async ({ params }, reply): Promise<PublicLink | typeof reply> => {
    const { data: code } = linkCodeSchema.safeParse(params.code)
    const link = code === undefined ? undefined : await store.findLinkCode(code, clock.now())
    if (!link) return sendProblem(reply, 'no-such-link')
    const { platform, userId, name } = link.account
    return { platform, userId, name, streamer: link.streamer, expiresAt: link.expiresAt.toISOString() }
  })
}
