/** The web server: the API, the live feed, the page, signing in, and the door for what platforms post. */
import type { AddressInfo } from 'node:net'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { answerError } from './answer-error.ts'
import { addAuthorisation } from './auth.ts'
import { addChannelAccessRoutes } from './channel-access.ts'
import { addChannelGiveawayRoutes } from './channel-giveaways.ts'
import { addChannelExportRoute } from './channel-export.ts'
import { addChannelImportRoutes } from './channel-imports.ts'
import { addChannelListRoutes } from './channel-lists.ts'
import { addChannelOverlayRoutes } from './channel-overlays.ts'
import { addChannelKeyRoutes } from './channel-keys.ts'
import { addChannelLiveRoute } from './channel-live.ts'
import { addChannelPlatformRoute } from './channel-platforms.ts'
import { addChannelPoolRoutes } from './channel-pools.ts'
import { addChannelCommandRoutes } from './channel-commands.ts'
import { addChannelOwnCommandRoutes } from './channel-own-commands.ts'
import { addChannelTimerRoutes } from './channel-timers.ts'
import { addChannelSentenceRoutes } from './channel-sentences.ts'
import { addChannelSettingsRoutes } from './channel-settings.ts'
import { addChannelOrderRoutes } from './channel-orders.ts'
import { addChannelRewardRoutes } from './channel-rewards.ts'
import { addChannelPointRoutes } from './channel-points.ts'
import { addChannelViewerRoutes } from './channel-viewers.ts'
import { addChannelTemplateRoutes } from './channel-templates.ts'
import { addChannelWebhookRoutes } from './channel-webhooks.ts'
import { addConnectionRoutes } from './connections.ts'
import { createCookies } from './cookies.ts'
import { Feed } from './feed.ts'
import { addDoorRoute } from './door.ts'
import { addGiveawayRoutes } from './giveaways.ts'
import { addHealthRoute } from './health.ts'
import { isOurHost } from './hosts.ts'
import { addInvitationRoutes } from './invitation.ts'
import { addJoinRoutes } from './join.ts'
import { addLinkRoute } from './link.ts'
import { addLiveRoute } from './live.ts'
import { addMeRoutes } from './me.ts'
import { addMineRoutes } from './mine.ts'
import { addOpenApi } from './openapi.ts'
import { type Api, type ApiOptions, defaultLimits } from './options.ts'
import { addOverlayLiveRoute } from './overlay-live.ts'
import { addOverlayPage } from './overlay-page.ts'
import { addOverlayRoutes } from './overlay.ts'
import { addPage } from './page.ts'
import { addProblemPage } from './problem-page.ts'
import { sendProblem } from './problems.ts'
import { addSignInRoutes } from './sign-in.ts'
import { addTokenRoutes } from './token.ts'
import { addWebhookRoutes } from './webhooks.ts'

/** Makes the server; `listen` starts it, `close` ends it with every connection. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    // A tunnel or reverse proxy on this machine may say whom it speaks for; nobody else may.
    trustProxy: 'loopback',
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
  })
  const api = complete(options, app)
  app.setErrorHandler(answerError)
  addProblemPage(app, api.pageFolder)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await protect(app, api)
  await addOpenApi(app)
  addGiveawayRoutes(app, api)
  addHealthRoute(app, api)
  const feed = new Feed(api)
  app.addHook('preClose', async () => feed.stop())
  addLiveRoute(app, api, feed)
  addSignInRoutes(app, api)
  addDoorRoute(app, api)
  addMeRoutes(app, api)
  addMineRoutes(app, api)
  addTokenRoutes(app, api)
  addLinkRoute(app, api)
  addInvitationRoutes(app, api)
  addJoinRoutes(app, api)
  addConnectionRoutes(app, api)
  addChannelGiveawayRoutes(app, api)
  addChannelListRoutes(app, api)
  addChannelTemplateRoutes(app, api)
  addChannelViewerRoutes(app, api)
  addChannelPointRoutes(app, api)
  addChannelRewardRoutes(app, api)
  addChannelOrderRoutes(app, api)
  addChannelSettingsRoutes(app, api)
  await addChannelImportRoutes(app, api)
  addChannelExportRoute(app, api)
  addChannelSentenceRoutes(app, api)
  addChannelCommandRoutes(app, api)
  addChannelOwnCommandRoutes(app, api)
  addChannelTimerRoutes(app, api)
  addChannelKeyRoutes(app, api)
  addChannelAccessRoutes(app, api)
  addChannelPoolRoutes(app, api)
  addChannelPlatformRoute(app, api)
  addChannelLiveRoute(app, api)
  addChannelWebhookRoutes(app, api)
  const overlays = addOverlayLiveRoute(app, api, feed)
  addOverlayRoutes(app, api)
  addChannelOverlayRoutes(app, api, overlays)
  await addWebhookRoutes(app, api)
  await addPage(app, api)
  await addOverlayPage(app, api)
  return app
}

function complete({ publicUrl, signIns = [], ...options }: ApiOptions, app: FastifyInstance): Api {
  const address = publicUrl?.replace(/\/+$/, '')
  return {
    ...options,
    signIns,
    limits: { ...defaultLimits, ...options.limits },
    cookies: createCookies(address?.startsWith('https:') ?? false),
    publicUrl: () => address ?? `http://localhost:${portOf(app.server.address())}`,
    publicHost: address && new URL(address).hostname,
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port yet.')
  return address.port
}

/** What holds for every route. */
async function protect(app: FastifyInstance, api: Api): Promise<void> {
  const { publicHost, limits } = api
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
  await app.register(cookie)
  // A page loads dozens of files at once, which cost next to nothing: counted, a few people behind one address would shut each other out.
  const allowList = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url?.endsWith('/assets/*') === true
  await app.register(rateLimit, { max: limits.requests, timeWindow: '1 minute', allowList })
  addAuthorisation(app, api)
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
