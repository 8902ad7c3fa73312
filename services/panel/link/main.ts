/** The page behind a link from chat: signing in with the account that asked for it, then with the others of the same person. */
import type { Problem } from '@streambot/shared/contract/http.ts'
import type { Go, Me, PublicConnection, PublicLink, SignInList } from '@streambot/shared/contract/people.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { findPage, make, makeName } from '../parts/dom.ts'
import { makeBrand } from '../parts/frame.ts'
import { makeMark } from '../parts/mark.ts'
import { platformNames, sayHour } from '../parts/words.ts'

const code = location.pathname.split('/').at(-1) ?? ''
const card = make('section', 'card join')
findPage().replaceChildren(make('header', 'header', makeBrand()), make('main', 'main', card))
try {
  await show()
} catch (error) {
  say('Not now', 'The server cannot be reached at the moment. Reload the page in a while.')
  throw error
}

async function show(): Promise<void> {
  const [link, me, offer] = await Promise.all([
    ask<PublicLink>(`/api/link/${encodeURIComponent(code)}`),
    ask<Me>('/api/me'),
    ask<SignInList>('/api/sign-in'),
  ])
  const mine = 'connections' in me ? me : undefined
  // A link is used up by joining: whoever did that sees what they have now.
  if ('detail' in link && ownOf(mine).length < 2) return say('This link does not work', link.detail)
  if ('detail' in link) return showAccounts(mine, 'Your accounts are joined', 'They count as one person from now on.')
  if (!mine) return showAsker(link)
  const isAsker = ownOf(mine).some(({ platform, userId }) => platform === link.platform && userId === link.userId)
  if (!isAsker) return showOther(link, mine)
  const others = 'platforms' in offer ? offer.platforms : []
  const open = others.filter((platform) => !ownOf(mine).some((one) => one.platform === platform))
  const what = `Your accounts become one person in the chat of ${link.streamer}: one balance, and one entry in each giveaway.`
  showAccounts(mine, 'Join your accounts', open.length > 0 ? what : 'There is no other platform to join here.')
  card.append(
    makeActions(
      ...open.map((platform) => makeButton(`Add ${platformNames[platform]}`, `/api/connections/${platform}`)),
    ),
  )
}

function showAsker({ platform, name, streamer, expiresAt }: PublicLink): void {
  const asked = make(
    'p',
    '',
    'Asked for by ',
    makeName(name),
    ` in the chat of ${streamer}, good until ${sayHour(expiresAt)}.`,
  )
  const first = make('p', '', `Show first that the account is yours: sign in with ${platformNames[platform]}.`)
  card.replaceChildren(make('h1', 'title', 'Join your accounts'), asked, first, makeActions(makeSignIn(platform)))
}

function showOther({ platform, name }: PublicLink, mine: Me): void {
  const asked = make(
    'p',
    '',
    'This link was made for ',
    makeName(name),
    ` on ${platformNames[platform]}, and you are signed in as `,
  )
  asked.append(makeName(mine.name), '.')
  const back = make(
    'p',
    '',
    'If that account is yours, too, sign in with it. Otherwise use !link in the chat yourself.',
  )
  card.replaceChildren(make('h1', 'title', 'Somebody else’s link'), asked, back, makeActions(makeSignIn(platform)))
}

function showAccounts(mine: Me | undefined, title: string, sentence: string): void {
  const list = ownOf(mine).map(({ platform, name }) => make('li', '', makeMark(platform), makeName(name)))
  card.replaceChildren(make('h1', 'title', title), make('p', '', sentence), make('ul', 'accounts', ...list))
}

/** What somebody signs in with; the bot of a streamer is not one of those. */
function ownOf(me: Me | undefined): PublicConnection[] {
  return (me?.connections ?? []).filter(({ purpose }) => purpose === 'streamer')
}

function say(title: string, sentence: string): void {
  card.replaceChildren(make('h1', 'title', title), make('p', '', sentence))
}

function makeSignIn(platform: Platform): HTMLElement {
  return makeButton(`Sign in with ${platformNames[platform]}`, `/api/sign-in/${platform}`)
}

function makeButton(label: string, path: string): HTMLElement {
  const button = make('button', 'button', label)
  button.type = 'button'
  button.addEventListener('click', () => {
    button.disabled = true
    void go(path).finally(() => (button.disabled = false))
  })
  return button
}

function makeActions(...buttons: HTMLElement[]): HTMLElement {
  const trouble = make('p', 'trouble')
  trouble.setAttribute('role', 'alert')
  return make('div', 'actions', ...buttons, trouble)
}

/** Off to the platform; it comes back to this page. */
async function go(path: string): Promise<void> {
  const answer = await ask<Go>(path, { returnTo: location.pathname }).catch(() => undefined)
  if (answer && 'url' in answer) return location.assign(answer.url)
  const trouble = card.querySelector('.trouble')
  if (trouble)
    trouble.textContent = answer?.detail ?? 'The server cannot be reached at the moment. Try again in a while.'
}

async function ask<Answer>(path: string, body?: object): Promise<Answer | Problem> {
  const posting = body && {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  }
  const response = await fetch(path, posting)
  return (await response.json()) as Answer | Problem // our own server keeps the contract
}
