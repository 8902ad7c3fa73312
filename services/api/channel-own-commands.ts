/** `/api/channel/own-commands`: commands of the streamer's own, and what the bot answers to them. */
import {
  ownCommandAskSchema,
  ownCommandListSchema,
  ownCommandSchema,
  type PublicOwnCommand,
} from '@streambot/shared/contract/commands.ts'
import type { OwnCommand } from '@streambot/shared/engine/ports/commands.ts'
import { type NotSaved, removeOwnCommand, saveOwnCommand } from '@streambot/shared/engine/own-commands.ts'
import { answerNames, sampleAnswer } from '@streambot/shared/languages/chat/own-answer.ts'
import { createSpeech } from '@streambot/shared/languages/chat/speech.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { causeOf } from './auth.ts'
import { sendCommandFault } from './channel-commands.ts'
import { byNumber } from './ids.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { sendTextFault } from './text-fault.ts'

export function addChannelOwnCommandRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  app.get('/api/channel/own-commands', { schema: { response: { 200: ownCommandListSchema } } }, async () => {
    const [settings, commands] = await Promise.all([store.findSettings(streamerId), store.findOwnCommands(streamerId)])
    const samples = sampleAnswer(createSpeech(settings))
    return {
      language: settings.language,
      values: answerNames.map((name) => ({ name, sample: samples[name] })),
      commands: commands.map(toPublic),
    }
  })

  const add = { body: ownCommandAskSchema, response: { 201: ownCommandSchema } }
  app.post('/api/channel/own-commands', { schema: add }, async (request, reply) => {
    const done = await saveOwnCommand(api, streamerId, request.body, causeOf(request))
    return done.ok ? reply.code(201).send(toPublic(done.value)) : refuse(reply, done)
  })

  const change = { params: byNumber, body: ownCommandAskSchema, response: { 200: ownCommandSchema } }
  app.put('/api/channel/own-commands/:id', { schema: change }, async (request, reply) => {
    const { id } = request.params
    const done = await saveOwnCommand(api, streamerId, { id, ...request.body }, causeOf(request))
    return done.ok ? reply.send(toPublic(done.value)) : refuse(reply, done)
  })

  app.delete(
    '/api/channel/own-commands/:id',
    { schema: { params: byNumber, response: nothingSaid } },
    async (request, reply) => {
      const done = await removeOwnCommand(api, streamerId, request.params.id, causeOf(request))
      return done.ok ? reply.code(204).send() : refuse(reply, done)
    },
  )

  function refuse(reply: FastifyReply, done: NotSaved): FastifyReply | Promise<FastifyReply> {
    if ('code' in done) return sendProblem(reply, done.code)
    const { fault } = done
    if (fault.code === 'no-such-command' || fault.code === 'too-many-commands') return sendProblem(reply, fault.code)
    return fault.code === 'bad-text' ? sendTextFault(api, reply, 'answer', fault.fault) : sendCommandFault(reply, fault)
  }
}

function toPublic({ id, words, answer }: OwnCommand): PublicOwnCommand {
  return { id, words: [...words], answer }
}
