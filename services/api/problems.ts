/** Every answer that is not the one asked for: a code for programs and a sentence for people (RFC 9457). */
import { STATUS_CODES } from 'node:http'
import type { Problem } from '@streambot/shared/contract/http.ts'
import { OutageError } from '@streambot/shared/engine/ports/store.ts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

const problems = {
  'no-such-giveaway': [404, 'There is no giveaway at this address. Check that the link is complete.'],
  'no-such-page': [404, 'There is nothing at this address.'],
  'not-sealed-yet': [
    409,
    'The entries of this giveaway are not final yet. Its proof can be downloaded once it has closed and the last entries are in.',
  ],
  'bad-after': [400, '"after" is the id of the last news that you received: a whole number, 0 or more.'],
  'bad-request': [400, 'The server could not make sense of this request.'],
  'wrong-host': [
    403,
    'This server does not go by that name. Open it under localhost, its IP address, or the public name from its settings.',
  ],
  'not-signed': [403, 'This door is for the platform itself, and its signature is missing or wrong.'],
  'not-now': [503, 'This cannot be taken at the moment. Send it again later.'],
  'wrong-origin': [403, 'Live updates are only for pages of this server.'],
  'too-many-connections': [503, 'Too many pages are connected at the moment. Try again in a minute.'],
  'too-many-requests': [429, 'That was too many requests in a short time. Try again in a minute.'],
  'database-away': [503, 'The database cannot be reached at the moment. Try again in a few seconds.'],
  'page-not-built': [
    503,
    'The page is not built yet. Run "npm start", which builds it, or "npm run build -w services/panel".',
  ],
  broken: [500, 'Something went wrong on the server, and the reason is in its log. Try again in a moment.'],
} as const satisfies Record<string, readonly [status: number, detail: string]>

export type ProblemCode = keyof typeof problems

export function sendProblem(reply: FastifyReply, code: ProblemCode): FastifyReply {
  const [status, detail] = problems[code]
  const problem: Problem = { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, code, detail }
  return reply.code(status).type('application/problem+json').send(JSON.stringify(problem))
}

/** The one place where faults of requests are caught and logged. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = nameFault(error)
  if (problems[code][0] >= 500) request.log.error({ err: error, url: request.url }, 'A request failed.')
  return sendProblem(reply, code)
}

function nameFault(error: FastifyError): ProblemCode {
  if (error instanceof OutageError) return 'database-away'
  if (error.statusCode === 429) return 'too-many-requests'
  const theirs = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
  return theirs ? 'bad-request' : 'broken'
}
