/** Buttons that lead to a platform, where people agree, and back to a page of ours. */
import type { Go } from '@streambot/shared/contract/people.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { away, isProblem, send } from './ask.ts'
import { make } from './dom.ts'
import { makeSign } from './mark.ts'

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
  const buttons = ways.map((way) => {
    const button = make('button', 'button plain', makeSign(way.platform), way.label)
    button.type = 'button'
    button.addEventListener('click', () => {
      button.disabled = true
      trouble.textContent = ''
      void go(way, returnTo, trouble).finally(() => (button.disabled = false))
    })
    return button
  })
  return make('div', 'actions', ...buttons, trouble)
}

/** A line that is read out as soon as something stands in it. */
export function makeTrouble(): HTMLElement {
  const trouble = make('p', 'trouble')
  trouble.setAttribute('role', 'alert')
  return trouble
}

async function go({ path, platform, access }: Way, returnTo: string, trouble: HTMLElement): Promise<void> {
  const ask = { returnTo, ...(access && { access }) }
  const answer = await send<Go>('POST', `${path}/${platform}`, ask).catch(() => undefined)
  if (answer && !isProblem(answer)) return location.assign(answer.url)
  trouble.textContent = answer?.detail ?? away
}
