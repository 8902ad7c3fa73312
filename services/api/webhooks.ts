/**
 * `/webhooks/:platform`: what platforms post to us, as bytes, because their signatures are over those. Whoever takes a delivery checks
 * who signed it; so here nobody is asked for a name, and there is room for a busy chat.
 */
import type { Delivery, Receipt } from '@streambot/shared/engine/ports/chat.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether what comes here is signed, so that it matters little under which name the server was asked. */
    readonly isSigned?: boolean
  }
}

export async function addWebhookRoutes(
  app: FastifyInstance,
  { webhooks = {}, limits }: Pick<Api, 'webhooks' | 'limits'>,
): Promise<void> {
  const rateLimit = { max: limits.deliveries, timeWindow: '1 minute' }
  await app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const [platform, take] of Object.entries(webhooks))
      door.post(
        `/webhooks/${platform}`,
        { config: { rateLimit, isSigned: true } },
        async ({ headers, body }, reply) => {
          if (!(body instanceof Uint8Array)) return sendProblem(reply, 'bad-request')
          const delivery: Delivery = { headers, body }
          return sendReceipt(reply, await take(delivery))
        },
      )
  })
}

/** Platforms take anything but 200 for a failure and deliver again, for a while. */
function sendReceipt(reply: FastifyReply, receipt: Receipt): FastifyReply {
  if (receipt === 'taken') return reply.code(200).send()
  return sendProblem(reply, receipt === 'refused' ? 'not-signed' : 'not-now')
}
