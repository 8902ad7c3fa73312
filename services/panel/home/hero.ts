/** The giveaway that runs, large: what can be won, how many are in, how to enter, how long it takes, who won. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { Activity } from '@streambot/shared/contract/live.ts'
import { isStanding } from '@streambot/shared/giveaway/claim.ts'
import { make, setText } from '../parts/dom.ts'
import { say, sayAround } from '../parts/say.ts'
import { makeWinnerCard, tickClaims } from '../parts/winners.ts'
import { isCounted, sayHow, sayLeft, sayNext, sayStatus, sayTerms } from '../parts/words.ts'
import { throwConfetti } from './confetti.ts'
import { makeCounter } from './counter.ts'
import { makeSparkline } from './sparkline.ts'

export interface Hero {
  readonly giveawayId: string
  readonly element: HTMLElement
  update(giveaway: PublicGiveaway, activity: Activity | undefined): void
  /** Once a second: time is the server's, in milliseconds. */
  tick(now: number): void
}

export function makeHero(first: PublicGiveaway): Hero {
  let giveaway = first
  let growth: Activity['growth'] = []
  let asideShown: string | undefined
  let won = 0
  const badge = make('span', 'badge')
  const left = make('span', 'left number')
  const title = make('h1', 'title')
  const digits = make('span', 'digits number')
  const counter = makeCounter(digits)
  const label = make('span', 'label')
  const tickets = make('p', 'fine')
  const aside = make('div', 'aside')
  const sparkline = makeSparkline()
  const count = make('div', 'count', make('p', 'count-line', digits, label), tickets)
  const element = make(
    'section',
    'hero card',
    make('p', 'status', badge, left),
    title,
    make('div', 'hero-body', count, aside),
    sparkline.element,
  )

  const showAside = (): void => {
    const { winners } = giveaway
    const due = `${invites(giveaway) ? 'how to enter' : ''} ${describeWinners(giveaway)}`
    if (due === asideShown) return
    const live = asideShown !== undefined
    asideShown = due
    aside.replaceChildren(...makeAside(giveaway))
    const wonNow = winners.filter((winner) => isStanding(winner) && winner.state !== 'pending').length
    if (live && wonNow > won) throwConfetti(element)
    won = wonNow
  }
  const tick = (now: number): void => {
    setText(left, sayTime(giveaway, now))
    tickClaims(aside, now)
    const until = Math.min(now, giveaway.closedAt === null ? now : Date.parse(giveaway.closedAt))
    sparkline.show(growth, giveaway.openedAt === null ? until : Date.parse(giveaway.openedAt), until)
  }
  return {
    giveawayId: first.id,
    element,
    tick,
    update: (changed, activity) => {
      giveaway = changed
      growth = activity?.growth ?? growth
      element.dataset['status'] = giveaway.status
      setText(badge, sayStatus(giveaway))
      setText(title, giveaway.title)
      counter.show(giveaway.entryCount)
      digits.hidden = !isCounted(giveaway)
      setText(label, sayIn(giveaway))
      setText(tickets, giveaway.kind === 'tickets' ? say('tickets', { count: giveaway.ticketCount }) : '')
      sparkline.element.hidden = !isCounted(giveaway) || !(takesEntries(giveaway) || giveaway.status === 'closed')
      showAside()
    },
  }
}

function sayTime(giveaway: PublicGiveaway, now: number): string {
  if (giveaway.status !== 'open' || giveaway.closesAt === null) return sayNext(giveaway)
  const left = Date.parse(giveaway.closesAt) - now
  return left > 0 ? say('next.closes', { left: sayLeft(left) }) : say('next.closing')
}

function describeWinners({ winners }: PublicGiveaway): string {
  return winners.map(({ pick, state }) => `${pick} ${state}`).join()
}

function makeAside(giveaway: PublicGiveaway): HTMLElement[] {
  return [
    ...(invites(giveaway) ? [makeHowTo(giveaway)] : []),
    ...(giveaway.winners.length > 0 ? [makeWinnerCard(giveaway)] : []),
  ]
}

/** Where the first ones win, there are winners while there are still places. */
function invites(giveaway: PublicGiveaway): boolean {
  return takesEntries(giveaway) && (giveaway.winners.length === 0 || giveaway.kind === 'first')
}

function takesEntries({ status }: PublicGiveaway): boolean {
  return status === 'open' || status === 'paused'
}

function sayIn(giveaway: PublicGiveaway): string {
  if (!isCounted(giveaway)) return say('home.counted-later')
  return say(takesEntries(giveaway) ? 'home.is-in' : 'home.entered', { count: giveaway.entryCount })
}

function makeHowTo(giveaway: PublicGiveaway): HTMLElement {
  const { word, kind, maxTickets } = giveaway
  const several = Math.min(5, maxTickets)
  const more =
    kind === 'tickets' && several > 1
      ? [make('p', 'fine', ...sayAround('how.more', { word: makeSaid(`${word} ${several}`) }))]
      : []
  return make(
    'section',
    'how-to',
    make('h2', 'label', sayHow(giveaway)),
    ...(kind === 'active' ? [] : [make('p', 'word', makeSaid(word))]),
    ...more,
    make('p', 'terms', sayTerms(giveaway).join(' · ')),
  )
}

/** Something to type, exactly as it stands. */
function makeSaid(text: string): HTMLElement {
  return make('kbd', '', make('bdi', '', text))
}
