/** `/api/channel/sentences`: what the bot says, and the streamer's own texts for it. */
import { type Sentence, sentenceListSchema, textAskSchema } from '@streambot/shared/contract/sentences.ts'
import { resetText, type SavedText, saveText } from '@streambot/shared/engine/texts.ts'
import { nameCommands } from '@streambot/shared/giveaway/commands.ts'
import { aboutChat } from '@streambot/shared/languages/chat/about.ts'
import { chatTexts } from '@streambot/shared/languages/chat/all.ts'
import { isChatKey, namesOf, readOwnTexts } from '@streambot/shared/languages/chat/check.ts'
import { type Samples, samplesOf } from '@streambot/shared/languages/chat/samples.ts'
import { createSpeech, type Speech } from '@streambot/shared/languages/chat/speech.ts'
import { type ChatKey, groupOf } from '@streambot/shared/languages/chat/texts.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { causeOf } from './auth.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'
import { sendTextFault } from './text-fault.ts'

const byKey = z.object({ key: z.string() })

export function addChannelSentenceRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  app.get('/api/channel/sentences', { schema: { response: { 200: sentenceListSchema } } }, async () => {
    const [settings, texts, chosen] = await Promise.all([
      store.findSettings(streamerId),
      store.findTexts(streamerId),
      store.findCommands(streamerId),
    ])
    const { language } = settings
    const speech = createSpeech(settings, readOwnTexts(language, texts).own, nameCommands(chosen))
    const samples = samplesOf(speech)
    const keys = Object.keys(chatTexts[language]).filter(isChatKey)
    return {
      language,
      groups: Object.entries(aboutChat[language].groups).map(([group, name]) => ({ group, name })),
      sentences: keys.map((key) => toSentence(speech, samples, key, texts.get(key))),
    }
  })

  app.put(
    '/api/channel/sentences/:key',
    { schema: { params: byKey, body: textAskSchema, response: nothingSaid } },
    async (request, reply) => {
      const { key } = request.params
      if (!isChatKey(key)) return sendProblem(reply, 'no-such-sentence')
      const ask = { key, template: request.body.template }
      return answer(reply, await saveText(api, streamerId, ask, causeOf(request)))
    },
  )

  app.delete(
    '/api/channel/sentences/:key',
    { schema: { params: byKey, response: nothingSaid } },
    async (request, reply) => {
      const { key } = request.params
      if (!isChatKey(key)) return sendProblem(reply, 'no-such-sentence')
      return answer(reply, await resetText(api, streamerId, key, causeOf(request)))
    },
  )

  function answer(reply: FastifyReply, done: SavedText): FastifyReply | Promise<FastifyReply> {
    if (done.ok) return reply.code(204).send()
    return 'code' in done ? sendProblem(reply, done.code) : sendTextFault(api, reply, 'template', done.fault)
  }
}

function toSentence({ language, say }: Speech, samples: Samples, key: ChatKey, own: string | undefined): Sentence {
  const { about, names } = aboutChat[language]
  return {
    key,
    group: groupOf(key),
    about: about[key],
    template: chatTexts[language][key],
    own: own ?? null,
    example: say(key, samples),
    values: namesOf(key).map((name) => ({ name, about: names[name], sample: samples[name] })),
  }
}
