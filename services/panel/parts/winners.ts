/** Those who won, as a card. */
import type { PublicGiveaway, PublicPick, PublicWinner } from '@streambot/shared/contract/http.ts'
import { isStanding } from '@streambot/shared/giveaway/claim.ts'
import { platformNames } from '@streambot/shared/giveaway/words.ts'
import { make, makeName, setText } from './dom.ts'
import { makeMark } from './mark.ts'
import { say } from './say.ts'
import { sayClaim, sayList } from './words.ts'

export function makeWinnerCard({ kind, winners, entryCount, ticketCount }: PublicGiveaway): HTMLElement {
  const isFirst = kind === 'first'
  const title = make('h2', 'label', say('winners.title', { count: Math.max(1, winners.filter(isStanding).length) }))
  const lines = winners.map((winner) => {
    const { pick, tickets } = winner
    const share = isFirst ? say('winners.place', { pick }) : say('winners.share', { count: tickets, all: ticketCount })
    return makeWinner(winner, share)
  })
  const list = make('ol', 'winners', ...lines)
  list.classList.toggle('alone', winners.length === 1)
  const how = make('p', 'fine', isFirst ? say('winners.first') : say('winners.drawn', { count: entryCount }))
  return make('section', 'winner-card', title, list, how)
}

/** Once a second: how long pending winners still have. Time is the server's, in milliseconds. */
export function tickClaims(card: HTMLElement, now: number): void {
  for (const claim of card.querySelectorAll<HTMLElement>('.claim[data-until]'))
    setText(claim, sayClaim('pending', Date.parse(claim.dataset['until'] ?? '') - now))
}

export function sayWinners(winners: readonly PublicPick[]): string {
  const names = winners.map(({ name, platform }) =>
    platform === 'guest' ? name : say('winners.one', { name, platform: platformNames[platform] }),
  )
  return say('winners.spoken', { count: winners.length, names: sayList(names) })
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
