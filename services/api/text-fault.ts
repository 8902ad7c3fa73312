/** A text that the bot cannot say, as an answer. */
import { sayFault, type TemplateFault } from '@streambot/shared/languages/chat/check.ts'
import type { FastifyReply } from 'fastify'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

/** What is wrong with the field of that name is said in the language of the channel. */
export async function sendTextFault(
  { store, streamerId }: Api,
  reply: FastifyReply,
  field: string,
  fault: TemplateFault,
): Promise<FastifyReply> {
  const { language } = await store.findSettings(streamerId)
  return sendProblem(reply, 'bad-text', [{ where: `body/${field}`, message: sayFault(language, fault) }])
}
