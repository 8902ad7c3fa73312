/** `/api/channel/timers`: what the bot says by itself now and then. */
import { type PublicTimer, timerAskSchema, timerListSchema, timerSchema } from '@streambot/shared/contract/timers.ts'
import type { ChatTimer } from '@streambot/shared/engine/ports/commands.ts'
import { removeTimer, saveTimer, type TimerNotSaved } from '@streambot/shared/engine/timers.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { causeOf } from './auth.ts'
import { byNumber } from './ids.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { sendTextFault } from './text-fault.ts'

export function addChannelTimerRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  app.get('/api/channel/timers', { schema: { response: { 200: timerListSchema } } }, async () => ({
    timers: (await store.findTimers(streamerId)).map(toPublicTimer),
  }))

  const add = { body: timerAskSchema, response: { 201: timerSchema } }
  app.post('/api/channel/timers', { schema: add }, async (request, reply) => {
    const done = await saveTimer(api, streamerId, request.body, causeOf(request))
    return done.ok ? reply.code(201).send(toPublicTimer(done.value)) : refuse(reply, done)
  })

  const change = { params: byNumber, body: timerAskSchema, response: { 200: timerSchema } }
  app.put('/api/channel/timers/:id', { schema: change }, async (request, reply) => {
    const { id } = request.params
    const done = await saveTimer(api, streamerId, { id, ...request.body }, causeOf(request))
    return done.ok ? reply.send(toPublicTimer(done.value)) : refuse(reply, done)
  })

  app.delete(
    '/api/channel/timers/:id',
    { schema: { params: byNumber, response: nothingSaid } },
    async (request, reply) => {
      const done = await removeTimer(api, streamerId, request.params.id, causeOf(request))
      return done.ok ? reply.code(204).send() : refuse(reply, done)
    },
  )

  function refuse(reply: FastifyReply, done: TimerNotSaved): FastifyReply | Promise<FastifyReply> {
    if ('code' in done) return sendProblem(reply, done.code)
    const { fault } = done
    return fault.code === 'bad-text'
      ? sendTextFault(api, reply, 'message', fault.fault)
      : sendProblem(reply, fault.code)
  }
}

function toPublicTimer({ id, message, minutes, isOn }: ChatTimer): PublicTimer {
  return { id, message, minutes, isOn }
}
