/** Where people sign in: with which platforms, what is asked and kept, and who is signed in already. */
import type { SignInList } from '@streambot/shared/contract/people.ts'
import { signInWith } from '../parts/account.ts'
import { away, get, isProblem } from '../parts/ask.ts'
import { make, makeLink, makeName } from '../parts/dom.ts'
import { makeFrame } from '../parts/frame.ts'
import { makeWays } from '../parts/go.ts'
import { makeSignOut, makeTrouble } from '../parts/press.ts'

const notSetUp = 'No platform is set up for it. Whoever runs this server finds how in the operator’s guide.'
const kept =
  'The platform tells who you are, and that is kept: your id and your name there. No password comes here, nothing is done in your name, and no access to your account is kept. A cookie keeps you signed in for 30 days.'
const google = 'Google has no smaller permission than to see your YouTube account, so that is what it asks you for.'

const card = make('section', 'card join sign-in')
makeFrame().main.replaceChildren(card)
const returnTo = readReturn()
await show()

async function show(): Promise<void> {
  const offer = await get<SignInList>('/api/sign-in').catch(() => undefined)
  if (!offer || isProblem(offer)) return say('Not now', offer?.detail ?? away)
  if (offer.name !== null) return showWhoIsIn(offer.name)
  if (offer.platforms.length === 0) return say('Nobody can sign in here', notSetUp)
  say('Sign in', 'Use the account that you chat with. If this is your channel, use the one of the channel.')
  const asked = offer.platforms.includes('youtube') ? `${kept} ${google}` : kept
  card.append(makeWays(offer.platforms.map(signInWith), returnTo), make('p', 'fine', asked))
}

function showWhoIsIn(name: string): void {
  const trouble = makeTrouble()
  card.replaceChildren(
    make('h1', 'title', 'You are signed in'),
    make('p', '', 'Here you are ', makeName(name), '. To use another account, sign out first.'),
    make(
      'div',
      'actions',
      makeLink(returnTo, 'button', 'Go on'),
      makeSignOut('Sign out', '/api/sign-out', trouble),
      trouble,
    ),
  )
}

function say(title: string, sentence: string): void {
  card.replaceChildren(make('h1', 'title', title), make('p', '', sentence))
}

/** Where somebody came from, when that is a page of ours; a link from elsewhere may say anything. */
function readReturn(): string {
  const asked = new URLSearchParams(location.search).get('returnTo') ?? '/me'
  const address = URL.parse(asked, location.origin)
  return address?.origin === location.origin ? address.pathname + address.search : '/me'
}
