/** The keys that whoever is signed in won: masked until they ask to see one. */
import type { OwnKeyView, WonToken } from '@streambot/shared/contract/prize-keys.ts'
import { isProblem, sayProblem, sayWhy, send } from '../parts/ask.ts'
import { make, makeLink } from '../parts/dom.ts'
import { makeButton, makeTrouble } from '../parts/press.ts'
import { say } from '../parts/say.ts'

/** A line of the list. What was shown is masked again when the list is shown anew. */
export function makeKey(win: OwnKeyView): HTMLElement {
  const title = makeLink(`/g/${win.giveawayId}`, 'more', make('bdi', '', win.title))
  const line = make('li', '', title, make('p', 'outcome', saySituation(win)))
  if (!win.isTheirs) return line
  const key = make('code', 'prize-key', win.masked ?? '')
  key.tabIndex = -1
  key.hidden = win.masked === null
  const trouble = makeTrouble()
  line.append(key, makeShow(win, key, trouble), trouble)
  return line
}

function makeShow(win: OwnKeyView, key: HTMLElement, trouble: HTMLElement): HTMLButtonElement {
  const isThere = win.masked !== null
  const label = say(isThere ? 'me.keys.show' : 'me.keys.ask')
  const button = makeButton('button small', [label], trouble, async () => {
    try {
      const shown = await send<WonToken>('POST', '/api/token', { giveawayId: win.giveawayId })
      if (isProblem(shown)) return sayProblem(shown)
      key.textContent = shown.token
      key.setAttribute('aria-label', say('me.keys.shown', { title: win.title, key: shown.token }))
      key.hidden = false
      // The button goes, and the focus moves on to what came.
      key.focus()
      button.remove()
      return undefined
    } catch (error) {
      return sayWhy(error)
    }
  })
  button.setAttribute('aria-label', say(isThere ? 'me.keys.show-which' : 'me.keys.ask-which', { title: win.title }))
  return button
}

function saySituation({ isTheirs, masked, revealedAt, state }: OwnKeyView): string {
  if (!isTheirs) return say(state === 'pending' ? 'me.keys.claim' : 'me.keys.lost')
  if (masked === null) return say('me.keys.none')
  return say(revealedAt === null ? 'me.keys.waiting' : 'me.keys.seen')
}
