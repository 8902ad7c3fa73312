/** Every answer that is not the one asked for: a code for programs and a sentence for people (RFC 9457). */
import { STATUS_CODES } from 'node:http'
import type { Problem } from '@streambot/shared/contract/http.ts'
import type { FastifyReply } from 'fastify'
import { refusalProblems } from './refusals.ts'
import { webhookProblems } from './webhook-problems.ts'

/** By code: the status, and the sentence. */
export const problems = {
  ...refusalProblems,
  ...webhookProblems,
  'no-such-overlay': [404, 'There is no such overlay here, or not any more. Nothing changed.'],
  'too-many-overlays': [409, 'There are 20 overlays already. Remove one that is not needed any more.'],
  'overlay-gone': [
    404,
    'This address of an overlay is not complete, or it was replaced. Copy the address from the panel once more, and put it into OBS.',
  ],
  'no-such-giveaway': [404, 'There is no giveaway at this address. Check that the link is complete.'],
  'no-such-page': [404, 'There is nothing at this address.'],
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
  'no-such-link': [404, 'This link is used up or too old. Ask for a new one with !link in the chat.'],
  'no-such-platform': [404, 'Nobody can sign in with this platform here: it is not set up.'],
  'other-address': [
    409,
    'Signing in works under the public address of this server only. Open the page there and try again.',
  ],
  'not-signed-in': [401, 'You are not signed in, or not any more. Sign in and try again.'],
  'bad-key': [401, 'This key is not known here: it was revoked, its time is over, or a part of it is missing.'],
  'not-in-scope': [403, 'This key was made without the scope that this takes. Make another one on the page of keys.'],
  'not-for-keys': [403, 'No key may do this: sign in, and do it on a page.'],
  'key-over': [422, 'A key cannot end before it is made. Nothing changed.'],
  'too-many-keys': [409, 'There are fifty keys already. Revoke one that is not needed any more.'],
  'no-such-key': [404, 'There is no such key, or not any more.'],
  'not-for-you': [403, 'This is for the streamer of this channel only.'],
  'sign-in-lost': [
    400,
    'This sign-in was not begun in this browser, is used up, or took longer than ten minutes. Go back and begin again.',
  ],
  'sign-in-declined': [403, 'You did not agree, so nothing changed. Go back to try again.'],
  'code-refused': [403, 'The platform did not confirm this sign-in, so nothing changed. Go back and try again.'],
  'bot-account': [409, 'This account speaks as the bot of a channel here. Sign in with your own account.'],
  'linked-to-another-user': [
    409,
    'This account is linked to another user already. If it is yours, sign in with it and take it off there first.',
  ],
  'linked-for-another-purpose': [
    409,
    'You linked this account for something else already: the bot and your own account have to be two accounts.',
  ],
  'platform-taken': [409, 'You have another account of this platform linked. Take that one off first.'],
  'shared-person': [
    409,
    'One of these accounts was linked together with an account that somebody else uses now, and counts as the same person in the chat. Take it off there first.',
  ],
  'last-account': [
    409,
    'This is the only account with which you can sign in. Link another one before you take it off.',
  ],
  'no-such-connection': [404, 'You have no such account linked.'],
  'platform-away': [502, 'The platform does not answer as it should at the moment. Try again in a minute.'],
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

export function sendProblem(reply: FastifyReply, code: ProblemCode, faults?: Problem['faults']): FastifyReply {
  const [status, detail] = problems[code]
  const title = STATUS_CODES[status] ?? ''
  const problem: Problem = { type: 'about:blank', title, status, code, detail, ...(faults && { faults }) }
  return reply.code(status).type('application/problem+json').send(JSON.stringify(problem))
}
