/** What can be won, by which rules, how many are in, and who won. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { make, makeTime } from '../parts/dom.ts'
import { say } from '../parts/say.ts'
import { makeWinnerCard } from '../parts/winners.ts'
import { isCounted, sayMoment, sayNext, sayStatus, sayTerms } from '../parts/words.ts'

export function fillHead(head: HTMLElement, giveaway: PublicGiveaway): void {
  const badge = make('p', 'status', make('span', 'badge', sayStatus(giveaway)), make('span', 'left', sayNext(giveaway)))
  head.replaceChildren(badge, make('h1', 'title', giveaway.title), makeFacts(giveaway))
  if (giveaway.winners.length > 0) head.append(makeWinnerCard(giveaway))
}

/** Stands in what has the class `counts`. */
export function sayCounts(giveaway: PublicGiveaway): string {
  const { entryCount, ticketCount } = giveaway
  if (!isCounted(giveaway)) return say('giveaway.counted-later')
  return ticketCount === entryCount
    ? say('people', { count: entryCount })
    : say('giveaway.counts', { people: entryCount, tickets: ticketCount })
}

function makeFacts(giveaway: PublicGiveaway): HTMLElement {
  const { openedAt, closedAt, closesAt, word, kind } = giveaway
  const entered = kind === 'active' ? say('giveaway.any-line') : make('kbd', '', make('bdi', '', word))
  return make(
    'dl',
    'facts',
    makeFact(say('giveaway.rules'), sayTerms(giveaway).join(' · ')),
    makeFact(say('giveaway.word'), entered),
    makeFact(say('giveaway.entries'), sayCounts(giveaway), 'number counts'),
    ...makeMoment(say('giveaway.opened'), openedAt),
    ...makeMoment(say(closedAt === null ? 'giveaway.closes' : 'giveaway.closed'), closedAt ?? closesAt),
  )
}

function makeMoment(name: string, at: string | null): HTMLElement[] {
  return at === null ? [] : [makeFact(name, makeTime(at, sayMoment(at)))]
}

function makeFact(name: string, fact: Node | string, className = ''): HTMLElement {
  return make('div', '', make('dt', '', name), make('dd', className, fact))
}
