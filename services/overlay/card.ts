/** A part of the overlay on its backing, which comes and goes softly. */
import { make } from '../panel/parts/dom.ts'

export interface Card {
  readonly root: HTMLElement
  show(shown: boolean): void
}

/** As long as the style takes to fade. */
const fadeMs = 400

export function makeCard(name: string, ...children: Node[]): Card {
  const root = make('section', `card ${name}`, ...children)
  root.hidden = true
  let leaving: ReturnType<typeof setTimeout> | undefined
  let isShown = false
  return {
    root,
    show(shown) {
      if (shown === isShown) return
      isShown = shown
      clearTimeout(leaving)
      if (shown) {
        root.hidden = false
        root.classList.remove('out')
        // Read, so that the style of before counts as the one it comes from.
        root.getBoundingClientRect()
        root.classList.add('in')
      } else {
        root.classList.remove('in')
        root.classList.add('out')
        // Out of the way once it is not seen any more.
        leaving = setTimeout(() => (root.hidden = true), fadeMs)
      }
    },
  }
}
