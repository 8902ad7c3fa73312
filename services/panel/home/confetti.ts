/** A short shower for a winner; none for people who asked for less motion. */
import { make } from '../parts/dom.ts'

const pieces = 36

export function throwConfetti(over: HTMLElement): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const shower = make('div', 'confetti', ...Array.from({ length: pieces }, makePiece))
  shower.setAttribute('aria-hidden', 'true')
  over.append(shower)
  setTimeout(() => shower.remove(), 3_500)
}

function makePiece(): HTMLElement {
  const piece = make('i')
  const set = (name: string, from: number, to: number, unit: string): void =>
    piece.style.setProperty(name, `${from + Math.random() * (to - from)}${unit}`)
  set('--x', 2, 98, '%')
  set('--drift', -60, 60, 'px')
  set('--turn', -540, 540, 'deg')
  set('--late', 0, 700, 'ms')
  set('--shade', 0, 1, '')
  return piece
}
