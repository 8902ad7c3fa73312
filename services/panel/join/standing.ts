/** How whoever joined stands: in, or why not; drawn, and what to do then. */
import type { JoinedAnswer, JoinState } from '@streambot/shared/contract/join.ts'
import { make, makeName, setText } from '../parts/dom.ts'
import { makeButton, makeTrouble } from '../parts/press.ts'
import { hasText, say, sayAround } from '../parts/say.ts'
import { sayLeft } from '../parts/words.ts'
import { makeSignIns } from './offer.ts'

export interface Standing {
  readonly state: JoinState
  /** Why the rules keep the person out, where they have just asked. */
  readonly refused: JoinedAnswer['refused']
  join(): Promise<string | undefined>
  claim(): Promise<string | undefined>
  announce(sentence: string): void
}

type Line = readonly (Node | string)[]

/** What is shown by now: it is made anew only when something is others, so that nobody loses the button under their finger. */
let shown = ''
let countdown: ReturnType<typeof setInterval> | undefined

export function fillStanding(card: HTMLElement, standing: Standing): void {
  const { state, refused } = standing
  const { at: _, giveaway, ...own } = state
  const fresh = JSON.stringify([own, giveaway.status, giveaway.title, refused])
  if (fresh === shown && card.querySelector('.standing')) return
  shown = fresh
  clearInterval(countdown)
  const { title, mood, lines } = describe(standing)
  const heading = make('h1', 'title standing', title)
  card.dataset['mood'] = mood
  const prize = make('p', 'kicker', make('bdi', '', giveaway.title))
  card.replaceChildren(prize, heading, ...lines.map((line) => make('p', '', ...line)), ...actionsOf(standing))
  standing.announce(title)
}

interface Described {
  readonly title: string
  readonly mood: 'in' | 'out' | 'won'
  readonly lines: readonly Line[]
}

function describe({ state, refused }: Standing): Described {
  const { giveaway, tickets, name, win } = state
  if (giveaway.status === 'cancelled') return out(say('status.cancelled'), say('joining.cancelled'))
  if (win) return describeWin(win)
  if (tickets === 0) return out(say('joining.not-in'), sayRefused(refused, giveaway.status === 'open'))
  if (giveaway.status === 'drawn' || giveaway.status === 'completed')
    return out(say('joining.lost'), say('joining.lost-hint'))
  const keep = say(giveaway.presentMinutes === null ? 'joining.keep' : 'joining.keep-open')
  const next = giveaway.status === 'closed' ? [[say('joining.waiting')]] : []
  const who = sayAround('joining.in-with', { name: makeName(name), count: tickets })
  return { title: say('joining.in'), mood: 'in', lines: [who, ...next, [keep]] }
}

function describeWin({ state }: NonNullable<JoinState['win']>): Described {
  switch (state) {
    case 'pending':
      return { title: say('joining.won'), mood: 'won', lines: [] }
    case 'claimed':
      return { title: say('joining.won'), mood: 'won', lines: [[say('joining.claimed')]] }
    case 'confirmed':
      return { title: say('joining.won'), mood: 'won', lines: [[say('joining.won-hint')]] }
    case 'missed':
      return out(say('joining.lost'), say('joining.missed'))
    case 'set-aside':
    case 'passed-over':
      return out(say('joining.lost'), say('joining.passed'))
  }
}

const out = (title: string, line: string): Described => ({ title, mood: 'out', lines: [[line]] })

function sayRefused(refused: JoinedAnswer['refused'], isOpen: boolean): string {
  const key = `refused.${refused}`
  if (refused !== null && hasText(key)) return say(key)
  return say(isOpen ? 'joining.sign-in-or-again' : 'refused.closed')
}

function actionsOf({ state, join, claim }: Standing): Node[] {
  const { giveaway, tickets, win, isGuest } = state
  const trouble = makeTrouble()
  if (win?.state === 'pending') {
    const left = make('p', 'left')
    tick(left, win.claimDeadline, Date.parse(state.at) - Date.now())
    return [makeButton('button big', [say('joining.claim')], trouble, claim), left, trouble]
  }
  const again =
    tickets === 0 && giveaway.status === 'open'
      ? [makeButton('button big', [say('joining.again')], trouble, join), trouble]
      : []
  return isGuest && giveaway.status === 'open' ? [...again, makeGuestHint()] : again
}

/** A guest may sign in later: what they have is theirs then. */
function makeGuestHint(): HTMLElement {
  const hint = make('div', 'later')
  void makeSignIns().then(
    (ways) => ways.childElementCount > 1 && hint.append(make('p', 'fine', say('joining.guest-merge')), ways),
    // That the server is away the page says by itself.
    () => hint.remove(),
  )
  return hint
}

function tick(left: HTMLElement, deadline: string | null, ahead: number): void {
  const show = (): void => {
    const milliseconds = Date.parse(deadline ?? '') - Date.now() - ahead
    setText(left, milliseconds > 0 ? say('joining.claim-hint', { time: sayLeft(milliseconds) }) : '')
  }
  show()
  countdown = setInterval(show, 1_000)
}
