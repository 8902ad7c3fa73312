/** The one place where faults of requests are caught and logged. */
import type { Problem } from '@streambot/shared/contract/http.ts'
import { OutageError } from '@streambot/shared/engine/ports/store.ts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblemPage } from './problem-page.ts'
import { type ProblemCode, problems, sendProblem } from './problems.ts'

export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = nameFault(error)
  // By its route: the address itself may hold the token of an overlay or the code of a link.
  const { method, routeOptions } = request
  if (problems[code] >= 500)
    request.log.error({ err: error, route: `${method} ${routeOptions.url}` }, 'A request failed.')
  if (request.routeOptions.config.isPage) return sendProblemPage(reply, code)
  return sendProblem(reply, code, error.validation && readFaults(error))
}

/** What is wrong where in a request that does not fit its contract. */
function readFaults({ validation = [], validationContext = 'body' }: FastifyError): Problem['faults'] {
  return validation.map(({ instancePath, message = '' }) => ({ where: `${validationContext}${instancePath}`, message }))
}

function nameFault(error: FastifyError): ProblemCode {
  if (error instanceof OutageError) return 'database-away'
  // Its class stands behind the ports.
  if (error.name === 'PlatformError') return 'platform-away'
  if (error.statusCode === 429) return 'too-many-requests'
  if (error.statusCode === 413) return 'too-large'
  const theirs = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
  return theirs ? 'bad-request' : 'broken'
}
