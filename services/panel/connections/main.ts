/** How the platforms of the channel stand, as it changes: accounts, chat, lag, and what is left of the quota. For the streamer. */
import type { ChannelLiveMessage } from '@streambot/shared/contract/channel-live.ts'
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { findMe } from '../parts/account.ts'
import { get, isProblem, sayWhy } from '../parts/ask.ts'
import { make, makeLink } from '../parts/dom.ts'
import { makeLiveFrame } from '../parts/frame.ts'
import { connectLive } from '../parts/live.ts'
import { makePlatformCard, type PlatformCard } from './platform.ts'

const path = '/api/channel/platforms'
const frame = makeLiveFrame('Connections')
const cards = new Map<Platform, PlatformCard>()
const grid = make('div', 'platforms')
try {
  await begin()
} catch (error) {
  frame.showAlone('Not now', make('p', '', sayWhy(error)))
  throw error
}

async function begin(): Promise<void> {
  const { me } = await findMe()
  if (!me)
    return frame.showAlone('You are not signed in', make('p', '', 'Sign in with the account of the channel.'), signIn())
  if (me.role !== 'streamer')
    return frame.showAlone('Not your channel', make('p', '', 'This is for the streamer only.'), mine())
  const what = 'The accounts that the bot uses on each platform, and how its chat is read. This page follows by itself.'
  frame.main.replaceChildren(make('h1', 'title', 'Connections'), make('p', 'lead', what), grid)
  connectLive<ChannelLiveMessage>('/api/channel/live', {
    onMessage: (message) => {
      if (message.type === 'platforms') show(message.platforms)
      else if (message.type === 'ping') void refresh()
    },
    onState: frame.showConnection,
  })
}

function show(platforms: readonly PlatformView[]): void {
  for (const view of platforms) {
    const card = cards.get(view.platform) ?? add(view)
    const said = card.show(view)
    if (said !== undefined) frame.announce(said)
  }
}

function add({ platform }: PlatformView): PlatformCard {
  const card = makePlatformCard(platform, refresh)
  cards.set(platform, card)
  grid.append(card.element)
  return card
}

/** Lags and single units of a quota are no news of their own: they are asked for now and then. */
async function refresh(): Promise<void> {
  const answer = await get<{ readonly platforms: PlatformView[] }>(path).catch(() => undefined)
  // Where nobody answers, the live connection says so.
  if (answer && !isProblem(answer)) show(answer.platforms)
}

function signIn(): HTMLElement {
  return make('div', 'actions', makeLink('/sign-in?returnTo=/connections', 'button', 'Sign in'))
}

function mine(): HTMLElement {
  return make('div', 'actions', makeLink('/me', 'button', 'My accounts'))
}
