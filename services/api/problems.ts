/** Every answer that is not the one asked for: a code for programs and a sentence for people (RFC 9457). */
import { STATUS_CODES } from 'node:http'
import type { Problem } from '@streambot/shared/contract/http.ts'
import { screens } from '@streambot/shared/languages/en/screens.ts'
import type { FastifyReply } from 'fastify'
import { accessProblems } from './access-problems.ts'
import { commandProblems } from './command-problems.ts'
import { keyProblems } from './key-problems.ts'
import { refusalProblems } from './refusals.ts'
import { webhookProblems } from './webhook-problems.ts'

/** By code: the status, and the sentence. Those that people meet on public pages stand in the languages, so that a page says its own. */
export const problems = {
  ...refusalProblems,
  ...webhookProblems,
  ...keyProblems,
  ...commandProblems,
  'no-such-overlay': [404, 'There is no such overlay here, or not any more. Nothing changed.'],
  'too-many-overlays': [409, 'There are 20 overlays already. Remove one that is not needed any more.'],
  'overlay-gone': [
    404,
    'This address of an overlay is not complete, or it was replaced. Copy the address from the panel once more, and put it into OBS.',
  ],
  'no-such-giveaway': [404, screens['problem.no-such-giveaway']],
  'no-such-page': [404, 'There is nothing at this address.'],
  'no-such-sentence': [404, 'The bot has no sentence under this key.'],
  'no-such-command': [404, 'The bot has no such command.'],
  'bad-text': [422, 'This text cannot be said for this sentence. Nothing changed.'],
  'not-sealed-yet': [
    409,
    'The entries of this giveaway are not final yet. Its proof can be downloaded once it has closed and the last entries are in.',
  ],
  'nothing-drawn': [409, 'Nothing was drawn here: who came first has won, in the order of the winners.'],
  'bad-after': [400, '"after" is the id of the last news that you received: a whole number, 0 or more.'],
  'bad-request': [400, 'The server could not make sense of this request.'],
  'wrong-host': [
    403,
    'This server does not go by that name. Open it under localhost, its IP address, or the public name from its settings.',
  ],
  'not-signed': [403, 'This door is for the platform itself, and its signature is missing or wrong.'],
  'not-now': [503, 'This cannot be taken at the moment. Send it again later.'],
  'wrong-origin': [403, 'This is only for pages of this server.'],
  'no-such-link': [404, screens['problem.no-such-link']],
  'no-such-join': [404, screens['problem.no-such-join']],
  'old-code': [410, screens['problem.old-code']],
  'sign-in-first': [401, screens['problem.sign-in-first']],
  'device-taken': [409, screens['problem.device-taken']],
  'join-ended': [410, screens['problem.join-ended']],
  'no-such-platform': [404, screens['problem.no-such-platform']],
  'other-address': [409, screens['problem.other-address']],
  'not-signed-in': [401, screens['problem.not-signed-in']],
  'bad-key': [401, 'This key is not known here: it was revoked, its time is over, or a part of it is missing.'],
  'not-in-scope': [403, 'This key was made without the scope that this takes. Make another one on the page of keys.'],
  'not-for-keys': [403, 'No key may do this: sign in, and do it on a page.'],
  'key-over': [422, 'A key cannot end before it is made. Nothing changed.'],
  'too-many-keys': [409, 'There are fifty keys already. Revoke one that is not needed any more.'],
  'not-for-you': [403, screens['problem.not-for-you']],
  'not-shared': [403, screens['problem.not-shared']],
  ...accessProblems,
  'sign-in-lost': [400, screens['problem.sign-in-lost']],
  'sign-in-declined': [403, screens['problem.sign-in-declined']],
  'code-refused': [403, screens['problem.code-refused']],
  'bot-account': [409, screens['problem.bot-account']],
  'linked-to-another-user': [409, screens['problem.linked-to-another-user']],
  'linked-for-another-purpose': [409, screens['problem.linked-for-another-purpose']],
  'platform-taken': [409, screens['problem.platform-taken']],
  'shared-person': [409, screens['problem.shared-person']],
  'last-account': [409, screens['problem.last-account']],
  'no-such-connection': [404, screens['problem.no-such-connection']],
  'platform-away': [502, screens['problem.platform-away']],
  'too-many-connections': [503, 'Too many pages are connected at the moment. Try again in a minute.'],
  'too-many-requests': [429, screens['problem.too-many-requests']],
  'database-away': [503, screens['problem.database-away']],
  'page-not-built': [
    503,
    'The page is not built yet. Run "npm start", which builds it, or "npm run build --workspaces --if-present".',
  ],
  'unreadable-file': [422, 'This file cannot be read as a list of points. Nothing changed.'],
  'bad-lines': [
    422,
    'Some lines of this file cannot be used. Put them right, or say that they are left out. Nothing changed.',
  ],
  'import-busy': [409, 'Another file is being read at the moment. Try again when that is done.'],
  'no-such-import': [404, 'There is no such import.'],
  'import-undone': [409, 'This import was undone already. Nothing changed.'],
  'import-spent': [
    409,
    'Some people have spent a part of these points. Nothing changed: what they have left can be taken.',
  ],
  'export-of-what': [400, 'Entries are exported for one giveaway, winners for one or all, everything else for none.'],
  'export-busy': [409, 'Another download of yours is under way. Begin the next one when it has ended.'],
  'too-large': [413, 'That is too large: a file may have 10 MB, anything else 64 kB.'],
  broken: [500, screens['problem.broken']],
} as const satisfies Record<string, readonly [status: number, detail: string]>

export type ProblemCode = keyof typeof problems

export function sendProblem(reply: FastifyReply, code: ProblemCode, faults?: Problem['faults']): FastifyReply {
  const [status, detail] = problems[code]
  const title = STATUS_CODES[status] ?? ''
  const problem: Problem = { type: 'about:blank', title, status, code, detail, ...(faults && { faults }) }
  return reply.code(status).type('application/problem+json').send(JSON.stringify(problem))
}
