/** Those who won, as a card. */
import type { PublicGiveaway, PublicWinner } from '@streambot/shared/contract/http.ts'
import { make, makeName } from './dom.ts'
import { makeMark } from './mark.ts'
import { platformNames, sayCount, sayList, sayNumber } from './words.ts'

export function makeWinnerCard({ winners, entryCount, ticketCount }: PublicGiveaway): HTMLElement {
  const title = make('h2', 'label', winners.length === 1 ? 'Winner' : 'Winners')
  const list = make('ol', 'winners', ...winners.map((winner) => makeWinner(winner, ticketCount)))
  list.classList.toggle('alone', winners.length === 1)
  const drawn = make('p', 'fine', `Drawn from ${sayCount(entryCount, 'person', 'people')}, weighted by tickets.`)
  return make('section', 'winner-card', title, list, drawn)
}

export function sayWinners(winners: readonly PublicWinner[]): string {
  const names = sayList(winners.map(({ name, platform }) => `${name} on ${platformNames[platform]}`))
  return `${winners.length === 1 ? 'The winner is' : 'The winners are'} ${names}.`
}

function makeWinner({ platform, name, tickets }: PublicWinner, ticketCount: number): HTMLElement {
  const share = `${sayCount(tickets, 'ticket', 'tickets')} of ${sayNumber(ticketCount)}`
  return make('li', 'winner', make('p', 'who', makeMark(platform), makeName(name)), make('p', 'share', share))
}
