/** Who is signed in, in the corner of every page: a name, or the way to sign in. */
import type { Me, SignInList } from '@streambot/shared/contract/people.ts'
import { type Platform, platformNames } from '@streambot/shared/giveaway/words.ts'
import { get, isProblem, must } from './ask.ts'
import { makeLink, makeName } from './dom.ts'
import type { Way } from './go.ts'
import { say } from './say.ts'

/** Shown as soon as the server has said who it is; where nobody can sign in there is nothing to show. */
export function makeAccount(): HTMLElement {
  const link = makeLink('/sign-in', 'account')
  link.hidden = true
  void get<SignInList>('/api/sign-in').then(
    (answer) => isProblem(answer) || show(link, answer),
    // What a page is about says by itself that the server is away.
    () => link.remove(),
  )
  return link
}

export interface Visitor {
  /** With what one can sign in here. */
  readonly platforms: readonly Platform[]
  /** Nothing where nobody is signed in. */
  readonly me: Me | undefined
}

/** Who looks at the page. Rejects where the server cannot say. */
export async function findMe(): Promise<Visitor> {
  const { platforms, name } = must(await get<SignInList>('/api/sign-in'))
  return { platforms, me: name === null ? undefined : must(await get<Me>('/api/me')) }
}

/** Where one signs in, and comes back from to this page. */
export function signInPath(): string {
  return `/sign-in?${new URLSearchParams({ returnTo: location.pathname })}`
}

export function signInWith(platform: Platform): Way {
  return { label: say('sign-in-with', { platform: platformNames[platform] }), platform, path: '/api/sign-in' }
}

function show(link: HTMLAnchorElement, { platforms, name }: SignInList): void {
  if (name !== null) {
    link.href = '/me'
    link.replaceChildren(makeName(name))
  } else if (platforms.length > 0 && location.pathname !== '/sign-in') {
    link.href = signInPath()
    link.replaceChildren(say('sign-in'))
  } else return
  link.hidden = false
}
