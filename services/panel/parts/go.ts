/** Buttons that lead to a platform, where people agree, and back to a page of ours. */
import type { Go } from '@streambot/shared/contract/people.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { away, isProblem, sayProblem, send } from './ask.ts'
import { make } from './dom.ts'
import { makeSign } from './mark.ts'
import { makeButton, makeTrouble } from './press.ts'

export interface Way {
  readonly label: string
  readonly platform: Platform
  /** Signing in, or linking an account to whoever is signed in. */
  readonly path: '/api/sign-in' | '/api/connections'
  /** What leave is asked for; none but to know who it is when absent. */
  readonly access?: 'channel' | 'bot'
}

/** The buttons side by side, and below them a line for what goes wrong. */
export function makeWays(ways: readonly Way[], returnTo = location.pathname): HTMLElement {
  const trouble = makeTrouble()
  return make('div', 'actions', ...ways.map((way) => makeWay(way, trouble, returnTo)), trouble)
}

export function makeWay(way: Way, trouble: HTMLElement, returnTo = location.pathname): HTMLButtonElement {
  return makeButton('button plain', [makeSign(way.platform), way.label], trouble, () => go(way, returnTo))
}

async function go({ path, platform, access }: Way, returnTo: string): Promise<string | undefined> {
  const ask = { returnTo, ...(access && { access }) }
  const answer = await send<Go>('POST', `${path}/${platform}`, ask).catch(() => away)
  if (typeof answer === 'string') return answer
  if (isProblem(answer)) return sayProblem(answer)
  location.assign(answer.url)
  return undefined
}
