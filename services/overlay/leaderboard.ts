/** Who has the most points. */
import type { OverlayView } from '@streambot/shared/contract/overlay.ts'
import { make, makeName } from '../panel/parts/dom.ts'
import { makeCard } from './card.ts'
import type { Say } from './words.ts'

export function makeLeaderboard(language: string, say: Say) {
  const numbers = new Intl.NumberFormat(language)
  const list = make('ol', 'leaders')
  const card = makeCard('leaderboard', make('div', 'kicker', say('leaders.kicker')), list)
  let drawn: string | undefined
  return {
    ...card,
    update(isShown: boolean, leaders: OverlayView['leaders']) {
      card.show(isShown && leaders.length > 0)
      const look = JSON.stringify(leaders)
      if (look === drawn) return
      drawn = look
      const rows = leaders.map(({ name, balance }, index) =>
        make(
          'li',
          '',
          make('span', 'rank', numbers.format(index + 1)),
          makeName(name),
          make('span', 'points', numbers.format(balance)),
        ),
      )
      list.replaceChildren(...rows)
    },
  }
}
