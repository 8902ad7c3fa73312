/** What stands on the page of an address that opens nothing. */
import { make } from '../panel/parts/dom.ts'
import { makeCard } from './card.ts'
import { speak } from './words.ts'

export function showGone(page: HTMLElement): void {
  const say = speak(navigator.language.startsWith('de') ? 'de' : 'en')
  const card = makeCard('gone', make('h1', 'prize', say('gone.title')), make('p', '', say('gone.why')))
  page.replaceChildren(make('div', 'spot middle', card.root))
  card.show(true)
}
