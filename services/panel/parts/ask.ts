/** Questions to our own server. A problem is an answer, too; where nobody answers they reject. */
import type { Problem } from '@streambot/shared/contract/http.ts'
import { language } from './language.ts'
import { hasText, say } from './say.ts'

/** What the server says to people is said in the language of the page. */
const inOurs = { 'accept-language': language }

/** For people, where nobody answers. */
export const away = say('away')

export async function get<Answer>(
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer | Problem> {
  return read(await fetch(path, { headers: { ...inOurs, ...headers } }))
}

/** What has nothing to say is answered with nothing. */
export async function send<Answer = undefined>(
  method: 'POST' | 'DELETE',
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer | Problem> {
  const content = body && { body: JSON.stringify(body) }
  const all = { ...inOurs, ...headers, ...(body && { 'content-type': 'application/json' }) }
  return read(await fetch(path, { method, headers: all, ...content }))
}

export function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'detail' in answer
}

/** The answer, where a problem is nothing that the page could go on with. */
export function must<Answer>(answer: Answer | Problem): Answer {
  if (isProblem(answer)) throw new ProblemError(sayProblem(answer))
  return answer
}

/** In the language of the page where it has a sentence for it, else as the server says it. */
export function sayProblem({ code, detail }: Pick<Problem, 'code' | 'detail'>): string {
  const key = `problem.${code}`
  return hasText(key) ? say(key) : detail
}

/** Why something could not be had, for people: the problem, or that the server cannot be reached. */
export function sayWhy(error: unknown): string {
  return error instanceof ProblemError ? error.message : away
}

class ProblemError extends Error {
  override readonly name = 'ProblemError'
}

async function read<Answer>(response: Response): Promise<Answer | Problem> {
  const body: unknown = response.status === 204 ? undefined : await response.json()
  return body as Answer | Problem // our own server keeps the contract
}
