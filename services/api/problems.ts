/** Every answer that is not the one asked for: a code for programs and a sentence for people, in their language (RFC 9457). */
import { STATUS_CODES } from 'node:http'
import type { Problem } from '@streambot/shared/contract/http.ts'
import { languages } from '@streambot/shared/languages/all.ts'
import type { Language, Texts } from '@streambot/shared/languages/texts.ts'
import type { FastifyReply } from 'fastify'
import { accessProblems } from './access-problems.ts'
import { commandProblems } from './command-problems.ts'
import { keyProblems } from './key-problems.ts'
import { readLanguage } from './language.ts'
import { refusalProblems } from './refusals.ts'
import { webhookProblems } from './webhook-problems.ts'

/** By the key of a public page: the code that it has a sentence for, so that such a page says its own. */
type CodeOf<Key> = Key extends `problem.${infer Code}` ? Exclude<Code, 'title'> : never
type PublicCode = CodeOf<keyof Texts['screens']>

/** By code: the status. The languages have a sentence for each. */
export const problems = {
  ...refusalProblems,
  ...webhookProblems,
  ...keyProblems,
  ...commandProblems,
  'no-such-overlay': 404,
  'too-many-overlays': 409,
  'overlay-gone': 404,
  'no-such-giveaway': 404,
  'no-such-page': 404,
  'no-such-sentence': 404,
  'no-such-command': 404,
  'too-many-commands': 409,
  'no-such-timer': 404,
  'too-many-timers': 409,
  'bad-minutes': 422,
  'bad-text': 422,
  'not-sealed-yet': 409,
  'nothing-drawn': 409,
  'bad-after': 400,
  'bad-request': 400,
  'wrong-host': 403,
  'not-signed': 403,
  'not-now': 503,
  'wrong-origin': 403,
  'no-such-link': 404,
  'no-such-join': 404,
  'old-code': 410,
  'sign-in-first': 401,
  'device-taken': 409,
  'join-ended': 410,
  'no-such-platform': 404,
  'other-address': 409,
  'not-signed-in': 401,
  'bad-key': 401,
  'not-in-scope': 403,
  'not-for-keys': 403,
  'key-over': 422,
  'too-many-keys': 409,
  'not-for-you': 403,
  'not-shared': 403,
  ...accessProblems,
  'sign-in-lost': 400,
  'sign-in-declined': 403,
  'code-refused': 403,
  'bot-account': 409,
  'linked-to-another-user': 409,
  'linked-for-another-purpose': 409,
  'platform-taken': 409,
  'shared-person': 409,
  'last-account': 409,
  'no-such-connection': 404,
  'platform-away': 502,
  'too-many-connections': 503,
  'too-many-requests': 429,
  'database-away': 503,
  'page-not-built': 503,
  'unreadable-file': 422,
  'bad-lines': 422,
  'import-busy': 409,
  'no-such-import': 404,
  'import-undone': 409,
  'import-spent': 409,
  'export-of-what': 400,
  'export-busy': 409,
  'too-large': 413,
  broken: 500,
} as const satisfies Record<PublicCode | keyof Texts['problems'], number>

export type ProblemCode = keyof typeof problems

export function sendProblem(reply: FastifyReply, code: ProblemCode, faults?: Problem['faults']): FastifyReply {
  const status = problems[code]
  const language = readLanguage(reply.request.headers)
  const title = STATUS_CODES[status] ?? ''
  const detail = sayProblem(code, language)
  const problem: Problem = { type: 'about:blank', title, status, code, detail, ...(faults && { faults }) }
  return reply
    .code(status)
    .type('application/problem+json')
    .headers({ 'content-language': language, vary: 'accept-language' })
    .send(JSON.stringify(problem))
}

export function sayProblem(code: ProblemCode, language: Language = 'en'): string {
  const { screens, problems } = languages[language]
  return isPublic(code) ? screens[`problem.${code}`] : problems[code]
}

function isPublic(code: ProblemCode): code is PublicCode {
  return Object.hasOwn(languages.en.screens, `problem.${code}`)
}
