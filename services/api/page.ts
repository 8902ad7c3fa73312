/** The page itself: `/`, `/g/ID`, `/link/CODE`, `/sign-in`, `/me` and `/connections` are HTML, `/assets/` holds what they load, under names that change with the content. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

export async function addPage(app: FastifyInstance, { pageFolder }: Api): Promise<void> {
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
  app.get('/', (_request, reply) => send(reply, 'index.html'))
  app.get('/g/:id', (_request, reply) => send(reply, 'giveaway.html'))
  app.get('/link/:code', (_request, reply) => send(reply, 'link.html'))
  app.get('/sign-in', (_request, reply) => send(reply, 'sign-in.html'))
  app.get('/me', (_request, reply) => send(reply, 'me.html'))
  app.get('/connections', (_request, reply) => send(reply, 'connections.html'))
  app.get('/favicon.svg', (_request, reply) => send(reply, 'favicon.svg'))
}
