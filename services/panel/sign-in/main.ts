/** Where people sign in: with which platforms, what is asked and kept, and who is signed in already. */
import type { SignInList } from '@streambot/shared/contract/people.ts'
import { signInWith } from '../parts/account.ts'
import { away, get, isProblem, sayProblem } from '../parts/ask.ts'
import { make, makeLink, makeName } from '../parts/dom.ts'
import { makeWays } from '../parts/go.ts'
import { makeOneCard } from '../parts/one-card.ts'
import { makeSignOut, makeTrouble } from '../parts/press.ts'
import { say, sayAround } from '../parts/say.ts'

const { card, show: showCard, fill } = makeOneCard(say('sign-in'), say('one-moment'), 'card join sign-in')
const returnTo = readReturn()
await fill(show)

async function show(): Promise<void> {
  const offer = await get<SignInList>('/api/sign-in').catch(() => undefined)
  if (!offer || isProblem(offer)) return showCard(say('not-now'), [offer ? sayProblem(offer) : away])
  if (offer.name !== null) return showWhoIsIn(offer.name)
  if (offer.platforms.length === 0) return showCard(say('signing.nobody'), [say('signing.not-set-up')])
  showCard(say('sign-in'), [say('signing.hint')])
  const google = offer.platforms.includes('youtube') ? [' ', say('signing.google')] : []
  card.append(makeWays(offer.platforms.map(signInWith), returnTo), make('p', 'fine', say('signing.kept'), ...google))
}

function showWhoIsIn(name: string): void {
  const trouble = makeTrouble()
  showCard(say('signing.is-in'), sayAround('signing.who', { name: makeName(name) }))
  const goOn = makeLink(returnTo, 'button', say('signing.go-on'))
  card.append(make('div', 'actions', goOn, makeSignOut(say('signing.out'), '/api/sign-out', trouble), trouble))
}

/** Where somebody came from, when that is a page of ours; a link from elsewhere may say anything. */
function readReturn(): string {
  const asked = new URLSearchParams(location.search).get('returnTo') ?? '/me'
  const address = URL.parse(asked, location.origin)
  return address?.origin === location.origin ? address.pathname + address.search : '/me'
}
