/** Pages that are one card. */
import { sayWhy } from './ask.ts'
import { make } from './dom.ts'
import { type Frame, makeFrame } from './frame.ts'
import { say } from './say.ts'

export interface OneCard {
  readonly frame: Frame
  readonly card: HTMLElement
  /** Shows a title and sentences in the place of what stood there. */
  show(title: string, ...sentences: (Node | string)[][]): void
  /** Fills the card; where that fails it says why, and rejects. */
  fill(work: () => Promise<void>): Promise<void>
}

/** `loading` stands there until the card is filled. */
export function makeOneCard(title: string, loading: string, name = 'card join'): OneCard {
  const card = make('section', name)
  const frame = makeFrame(title)
  frame.main.replaceChildren(card)
  const show: OneCard['show'] = (above, ...sentences) =>
    card.replaceChildren(make('h1', 'title', above), ...sentences.map((sentence) => make('p', '', ...sentence)))
  show(title, [loading])
  return {
    frame,
    card,
    show,
    async fill(work) {
      try {
        await work()
      } catch (error) {
        show(say('not-now'), [sayWhy(error)])
        throw error
      }
    },
  }
}
