/** What the visitor holds in this giveaway, and how likely it is to win. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { OwnHolding } from '@streambot/shared/contract/mine.ts'
import { oddsOf } from '@streambot/shared/giveaway/odds.ts'
import { findMe, signInPath } from '../parts/account.ts'
import { get, isProblem, sayProblem, sayWhy } from '../parts/ask.ts'
import { make, makeLink } from '../parts/dom.ts'
import { sayOutcome } from '../parts/outcome.ts'
import { say, sayAround } from '../parts/say.ts'

type Line = readonly (Node | string)[]

export interface MineCard {
  readonly element: HTMLElement
  /** Shows it for the giveaway as it stands now. What is held is asked for again, but not more often than every few seconds. */
  show(giveaway: PublicGiveaway): void
}

/** In a storm of entries the counts come by themselves, and what is held changes only when the visitor does something. */
const patienceMs = 5_000

export function makeMine(id: string): MineCard {
  const content = make('div', 'mine-content', make('p', '', say('mine.loading')))
  const element = make('section', 'card mine', make('h2', 'heading', say('mine.title')), content)
  let giveaway: PublicGiveaway | undefined
  let held: OwnHolding | undefined
  let isSignedIn: boolean | undefined
  let shown = ''

  const tell = (...lines: Node[]): void => {
    const fresh = lines.map((line) => line.textContent).join('\n')
    if (fresh === shown) return
    shown = fresh
    content.replaceChildren(...lines)
  }
  const showHeld = (): void => {
    if (giveaway && held) tell(...describe(giveaway, held).map((line) => make('p', '', ...line)))
  }
  const ask = calm(async () => {
    try {
      isSignedIn ??= await findOut()
      if (!isSignedIn) return
      const answer = await get<OwnHolding>(`/api/me/giveaways/${id}`)
      if (!isProblem(answer)) {
        held = answer
        showHeld()
      } else if (answer.code === 'not-signed-in') tell(...invite())
      else if (!held) tell(make('p', '', sayProblem(answer)))
    } catch (error) {
      // What is known stays; the page says by itself that the connection is lost.
      if (!held) tell(make('p', '', sayWhy(error)))
    }
  }, patienceMs)

  /** Whether somebody is signed in. Where nobody can be there is nothing to show. */
  async function findOut(): Promise<boolean> {
    const { me, platforms } = await findMe()
    if (!me && platforms.length === 0) element.hidden = true
    else if (!me) tell(...invite())
    return me !== undefined
  }

  return {
    element,
    show(changed) {
      giveaway = changed
      showHeld()
      ask()
    },
  }
}

function invite(): HTMLElement[] {
  const link = makeLink(signInPath(), 'button', say('sign-in'))
  return [make('p', '', say('mine.sign-in')), make('p', 'actions', link)]
}

function describe(giveaway: PublicGiveaway, held: OwnHolding): Line[] {
  const { status, kind, ticketCount, digest, winners } = giveaway
  if (status === 'cancelled')
    return [[held.paid > 0 ? say('mine.refunded', { count: held.paid }) : say('outcome.cancelled')]]
  if (status === 'draft' || status === 'scheduled') return [[say('mine.planned')]]
  const win = winners.find(({ pick }) => pick === held.pick)
  if (win) return [[kind === 'first' ? say('mine.first', { pick: win.pick }) : sayOutcome({ ...win, status })]]
  const odds = oddsOf({ kind, ticketCount, isSealed: digest !== null }, held.tickets)
  switch (odds.code) {
    case 'not-counted':
      return [[say('mine.not-counted')]]
    case 'first-come':
      return odds.hasWon ? [[say('outcome.confirmed')]] : [sayNotIn(giveaway)]
    case 'not-in':
      return [sayNotIn(giveaway)]
    case 'chance': {
      const { tickets, all, part } = odds
      const isDrawn = status === 'drawn' || status === 'completed'
      return [[say(isDrawn ? 'mine.held' : 'mine.chance', { tickets, all, part })], ...sayDetails(held)]
    }
  }
}

function sayDetails({ bonus, paid }: OwnHolding): Line[] {
  const details = [
    ...(bonus > 0 ? [say('mine.bonus', { count: bonus })] : []),
    ...(paid > 0 ? [say('mine.paid', { count: paid })] : []),
  ]
  return details.length > 0 ? [[make('span', 'fine', details.join(' '))]] : []
}

function sayNotIn({ status, word }: PublicGiveaway): Line {
  const typed = make('kbd', '', make('bdi', '', word))
  if (status === 'open') return sayAround('mine.not-in', { word: typed })
  if (status === 'paused') return sayAround('mine.not-in-paused', { word: typed })
  return [say('mine.was-not-in')]
}

/** Works at once, and again after the pause where it was asked to meanwhile. */
function calm(work: () => Promise<void>, pauseMs: number): () => void {
  let isPausing = false
  let isAsked = false
  const run = (): void => {
    isAsked = isPausing
    if (isPausing) return
    isPausing = true
    void work()
    setTimeout(() => {
      isPausing = false
      if (isAsked) run()
    }, pauseMs)
  }
  return run
}
