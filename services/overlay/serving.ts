/** Whose turn it is in the queue of rewards, and who comes next. */
import type { OverlayView } from '@streambot/shared/contract/overlay.ts'
import { make, makeName, setText } from '../panel/parts/dom.ts'
import { makeCard } from './card.ts'
import type { Say } from './words.ts'

export function makeServing(say: Say) {
  const ticket = make('div', 'number')
  const who = make('div', 'who')
  const next = make('ol', 'next')
  const more = make('div', 'label')
  const card = makeCard('serving', make('div', 'kicker', say('serving.kicker')), ticket, who, next, more)
  let drawn: string | undefined
  return {
    ...card,
    update(queue: OverlayView['queue']) {
      const isShown = queue !== null && (queue.serving !== null || queue.next.length > 0)
      card.show(isShown)
      if (!isShown) return
      const look = JSON.stringify(queue)
      if (look === drawn) return
      drawn = look
      const { serving, next: coming, waiting } = queue
      setText(ticket, serving?.ticket ?? '')
      who.replaceChildren(...(serving ? [makeName(serving.name)] : []))
      next.replaceChildren(
        ...coming.map(({ ticket, name }) => make('li', '', make('span', 'rank', ticket), makeName(name))),
      )
      const unseen = waiting - coming.length
      setText(more, unseen > 0 ? say('serving.more', { count: unseen }) : '')
    },
  }
}
