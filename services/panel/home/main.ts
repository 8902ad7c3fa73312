/** The live page: what runs now, and what was before. */
import type { NewsMessage, SnapshotMessage, LiveMessage } from '@streambot/shared/contract/live.ts'
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { make, makeLink } from '../parts/dom.ts'
import { makeLiveFrame } from '../parts/frame.ts'
import { connectLive } from '../parts/live.ts'
import { makeProofList } from '../parts/proof.ts'
import { namePoints, say } from '../parts/say.ts'
import { applyNews, fromSnapshot, pickCurrent, type State } from '../parts/state.ts'
import { sayWinners } from '../parts/winners.ts'
import { isCounted } from '../parts/words.ts'
import { makeEarlier } from './earlier.ts'
import { type Hero, makeHero } from './hero.ts'
import { makeLatest } from './latest.ts'

const frame = makeLiveFrame(say('home.title'))
frame.main.replaceChildren(makeEmpty(say('one-moment'), say('home.loading')))
let state: State | undefined
let hero: Hero | undefined
let latest = makeLatest()
const side = make('div', 'side')
let clockOffset = 0
let spokenAt = 0

connectLive<LiveMessage>('/api/live', { onMessage: take, onState: frame.showConnection })
setInterval(() => hero?.tick(Date.now() + clockOffset), 1_000)

function take(message: LiveMessage): void {
  if (message.type === 'ping') return
  if (message.type === 'snapshot') {
    clockOffset = Date.parse(message.at) - Date.now()
    namePoints(message.pointsName)
    state = fromSnapshot(message)
  } else if (state) state = applyNews(state, message)
  if (state) show(state, message)
}

function show(state: State, message: SnapshotMessage | NewsMessage): void {
  const current = pickCurrent(state)
  if (!current) {
    frame.main.replaceChildren(makeEmpty(say('home.none'), say('home.none-hint')))
    hero = undefined
    return
  }
  const shown = hero?.giveawayId === current.id ? hero : changeHero(current)
  const activity = state.activity.get(current.id)
  shown.update(current, activity)
  shown.tick(Date.now() + clockOffset)
  latest.show(activity?.latest ?? [])
  if (message.type === 'snapshot' || message.giveaway) showSide(state, current)
  speak(current, message)
}

function changeHero(current: PublicGiveaway): Hero {
  const fresh = makeHero(current)
  hero = fresh
  latest = makeLatest()
  frame.main.replaceChildren(fresh.element, make('div', 'columns', latest.element, side))
  return fresh
}

function showSide(state: State, current: PublicGiveaway): void {
  const others = state.giveaways.filter(({ id }) => id !== current.id)
  const verify = makeLink(`/g/${current.id}`, 'more', say('home.verify'))
  const proof = make('section', 'card', make('h2', 'heading', say('published.title')), makeProofList(current), verify)
  side.replaceChildren(proof, makeEarlier(others))
}

function makeEmpty(title: string, sentence: string): HTMLElement {
  return make('section', 'card nothing', make('h1', 'title', title), make('p', '', sentence))
}

/** Winners are read out at once, the count now and then: nobody can listen to a storm. */
function speak(current: PublicGiveaway, message: SnapshotMessage | NewsMessage): void {
  if (message.type === 'news' && message.news.kind === 'drawn' && message.giveawayId === current.id)
    return frame.announce(sayWinners(message.news.winners))
  if (current.status !== 'open' || !isCounted(current) || performance.now() - spokenAt < 20_000) return
  spokenAt = performance.now()
  frame.announce(say('home.spoken', { count: current.entryCount, title: current.title }))
}
