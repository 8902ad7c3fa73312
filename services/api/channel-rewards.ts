/** `/api/channel/rewards`: what viewers can have for their points. */
import {
  newRewardSchema,
  rewardChangeSchema,
  rewardListSchema,
  rewardSchema,
} from '@streambot/shared/contract/rewards.ts'
import { addReward, changeReward, removeReward } from '@streambot/shared/engine/set-reward.ts'
import type { RewardRules } from '@streambot/shared/giveaway/rewards.ts'
import { toPublicReward } from '@streambot/shared/views/queue.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { causeOf } from './auth.ts'
import { byNumber } from './ids.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

export function addChannelRewardRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api
  const response = { 200: rewardSchema }

  app.get('/api/channel/rewards', { schema: { response: { 200: rewardListSchema } } }, async () => ({
    rewards: (await store.findRewards(streamerId)).map(toPublicReward),
  }))

  const add = { body: newRewardSchema, response: { 201: rewardSchema } }
  app.post('/api/channel/rewards', { schema: add }, async (request, reply) => {
    const { stock, mostPerPerson, mostInAll, ...rest } = request.body
    const rules = { ...rest, ...withoutNull({ stock, mostPerPerson, mostInAll }) }
    const added = await addReward(api, streamerId, rules, causeOf(request))
    return added.ok ? reply.code(201).send(toPublicReward(added.value)) : sendProblem(reply, added.code)
  })

  const change = { params: byNumber, body: rewardChangeSchema, response }
  app.patch('/api/channel/rewards/:id', { schema: change }, async (request, reply) => {
    const { id } = request.params
    const changed = await changeReward(api, streamerId, id, request.body, causeOf(request))
    return changed.ok ? toPublicReward(changed.value) : sendProblem(reply, changed.code)
  })

  const remove = { params: byNumber, response: nothingSaid }
  app.delete('/api/channel/rewards/:id', { schema: remove }, async (request, reply) => {
    const removed = await removeReward(api, streamerId, request.params.id, causeOf(request))
    return removed.ok ? reply.code(204).send() : sendProblem(reply, removed.code)
  })
}

type Limits = Pick<RewardRules, 'stock' | 'mostPerPerson' | 'mostInAll'>

function withoutNull({ stock, mostPerPerson, mostInAll }: { [Name in keyof Limits]: number | null }): Limits {
  return { stock: stock ?? undefined, mostPerPerson: mostPerPerson ?? undefined, mostInAll: mostInAll ?? undefined }
}
