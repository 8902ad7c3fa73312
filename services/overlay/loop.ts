/** The one loop of animation: it turns while something moves, and stops when nothing does. */

/** Draws one frame; false ends it. */
type Frame = (now: number) => boolean

const frames = new Set<Frame>()
let asked = false

export function animate(frame: Frame): void {
  frames.add(frame)
  ask()
}

/** Paints from 0 to 1 within so many milliseconds, 1 at last. Broken off, it paints 1 at once. */
export function play(milliseconds: number, paint: (part: number) => void, breakOff: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let start: number | undefined
    const frame: Frame = (now) => {
      start ??= now
      const part = breakOff.aborted ? 1 : Math.min(1, (now - start) / milliseconds)
      paint(part)
      if (part === 1) resolve()
      return part < 1
    }
    const end = (): void => {
      // A page that is not seen gets no frames, and is not waited for.
      frames.delete(frame)
      paint(1)
      resolve()
    }
    if (breakOff.aborted) return end()
    breakOff.addEventListener('abort', () => frames.has(frame) && end(), { once: true })
    animate(frame)
  })
}

function ask(): void {
  if (asked) return
  asked = true
  requestAnimationFrame(turn)
}

function turn(now: number): void {
  asked = false
  for (const frame of frames) if (!frame(now)) frames.delete(frame)
  if (frames.size > 0) ask()
}
