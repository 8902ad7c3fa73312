/** `/overlay/TOKEN`: the page that OBS opens, and under `/overlay/assets/` what it loads. An address that opens nothing says so on the page. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Api } from './options.ts'
import { findOverlay } from './overlay.ts'
import { sendProblem } from './problems.ts'

interface ByToken {
  Params: { token: string }
}

export async function addOverlayPage(app: FastifyInstance, api: Api): Promise<void> {
  const { overlayFolder } = api
  const page = join(overlayFolder, 'index.html')
  await app.register(fastifyStatic, {
    root: join(overlayFolder, 'assets'),
    prefix: '/overlay/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
    suppressWarning: true,
    decorateReply: false,
  })
  app.get<ByToken>('/overlay/:token', { helmet: rules }, async (request, reply) => {
    if (!existsSync(page)) return sendProblem(reply, 'page-not-built')
    const isThere = await findOverlay(api, request.params.token)
    reply
      .code(isThere ? 200 : 404)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
    return reply.send(await readFile(page))
  })
}

/** The streamer's own CSS may load nothing from elsewhere, and pages of ours may show the overlay in a frame. */
const rules = {
  frameguard: { action: 'sameorigin' },
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'", 'ws:'],
      imgSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'self'"],
    },
  },
} as const
