/** `/api/channel/commands`: by which words the commands of the bot are called, and which are on. */
import { commandAskSchema, commandListSchema, type PublicCommand } from '@streambot/shared/contract/commands.ts'
import {
  changeCommand,
  type CommandAnswer,
  type CommandFault,
  resetCommand,
} from '@streambot/shared/engine/commands.ts'
import {
  isCommandName,
  keptCommand,
  standCommands,
  type StandingCommand,
  usualWords,
} from '@streambot/shared/giveaway/commands.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { causeOf } from './auth.ts'
import { readLanguage } from './language.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sayProblem, sendProblem } from './problems.ts'

const byName = z.object({ name: z.string() })

export function addChannelCommandRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  app.get('/api/channel/commands', { schema: { response: { 200: commandListSchema } } }, async () => ({
    commands: standCommands(await store.findCommands(streamerId)).map(toPublicCommand),
  }))

  const change = { params: byName, body: commandAskSchema, response: nothingSaid }
  app.put('/api/channel/commands/:name', { schema: change }, async (request, reply) => {
    const { name } = request.params
    if (!isCommandName(name)) return sendProblem(reply, 'no-such-command')
    return answer(reply, await changeCommand(api, streamerId, name, request.body, causeOf(request)))
  })

  app.delete(
    '/api/channel/commands/:name',
    { schema: { params: byName, response: nothingSaid } },
    async (request, reply) => {
      const { name } = request.params
      if (!isCommandName(name)) return sendProblem(reply, 'no-such-command')
      return answer(reply, await resetCommand(api, streamerId, name, causeOf(request)))
    },
  )
}

function answer(reply: FastifyReply, done: CommandAnswer): FastifyReply {
  if (done.ok) return reply.code(204).send()
  return 'code' in done ? sendProblem(reply, done.code) : sendCommandFault(reply, done.fault)
}

export function sendCommandFault(reply: FastifyReply, fault: CommandFault): FastifyReply {
  if (!('word' in fault)) return sendProblem(reply, fault.code)
  const detail = sayProblem(fault.code, readLanguage(reply.request.headers))
  const by = 'by' in fault ? ` (${fault.by})` : ''
  return sendProblem(reply, fault.code, [{ where: 'body/words', message: `${fault.word}${by}: ${detail}` }])
}

function toPublicCommand({ name, words, isOn }: StandingCommand): PublicCommand {
  return { name, words: [...words], usual: [...usualWords[name]], isOn, isKept: name === keptCommand }
}
