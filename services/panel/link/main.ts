/** The page behind a link from chat: signing in with the account that asked for it, then with the others of the same person. */
import type { Me, PublicConnection, PublicLink } from '@streambot/shared/contract/people.ts'
import { platformNames } from '@streambot/shared/giveaway/words.ts'
import { findMe, signInWith } from '../parts/account.ts'
import { get, isProblem, sayProblem } from '../parts/ask.ts'
import { make, makeName } from '../parts/dom.ts'
import { makeWays } from '../parts/go.ts'
import { makeMark } from '../parts/mark.ts'
import { makeOneCard } from '../parts/one-card.ts'
import { say, sayAround } from '../parts/say.ts'
import { sayHour } from '../parts/words.ts'

const code = location.pathname.split('/').at(-1) ?? ''
const { card, show: showCard, fill } = makeOneCard(say('link.title'), say('link.loading'))
await fill(show)

async function show(): Promise<void> {
  const [link, { me: mine, platforms }] = await Promise.all([
    get<PublicLink>(`/api/link/${encodeURIComponent(code)}`),
    findMe(),
  ])
  // A link is used up by joining: whoever did that sees what they have now.
  if (isProblem(link) && ownOf(mine).length < 2) return showCard(say('link.unknown'), [sayProblem(link)])
  if (isProblem(link)) return showAccounts(mine, say('link.joined'), say('link.joined-hint'))
  if (!mine) return showAsker(link)
  const isAsker = ownOf(mine).some(({ platform, userId }) => platform === link.platform && userId === link.userId)
  if (!isAsker) return showOther(link, mine)
  const open = platforms.filter((platform) => !ownOf(mine).some((one) => one.platform === platform))
  const what = open.length > 0 ? say('link.becomes', { streamer: link.streamer }) : say('link.no-other')
  showAccounts(mine, say('link.title'), what)
  const ways = open.map((platform) => ({
    label: say('link.add', { platform: platformNames[platform] }),
    platform,
    path: '/api/connections' as const,
  }))
  card.append(makeWays(ways))
}

function showAsker({ platform, name, streamer, expiresAt }: PublicLink): void {
  const asked = sayAround('link.asked', { name: makeName(name), streamer, time: sayHour(expiresAt) })
  showCard(say('link.title'), asked, [say('link.show-first', { platform: platformNames[platform] })])
  card.append(makeWays([signInWith(platform)]))
}

function showOther({ platform, name }: PublicLink, mine: Me): void {
  const who = { name: makeName(name), platform: platformNames[platform], mine: makeName(mine.name) }
  showCard(say('link.other'), sayAround('link.other-for', who), [say('link.other-hint')])
  card.append(makeWays([signInWith(platform)]))
}

function showAccounts(mine: Me | undefined, title: string, sentence: string): void {
  const list = ownOf(mine).map(({ platform, name }) => make('li', '', makeMark(platform), makeName(name)))
  showCard(title, [sentence])
  card.append(make('ul', 'accounts', ...list))
}

/** What somebody signs in with; the bot of a streamer is not one of those. */
function ownOf(me: Me | undefined): PublicConnection[] {
  return (me?.connections ?? []).filter(({ purpose }) => purpose === 'streamer')
}
