/** The draw as a wheel: painted once with its names, then only turned. */
import { type Canvas, cutToFit, fontOf, type Picture, shadesOf } from './paint.ts'
import { ease, type Lineup, sliceAt, wheelStop } from './picture.ts'

const turns = 6

export function makeWheel({ context, width, height }: Canvas, { names, stopsOn }: Lineup, accent: string): Picture {
  const size = Math.min(width, height)
  const face = paintFace(size, names, shadesOf(accent))
  const stop = wheelStop(names.length, stopsOn, turns, Math.random())
  const slice = (2 * Math.PI) / names.length
  return {
    paint(part) {
      const angle = stop * ease(part)
      context.clearRect(0, 0, width, height)
      context.save()
      context.translate(width / 2, height / 2)
      context.rotate(angle)
      context.drawImage(face, -size / 2, -size / 2)
      if (part === 1) markSlice(context, size, slice, sliceAt(names.length, angle))
      context.restore()
      paintPointer(context, width / 2, (height - size) / 2, size)
      return Math.floor(angle / slice)
    },
  }
}

function paintFace(size: number, names: readonly string[], shades: readonly string[]): OffscreenCanvas {
  const face = new OffscreenCanvas(size, size)
  const context = face.getContext('2d')
  if (!context) return face
  const radius = size / 2
  const slice = (2 * Math.PI) / names.length
  context.translate(radius, radius)
  for (const [index, name] of names.entries()) {
    // The last one is no neighbour of the first in the same shade.
    const shade = index === names.length - 1 && index % shades.length === 0 && index > 0 ? 2 : index % shades.length
    paintSlice(context, radius * 0.96, slice, shades[shade] ?? 'gray')
    paintName(context, radius, slice, name)
    context.rotate(slice)
  }
  paintRim(context, radius)
  return face
}

type Painter = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D

function paintSlice(context: Painter, radius: number, slice: number, shade: string): void {
  context.beginPath()
  context.moveTo(0, 0)
  context.arc(0, 0, radius, 0, slice)
  context.closePath()
  context.fillStyle = shade
  context.fill()
  context.strokeStyle = 'rgb(255 255 255 / 0.22)'
  context.lineWidth = Math.max(1, radius / 300)
  context.stroke()
}

function paintName(context: OffscreenCanvasRenderingContext2D, radius: number, slice: number, name: string): void {
  // As high as its slice is where the name is half over.
  const size = Math.min(radius * 0.095, radius * 0.62 * slice * 0.92)
  context.save()
  context.rotate(slice / 2)
  context.font = fontOf(size)
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  context.fillStyle = 'white'
  context.shadowColor = 'rgb(0 0 0 / 0.55)'
  context.shadowBlur = size / 4
  context.fillText(cutToFit(context, name, radius * 0.56), radius * 0.9, 0)
  context.restore()
}

function paintRim(context: OffscreenCanvasRenderingContext2D, radius: number): void {
  ring(context, radius * 0.965, radius * 0.05, '#11131c')
  ring(context, radius * 0.94, radius * 0.008, 'rgb(255 255 255 / 0.5)')
  for (let bulb = 0; bulb < 24; bulb++) {
    const angle = (bulb * Math.PI) / 12
    dot(context, Math.cos(angle) * radius * 0.965, Math.sin(angle) * radius * 0.965, radius * 0.011, '#ffe9a8')
  }
  dot(context, 0, 0, radius * 0.15, '#11131c')
  ring(context, radius * 0.15, radius * 0.012, 'rgb(255 255 255 / 0.65)')
  dot(context, 0, 0, radius * 0.045, 'white')
}

/** Where it stopped: all else steps back. */
function markSlice(context: CanvasRenderingContext2D, size: number, slice: number, index: number): void {
  context.save()
  context.rotate(index * slice)
  context.beginPath()
  context.arc(0, 0, size * 0.47, slice, 2 * Math.PI)
  context.arc(0, 0, size * 0.08, 2 * Math.PI, slice, true)
  context.closePath()
  context.fillStyle = 'rgb(0 0 0 / 0.6)'
  if (slice < 2 * Math.PI) context.fill()
  context.restore()
}

function paintPointer(context: CanvasRenderingContext2D, x: number, top: number, size: number): void {
  const half = size * 0.032
  context.beginPath()
  context.moveTo(x - half, top)
  context.lineTo(x + half, top)
  context.lineTo(x, top + size * 0.06)
  context.closePath()
  context.fillStyle = 'white'
  context.fill()
  context.strokeStyle = '#11131c'
  context.lineWidth = size * 0.006
  context.lineJoin = 'round'
  context.stroke()
}

function ring(context: Painter, radius: number, width: number, color: string): void {
  context.beginPath()
  context.arc(0, 0, radius, 0, 2 * Math.PI)
  context.strokeStyle = color
  context.lineWidth = width
  context.stroke()
}

function dot(context: Painter, x: number, y: number, radius: number, color: string): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fillStyle = color
  context.fill()
}
