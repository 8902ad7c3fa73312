/** `/api/connections`: a user links an account of theirs, or takes one off. */
import { goSchema, linkAskSchema } from '@streambot/shared/contract/people.ts'
import { unlinkAccount } from '@streambot/shared/engine/link.ts'
import { mayDo } from '@streambot/shared/giveaway/access.ts'
import type { UserId } from '@streambot/shared/giveaway/words.ts'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { whoAsks } from './auth.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { sendAway } from './sign-in.ts'
import { findStanding } from './standing.ts'

interface ToPlatform {
  Params: { platform: string }
  Body: z.infer<typeof linkAskSchema> | undefined
}

interface ById {
  Params: { id: string }
}

export function addConnectionRoutes(app: FastifyInstance, api: Api): void {
  const config = { rateLimit: { max: api.limits.signIns, timeWindow: '1 minute' } }

  const begin = { body: linkAskSchema.nullish(), response: { 200: goSchema } }
  app.post<ToPlatform>('/api/connections/:platform', { config, schema: begin }, async (request, reply) => {
    const { userId } = whoAsks(request)
    const { access, returnTo } = request.body ?? linkAskSchema.parse({})
    // Only the channel of the streamer is read here, and only in it the bot speaks.
    if (access !== 'identity' && !(await mayConnect(api, userId))) return sendProblem(reply, 'not-for-you')
    return sendAway(api, request, reply, { access, userId, returnTo })
  })

  app.delete<ById>('/api/connections/:id', { config, schema: { response: nothingSaid } }, async (request, reply) => {
    const connectionId = Number(request.params.id)
    if (!Number.isSafeInteger(connectionId)) return sendProblem(reply, 'no-such-connection')
    const answer = await unlinkAccount(api, { userId: whoAsks(request).userId, connectionId })
    return answer.ok ? reply.code(204).send() : sendProblem(reply, answer.code)
  })
}

async function mayConnect(api: Api, userId: UserId): Promise<boolean> {
  const standing = await findStanding(api, userId)
  return standing !== undefined && mayDo(standing.role, 'connections')
}
