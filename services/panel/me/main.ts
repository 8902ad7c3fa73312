/** What is mine: the accounts that I linked, and my points, entries and wins in this channel. */
import { findMe } from '../parts/account.ts'
import { sayWhy } from '../parts/ask.ts'
import { make, makeLink, makeName } from '../parts/dom.ts'
import { makeFrame } from '../parts/frame.ts'
import { makeSignOut, makeTrouble } from '../parts/press.ts'
import { makeAccounts } from './accounts.ts'
import { showMine } from './mine.ts'

const frame = makeFrame()
const side = make('div', 'side')
const nobody = 'Sign in to see your accounts, your points, and what you are in.'
const who = {
  user: ['You take part in giveaways here.'],
  streamer: ['This is your channel. ', makeLink('/connections', 'more', 'Its connections')],
}
try {
  await show()
} catch (error) {
  frame.showAlone('Not now', make('p', '', sayWhy(error)))
  throw error
}

async function show(said = ''): Promise<void> {
  const { platforms, me } = await findMe()
  if (!me) return frame.showAlone('You are not signed in', make('p', '', nobody), signIn())
  const name = make('h1', 'title', makeName(me.name))
  name.tabIndex = -1
  const isAgain = side.isConnected
  const accounts = makeAccounts(me, platforms, (sentence) => show(sentence))
  const trouble = makeTrouble()
  const leave = make(
    'div',
    'actions',
    makeSignOut('Sign out here', '/api/sign-out', trouble),
    makeSignOut('Sign out everywhere', '/api/sign-out/everywhere', trouble),
    trouble,
  )
  const card = make('section', 'card person', name, make('p', 'fine', ...who[me.role]), accounts, leave)
  frame.main.replaceChildren(make('div', 'columns', card, side))
  frame.announce(said)
  if (isAgain) return name.focus()
  await showMine(side)
  // Whoever comes back to the page sees how things stand by now.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void showMine(side)
  })
}

function signIn(): HTMLElement {
  return make('div', 'actions', makeLink('/sign-in?returnTo=/me', 'button', 'Sign in'))
}
