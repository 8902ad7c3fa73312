/** The draw as a slot reel: names run down behind a window, and only those in it are painted. */
import { type Canvas, cutToFit, fontOf, type Picture, shadesOf } from './paint.ts'
import { ease, type Lineup, reelStop } from './picture.ts'

const rowsShown = 5
const leastRows = 60

export function makeReel({ context, width, height }: Canvas, { names, stopsOn }: Lineup, accent: string): Picture {
  const row = height / rowsShown
  const size = row * 0.5
  const shades = shadesOf(accent)
  context.font = fontOf(size)
  const texts = names.map((name) => cutToFit(context, name, width * 0.86))
  const stop = reelStop(names.length, stopsOn, Math.ceil(leastRows / names.length))
  return {
    paint(part) {
      const gone = stop * ease(part)
      const first = Math.floor(gone)
      context.clearRect(0, 0, width, height)
      paintWindow(context, width, row, shades[2] ?? 'gray', part === 1)
      for (let step = -3; step <= 3; step++) {
        // Names come from above: the later one stands higher.
        const middle = height / 2 + (gone - first - step) * row
        const text = texts[(((first + step) % names.length) + names.length) % names.length] ?? ''
        paintRow(context, text, { x: width / 2, y: middle, far: Math.abs(middle - height / 2) / row, size })
      }
      return first
    },
  }
}

function paintWindow(
  context: CanvasRenderingContext2D,
  width: number,
  row: number,
  shade: string,
  isOver: boolean,
): void {
  context.globalAlpha = isOver ? 1 : 0.7
  context.fillStyle = shade
  context.beginPath()
  context.roundRect(0, row * 2, width, row, row * 0.22)
  context.fill()
  context.globalAlpha = 1
}

function paintRow(
  context: CanvasRenderingContext2D,
  text: string,
  { x, y, far, size }: { readonly x: number; readonly y: number; readonly far: number; readonly size: number },
): void {
  const near = Math.max(0, 1 - far / 2.6)
  if (near === 0) return
  context.globalAlpha = 0.15 + 0.85 * near ** 1.5
  context.font = fontOf(size * (0.72 + 0.28 * near))
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = 'white'
  context.fillText(text, x, y)
  context.globalAlpha = 1
}
