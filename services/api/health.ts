/** `/health`: whether this process can do its work. */
import type { FastifyInstance } from 'fastify'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

const patience = 2_000

export function addHealthRoute(app: FastifyInstance, { store, log }: Api): void {
  app.get('/health', { config: { rateLimit: false } }, async (_request, reply) => {
    const fault = await Promise.race([store.findLastNewsId().then(() => undefined, toFault), lateness()])
    if (fault === undefined) return { status: 'ok' }
    log.error({ err: fault }, 'The database does not answer.')
    return sendProblem(reply, 'database-away')
  })
}

function toFault(error: unknown): unknown {
  return error ?? new Error('The database failed without saying why.')
}

function lateness(): Promise<Error> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(new Error(`The database did not answer within ${patience} ms.`)), patience).unref()
  })
}
