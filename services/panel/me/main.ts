/** What is mine: the accounts that I linked, and my points, entries and wins in this channel. */
import type { Me } from '@streambot/shared/contract/people.ts'
import { findMe } from '../parts/account.ts'
import { sayWhy } from '../parts/ask.ts'
import { make, makeLink, makeName } from '../parts/dom.ts'
import { makeFrame } from '../parts/frame.ts'
import { makeSignOut, makeTrouble } from '../parts/press.ts'
import { say, sayAround } from '../parts/say.ts'
import { makeAccounts } from './accounts.ts'
import { showMine } from './mine.ts'

const frame = makeFrame(say('me.title'))
const side = make('div', 'side')
frame.showAlone(say('one-moment'), make('p', '', say('me.loading')))
try {
  await show()
} catch (error) {
  frame.showAlone(say('not-now'), make('p', '', sayWhy(error)))
  throw error
}

async function show(said = ''): Promise<void> {
  const { platforms, me } = await findMe()
  if (!me) return frame.showAlone(say('not-signed-in'), make('p', '', say('me.nobody')), signIn())
  const name = make('h1', 'title', makeName(me.name))
  name.tabIndex = -1
  const isAgain = side.isConnected
  const accounts = makeAccounts(me, platforms, (sentence) => show(sentence))
  const trouble = makeTrouble()
  const leave = make(
    'div',
    'actions',
    makeSignOut(say('me.sign-out'), '/api/sign-out', trouble),
    makeSignOut(say('me.sign-out-everywhere'), '/api/sign-out/everywhere', trouble),
    trouble,
  )
  const card = make('section', 'card person', name, make('p', 'fine', ...describe(me)), accounts, leave)
  frame.main.replaceChildren(make('div', 'columns', card, side))
  frame.announce(said)
  if (isAgain) return name.focus()
  await showMine(side)
  // Whoever comes back to the page sees how things stand by now.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void showMine(side)
  })
}

function describe({ role, helps }: Me): (Node | string)[] {
  const panel = makeLink('/', 'more', say('invitation.panel'))
  if (helps) return sayAround('me.helper', { streamer: makeName(helps.streamer), link: panel })
  if (role === 'user') return [say('me.user')]
  return sayAround('me.streamer', { link: makeLink('/connections', 'more', say('me.connections')) })
}

function signIn(): HTMLElement {
  return make('div', 'actions', makeLink('/sign-in?returnTo=/me', 'button', say('sign-in')))
}
