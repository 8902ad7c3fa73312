/** A shower of confetti over the whole picture, in the one loop of animation. */
import { make } from '../panel/parts/dom.ts'
import { animate } from './loop.ts'
import { calm } from './motion.ts'
import { fit, shadesOf } from './paint.ts'

const pieces = 160
const lastsMs = 4_500
const gravity = 0.55

interface Piece {
  readonly x: number
  readonly y: number
  readonly right: number
  readonly up: number
  readonly turn: number
  readonly size: number
  readonly color: string
}

/** One shower at a time; none for people who asked for less motion. */
export function makeConfetti(over: HTMLElement): (accent: string) => void {
  const canvas = make('canvas', 'confetti')
  over.append(canvas)
  let current = 0
  return (accent) => {
    const fitted = calm() || document.hidden ? undefined : fit(canvas)
    if (!fitted) return
    const { context, width, height } = fitted
    const colors = [...shadesOf(accent), '#ffd75e', '#ffffff']
    const thrown = Array.from({ length: pieces }, () => throwPiece(width, height, colors))
    const own = ++current
    const start = performance.now()
    animate((now) => {
      if (own !== current) return false
      const part = (now - start) / lastsMs
      context.clearRect(0, 0, width, height)
      if (part >= 1) {
        // Nothing is kept for the time in between.
        canvas.width = canvas.height = 0
        return false
      }
      for (const piece of thrown) paintPiece(context, piece, Math.max(0, part) * (lastsMs / 1_000), height, part)
      return true
    })
  }
}

/** From both lower corners towards the middle. */
function throwPiece(width: number, height: number, colors: readonly string[]): Piece {
  const side = Math.random() < 0.5 ? -1 : 1
  return {
    x: side < 0 ? 0 : width,
    y: height * (0.75 + Math.random() * 0.2),
    right: -side * width * (0.05 + Math.random() * 0.32),
    up: height * (0.55 + Math.random() * 0.55),
    turn: (Math.random() - 0.5) * 14,
    size: height * (0.008 + Math.random() * 0.009),
    color: colors[Math.floor(Math.random() * colors.length)] ?? 'white',
  }
}

function paintPiece(
  context: CanvasRenderingContext2D,
  piece: Piece,
  seconds: number,
  height: number,
  part: number,
): void {
  // The air brakes: sideways they soon only drift.
  const carried = 1 - Math.exp(-1.4 * seconds)
  const x = piece.x + (piece.right / 0.75) * carried
  const y = piece.y - (piece.up / 0.9) * carried + (gravity * height * seconds * seconds) / 4
  if (y > height) return
  const angle = piece.turn * seconds
  context.save()
  context.globalAlpha = part > 0.8 ? (1 - part) * 5 : 1
  context.translate(x, y)
  context.rotate(angle)
  context.fillStyle = piece.color
  context.fillRect(
    -piece.size / 2,
    (-piece.size * Math.abs(Math.cos(angle * 1.7))) / 2,
    piece.size,
    piece.size * 0.6 * Math.abs(Math.cos(angle * 1.7)) + 1,
  )
  context.restore()
}
