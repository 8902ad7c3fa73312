/** The page behind a link from chat: signing in with the account that asked for it, then with the others of the same person. */
import type { Me, PublicConnection, PublicLink } from '@streambot/shared/contract/people.ts'
import { findMe, signInWith } from '../parts/account.ts'
import { get, isProblem, sayWhy } from '../parts/ask.ts'
import { make, makeName } from '../parts/dom.ts'
import { makeFrame } from '../parts/frame.ts'
import { makeWays } from '../parts/go.ts'
import { makeMark } from '../parts/mark.ts'
import { platformNames, sayHour } from '../parts/words.ts'

const code = location.pathname.split('/').at(-1) ?? ''
const card = make('section', 'card join')
makeFrame().main.replaceChildren(card)
try {
  await show()
} catch (error) {
  say('Not now', sayWhy(error))
  throw error
}

async function show(): Promise<void> {
  const [link, { me: mine, platforms }] = await Promise.all([
    get<PublicLink>(`/api/link/${encodeURIComponent(code)}`),
    findMe(),
  ])
  // A link is used up by joining: whoever did that sees what they have now.
  if (isProblem(link) && ownOf(mine).length < 2) return say('This link does not work', link.detail)
  if (isProblem(link)) return showAccounts(mine, 'Your accounts are joined', 'They count as one person from now on.')
  if (!mine) return showAsker(link)
  const isAsker = ownOf(mine).some(({ platform, userId }) => platform === link.platform && userId === link.userId)
  if (!isAsker) return showOther(link, mine)
  const open = platforms.filter((platform) => !ownOf(mine).some((one) => one.platform === platform))
  const what = `Your accounts become one person in the chat of ${link.streamer}: one balance, and one entry in each giveaway.`
  showAccounts(mine, 'Join your accounts', open.length > 0 ? what : 'There is no other platform to join here.')
  card.append(
    makeWays(
      open.map((platform) => ({
        label: `Add ${platformNames[platform]}`,
        platform,
        path: '/api/connections' as const,
      })),
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
  card.replaceChildren(make('h1', 'title', 'Join your accounts'), asked, first, makeWays([signInWith(platform)]))
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
  card.replaceChildren(make('h1', 'title', 'Somebody else’s link'), asked, back, makeWays([signInWith(platform)]))
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
