/** Those who won, as a card. */
import type { PublicGiveaway, PublicPick, PublicWinner } from '@streambot/shared/contract/http.ts'
import { isStanding } from '@streambot/shared/giveaway/claim.ts'
import { make, makeName, setText } from './dom.ts'
import { makeMark } from './mark.ts'
import { platformNames, sayClaim, sayCount, sayList, sayNumber } from './words.ts'

export function makeWinnerCard({ kind, winners, entryCount, ticketCount }: PublicGiveaway): HTMLElement {
  const title = make('h2', 'label', winners.filter(isStanding).length > 1 ? 'Winners' : 'Winner')
  const list = make(
    'ol',
    'winners',
    ...winners.map((winner) =>
      makeWinner(winner, kind === 'first' ? `number ${sayNumber(winner.pick)}` : sayShare(winner, ticketCount)),
    ),
  )
  list.classList.toggle('alone', winners.length === 1)
  const drawn = `Drawn from ${sayCount(entryCount, 'person', 'people')}, weighted by tickets.`
  const how = make('p', 'fine', kind === 'first' ? 'In the order in which they came. Nothing was drawn.' : drawn)
  return make('section', 'winner-card', title, list, how)
}

/** Once a second: how long pending winners still have. Time is the server's, in milliseconds. */
export function tickClaims(card: HTMLElement, now: number): void {
  for (const claim of card.querySelectorAll<HTMLElement>('.claim[data-until]'))
    setText(claim, sayClaim('pending', Date.parse(claim.dataset['until'] ?? '') - now))
}

export function sayWinners(winners: readonly PublicPick[]): string {
  const names = sayList(winners.map(({ name, platform }) => `${name} on ${platformNames[platform]}`))
  return `${winners.length === 1 ? 'The winner is' : 'The winners are'} ${names}.`
}

function sayShare({ tickets }: PublicWinner, ticketCount: number): string {
  return `${sayCount(tickets, 'ticket', 'tickets')} of ${sayNumber(ticketCount)}`
}

function makeWinner(winner: PublicWinner, share: string): HTMLElement {
  const { platform, name, state } = winner
  const who = make('p', 'who', makeMark(platform), makeName(name))
  const line = make('li', 'winner', who, make('p', 'share', share), ...makeClaim(winner))
  line.dataset['state'] = state
  return line
}

function makeClaim({ state, claimDeadline, passedOver }: PublicWinner): HTMLElement[] {
  if (state === 'confirmed') return []
  const claim = make('p', 'claim', sayClaim(state, 0, passedOver))
  if (state === 'pending' && claimDeadline !== null) claim.dataset['until'] = claimDeadline
  return [claim]
}
