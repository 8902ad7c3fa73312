/** The web server: the API, the live feed, the page, and the door for what platforms post. It shows what is public. */
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { addGiveawayRoutes } from './giveaways.ts'
import { addHealthRoute } from './health.ts'
import { isOurHost } from './hosts.ts'
import { addLiveRoute } from './live.ts'
import { type Api, type ApiOptions, defaultLimits } from './options.ts'
import { addPage } from './page.ts'
import { answerError, sendProblem } from './problems.ts'
import { addWebhookRoutes } from './webhooks.ts'

/** Makes the server; `listen` starts it, `close` ends it with every connection. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const api: Api = { ...options, limits: { ...defaultLimits, ...options.limits } }
  const app: FastifyInstance = fastify({
    loggerInstance: api.log,
    logController: new LogController({ disableRequestLogging: true }),
    // A tunnel or reverse proxy on this machine may say whom it speaks for; nobody else may.
    trustProxy: 'loopback',
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
  })
  app.setErrorHandler(answerError)
  await protect(app, api)
  addGiveawayRoutes(app, api)
  addHealthRoute(app, api)
  addLiveRoute(app, api)
  await addWebhookRoutes(app, api)
  await addPage(app, api)
  return app
}

/** What holds for every route. */
async function protect(app: FastifyInstance, { publicHost, limits }: Api): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentRules },
    frameguard: { action: 'deny' },
    // Without TLS of our own: whoever puts TLS in front decides on this.
    strictTransportSecurity: false,
  })
  // Before the first hook that refuses: it is what ends the socket of a refused upgrade.
  await app.register(websocket, { options: { maxPayload: 1_024 } })
  app.addHook('onRequest', async (request, reply) => {
    const isSigned = request.routeOptions.config.isSigned === true
    if (!isSigned && !isOurHost(request.headers.host, publicHost)) return sendProblem(reply, 'wrong-host')
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  await app.register(rateLimit, { max: limits.requests, timeWindow: '1 minute' })
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) => sendProblem(reply, 'no-such-page'))
}

const contentRules = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  styleSrc: ["'self'"],
  connectSrc: ["'self'", 'ws:'],
  imgSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}
