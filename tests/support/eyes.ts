/** Looks at what a page paints. */
import type { Page } from 'playwright-core'

/** What was painted so far. */
export interface Seen {
  /** Of each wheel, the names as they were painted. */
  readonly faces: readonly (readonly string[])[]
  /** By how much the wheel was turned at last, in radians; its slices begin at the right. */
  readonly angle: number
  /** When it was turned, in milliseconds. */
  readonly turned: readonly number[]
  /** The last names painted on the page itself: the middle of each, and the height of the canvas. */
  readonly rows: readonly { readonly text: string; readonly y: number; readonly height: number }[]
  /** How many those were. */
  readonly written: number
  /** How often a frame was asked for. */
  readonly asked: number
}

/** Comes before the scripts of the page. It knows nothing of them but what the browser is told to paint. */
export async function openEyes(page: Page): Promise<{ look(): Promise<Seen> }> {
  await page.addInitScript(notePainting)
  return { look: () => page.evaluate<Seen>('seen') }
}

/** The name at the top of the wheel, by the angle at which it stands. */
export function nameUnderPointer({ faces, angle }: Seen): string | undefined {
  const names = faces.at(-1) ?? []
  const degrees = (((270 - (angle * 180) / Math.PI) % 360) + 360) % 360
  return names[Math.floor((degrees * names.length) / 360)]
}

/** The name in the middle of the window of the reel. */
export function nameInWindow({ rows }: Seen): string | undefined {
  return rows.find(({ y, height }) => Math.abs(y - height / 2) < 1)?.text
}

const notePainting = `{
  const seen = globalThis.seen = { faces: [], angle: 0, turned: [], rows: [], written: 0, asked: 0 }
  const Face = globalThis.OffscreenCanvas
  globalThis.OffscreenCanvas = class extends Face {
    constructor(width, height) {
      super(width, height)
      seen.faces.push([])
    }
  }
  const onFace = OffscreenCanvasRenderingContext2D.prototype
  const writeFace = onFace.fillText
  onFace.fillText = function (...call) {
    seen.faces.at(-1)?.push(call[0])
    return writeFace.apply(this, call)
  }
  const onPage = CanvasRenderingContext2D.prototype
  const { drawImage, rotate, fillText } = onPage
  let last = 0
  onPage.rotate = function (angle) {
    last = angle
    return rotate.call(this, angle)
  }
  onPage.drawImage = function (...call) {
    seen.angle = last
    seen.turned.push(performance.now())
    return drawImage.apply(this, call)
  }
  onPage.fillText = function (...call) {
    seen.written++
    seen.rows = [...seen.rows, { text: call[0], y: call[2], height: this.canvas.height }].slice(-7)
    return fillText.apply(this, call)
  }
  const request = globalThis.requestAnimationFrame
  globalThis.requestAnimationFrame = (callback) => {
    seen.asked++
    return request(callback)
  }
}`
