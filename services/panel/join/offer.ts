/** What one joins, and the button for it. */
import type { JoinView } from '@streambot/shared/contract/join.ts'
import { findMe, signInWith } from '../parts/account.ts'
import { make, makeName } from '../parts/dom.ts'
import { makeWays } from '../parts/go.ts'
import { makeButton, makeTrouble } from '../parts/press.ts'
import { say, sayAround } from '../parts/say.ts'
import { sayTerms } from '../parts/words.ts'

export interface Offer {
  readonly view: JoinView
  /** Whether the code counts, or what this browser got for one does. */
  readonly hasPass: boolean
  join(): Promise<string | undefined>
}

export async function fillOffer(card: HTMLElement, { view, hasPass, join }: Offer): Promise<void> {
  const { giveaway, name } = view
  const prize = [make('p', 'kicker', say('joining.prize')), make('h1', 'title', make('bdi', '', giveaway.title))]
  const terms = make('p', 'terms', sayTerms(giveaway).join(' · '))
  if (['closed', 'drawn', 'completed', 'cancelled'].includes(giveaway.status))
    return card.replaceChildren(...prize, make('p', '', say('joining.closed')))
  if (!hasPass)
    return card.replaceChildren(make('h1', 'title', say('joining.old')), make('p', '', say('joining.old-hint')))
  const trouble = makeTrouble()
  const button = makeButton('button big', [say('joining.join')], trouble, join)
  if (name !== null) {
    const who = make('p', '', ...sayAround('joining.as', { name: makeName(name) }))
    return card.replaceChildren(...prize, terms, button, trouble, who)
  }
  const ways = await makeSignIns()
  if (giveaway.joinByCode === 'signed-in')
    return card.replaceChildren(...prize, terms, make('p', '', say('joining.sign-in')), ways)
  const guest = make('p', '', say('joining.as-guest'))
  const hint = ways.childElementCount > 1 ? [make('p', 'fine', say('joining.or-sign-in')), ways] : []
  card.replaceChildren(...prize, terms, button, trouble, guest, ...hint)
}

/** A button for each platform with which one can sign in; one comes back to this page. */
export async function makeSignIns(): Promise<HTMLElement> {
  const { platforms } = await findMe()
  return makeWays(platforms.map(signInWith))
}
