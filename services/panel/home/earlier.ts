/** The other giveaways, each a line that leads to its own page. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { isStanding } from '@streambot/shared/giveaway/claim.ts'
import { make, makeLink, makeName, makeTime } from '../parts/dom.ts'
import { makeMark } from '../parts/mark.ts'
import { say } from '../parts/say.ts'
import { isRunning } from '../parts/state.ts'
import { sayMoment, sayStatus } from '../parts/words.ts'

const namesShown = 3

export function makeEarlier(giveaways: readonly PublicGiveaway[]): HTMLElement {
  const lines = giveaways.map((giveaway) => make('li', '', makeLine(giveaway)))
  const empty = make('p', 'empty', say('home.earlier-none'))
  const content = lines.length > 0 ? make('ol', 'earlier', ...lines) : empty
  return make('section', 'card', make('h2', 'heading', say('home.earlier')), content)
}

function makeLine(giveaway: PublicGiveaway): HTMLElement {
  const { id, openedAt } = giveaway
  const when = isRunning(giveaway) || openedAt === null ? sayStatus(giveaway) : makeTime(openedAt, sayMoment(openedAt))
  const facts = make('span', 'fine', when, ` · ${say('people', { count: giveaway.entryCount })}`)
  const about = make('span', 'about', make('bdi', 'name', giveaway.title), facts)
  return makeLink(`/g/${id}`, 'line', about, makeResult(giveaway))
}

function makeResult(giveaway: PublicGiveaway): HTMLElement {
  const winners = giveaway.winners.filter(isStanding)
  const result = make('span', 'result')
  if (winners.length === 0)
    result.append(make('span', 'fine', giveaway.status === 'completed' ? say('home.no-winner') : sayStatus(giveaway)))
  winners.slice(0, namesShown).forEach(({ platform, name }, index) => {
    result.append(index > 0 ? ', ' : '', make('span', 'won', makeMark(platform), makeName(name)))
  })
  if (winners.length > namesShown) result.append(` ${say('home.more-winners', { count: winners.length - namesShown })}`)
  return result
}
