/** `/enter/TOKEN`: the door of the demo, which lets whoever has the address from the terminal in as its streamer. */
import { signInAs } from '@streambot/shared/engine/sign-in.ts'
import type { FastifyInstance } from 'fastify'
import type { Api } from './options.ts'
import { sendProblemPage } from './problem-page.ts'
import { hashSecret, makeSecret } from './secrets.ts'

interface Entering {
  Params: { token: string }
}

/** There is such a door in the demo alone: elsewhere the address leads nowhere. */
export function addDoorRoute(app: FastifyInstance, api: Api): void {
  const { demoSecret, streamerId, limits, cookies } = api
  const config = { rateLimit: { max: limits.signIns, timeWindow: '1 minute' }, isPage: true }
  app.get<Entering>('/enter/:token', { config }, async (request, reply) => {
    if (demoSecret === undefined || hashSecret(request.params.token) !== hashSecret(demoSecret))
      return sendProblemPage(reply, 'no-such-page')
    const [token, old] = [makeSecret(), cookies.session.read(request)]
    const before = old === undefined ? undefined : hashSecret(old)
    const { expiresAt } = await signInAs(api, { userId: streamerId, tokenHash: hashSecret(token), before })
    cookies.session.write(reply, token, expiresAt)
    return reply.redirect('/', 303)
  })
}
