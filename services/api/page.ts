/**
 * The pages: HTML under addresses of their own, and `/assets/`, which holds what they load, under names that change with the content.
 * `/` is the panel for the streamer and their helpers, and for everybody else the giveaway that runs.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { findSignedIn } from './auth.ts'
import type { Api } from './options.ts'
import { panelPaths } from './panel-paths.ts'
import { sendProblem } from './problems.ts'
import { findStanding } from './standing.ts'

export async function addPage(app: FastifyInstance, api: Api): Promise<void> {
  const { pageFolder, limits } = api
  await app.register(fastifyStatic, {
    root: join(pageFolder, 'assets'),
    prefix: '/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
    suppressWarning: true,
  })
  const send = (reply: FastifyReply, file: string) =>
    existsSync(join(pageFolder, file))
      ? reply.sendFile(file, pageFolder, { maxAge: 0, immutable: false })
      : sendProblem(reply, 'page-not-built')
  app.get('/', async (request, reply) => {
    const signedIn = await findSignedIn(api, request)
    const isOfPanel = (await findStanding(api, signedIn?.userId)) !== undefined
    return send(reply.header('vary', 'cookie'), isOfPanel ? 'panel.html' : 'index.html')
  })
  for (const path of panelPaths) app.get(path, (_request, reply) => send(reply, 'panel.html'))
  app.get('/g/:id', (_request, reply) => send(reply, 'giveaway.html'))
  const ofPhones = { config: { rateLimit: { max: limits.joinRequests, timeWindow: '1 minute' } } }
  app.get('/join/:code', ofPhones, (_request, reply) => send(reply, 'join.html'))
  app.get('/link/:code', (_request, reply) => send(reply, 'link.html'))
  app.get('/invitation/:token', (_request, reply) => send(reply, 'invitation.html'))
  app.get('/sign-in', (_request, reply) => send(reply, 'sign-in.html'))
  app.get('/me', (_request, reply) => send(reply, 'me.html'))
  app.get('/favicon.svg', (_request, reply) => send(reply, 'favicon.svg'))
}
