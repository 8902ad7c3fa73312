/** What can be won, and how one takes part. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { make, setText } from '../panel/parts/dom.ts'
import { makeCard } from './card.ts'
import { sayClock, sayTerms, type Say } from './words.ts'

export function makeEnter(say: Say) {
  const kicker = make('div', 'kicker', say('enter.kicker'))
  const prize = make('bdi', 'prize')
  const how = make('span', 'how')
  const word = make('bdi', 'word')
  const terms = make('div', 'terms')
  const left = make('div', 'left')
  const card = makeCard('enter', kicker, prize, make('div', 'line', how, word), terms, left)

  return {
    ...card,
    /** `isDrawing`: its winners are being shown. `now`: the server's time. Gives whether something counts down. */
    update(giveaway: PublicGiveaway | undefined, pointsName: string, isDrawing: boolean, now: number): boolean {
      card.show(giveaway !== undefined)
      if (!giveaway) return false
      const { title, kind, status, closesAt } = giveaway
      const isOpen = status === 'open'
      setText(prize, title)
      setText(how, say(kind === 'active' ? 'enter.chat' : 'enter.type'))
      setText(word, kind === 'active' ? '' : giveaway.word)
      setText(terms, sayTerms(say, giveaway, pointsName))
      card.root.dataset['status'] = status
      if (isOpen && closesAt !== null) setText(left, say('enter.left', { time: sayClock(Date.parse(closesAt) - now) }))
      else
        setText(
          left,
          isOpen ? '' : say(status === 'paused' ? 'enter.paused' : isDrawing ? 'enter.drawing' : 'enter.closed'),
        )
      return isOpen && closesAt !== null
    },
  }
}
