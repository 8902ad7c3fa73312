/** The page behind the QR code of an overlay: one joins with one tap, and it shows from then on how one stands. */
import type { JoinedAnswer, JoinState, JoinView } from '@streambot/shared/contract/join.ts'
import { away, get, isProblem, sayProblem, send } from '../parts/ask.ts'
import { make } from '../parts/dom.ts'
import { nameTab } from '../parts/frame.ts'
import { makeOneCard } from '../parts/one-card.ts'
import { makeButton, makeTrouble } from '../parts/press.ts'
import { namePoints, say } from '../parts/say.ts'
import { keepBeating } from './beat.ts'
import { read, type Slot, write } from './kept.ts'
import { fillOffer } from './offer.ts'
import { fillStanding } from './standing.ts'

const code = location.pathname.split('/').at(-1) ?? ''
const path = `/api/join/${encodeURIComponent(code)}`
/** The code begins with which giveaway it is of. */
const slot = (name: Slot['name']): Slot => ({ name, giveaway: code.slice(0, 32) })

const {
  frame,
  card,
  show: showCard,
  fill,
} = makeOneCard(say('joining.title'), say('joining.loading'), 'card join phone')
const beats = keepBeating({
  token: () => read(slot('session')),
  heard: show,
  ended: () => showEnded(),
  notice: frame.notice,
})
await fill(start)

/** Whoever joined before sees at once how they stand; a guest who has signed in meanwhile joins as themselves. */
async function start(): Promise<void> {
  const view = await get<JoinView>(path)
  if (isProblem(view)) return showCard(say('joining.unknown'), [sayProblem(view)])
  namePoints(view.pointsName)
  if (view.pass !== null) write(slot('pass'), view.pass)
  nameTab(view.giveaway.title)
  const state = read(slot('session')) === undefined ? undefined : await beats.look()
  if (state && !(state.isGuest && view.name !== null)) return show(state)
  if (view.hasJoined) {
    const problem = await join()
    if (problem !== undefined) showCard(say('not-now'), [problem])
    return
  }
  await fillOffer(card, { view, hasPass: view.isCurrent || read(slot('pass')) !== undefined, join })
}

/** Why it did not work, or nothing. */
async function join(): Promise<string | undefined> {
  const pass = read(slot('pass'))
  const answer = await send<JoinedAnswer>('POST', path, pass === undefined ? {} : { pass }).catch(() => away)
  if (typeof answer === 'string') return answer
  if (isProblem(answer)) return sayProblem(answer)
  write(slot('session'), answer.token)
  show(answer, answer.refused)
  return undefined
}

function show(state: JoinState, refused: JoinedAnswer['refused'] = null): void {
  nameTab(state.giveaway.title)
  fillStanding(card, { state, refused, join, claim, announce: frame.announce })
  beats.after(state.nextMs)
}

async function claim(): Promise<string | undefined> {
  const state = await beats.ask('claim').catch(() => away)
  if (typeof state === 'string') return state
  if (state) show(state)
  return undefined
}

/** The same phone joined once more elsewhere: that one is told from now on, unless one goes on here. */
function showEnded(): void {
  const trouble = makeTrouble()
  const here = makeButton('button', [say('joining.here')], trouble, join)
  showCard(say('joining.title'), [say('joining.ended')])
  card.append(make('div', 'actions', here, trouble))
}
