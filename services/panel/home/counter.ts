/** A number that runs to its new value instead of jumping. */
import { setText } from '../parts/dom.ts'
import { sayNumber } from '../parts/words.ts'

export interface Counter {
  show(value: number): void
}

const runMs = 600
const still = matchMedia('(prefers-reduced-motion: reduce)')

export function makeCounter(element: HTMLElement): Counter {
  let shown: number | undefined
  let frame = 0

  const write = (value: number): void => {
    shown = value
    setText(element, sayNumber(value))
  }
  return {
    show: (value) => {
      cancelAnimationFrame(frame)
      const from = shown
      if (from === undefined || from === value || still.matches || document.hidden) return write(value)
      const start = performance.now()
      const step = (now: number): void => {
        const part = Math.min(1, Math.max(0, (now - start) / runMs))
        write(Math.round(from + (value - from) * (1 - (1 - part) ** 3)))
        if (part < 1) frame = requestAnimationFrame(step)
      }
      frame = requestAnimationFrame(step)
    },
  }
}
