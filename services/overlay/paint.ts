/** Parts of painting that wheel and reel share. */

export interface Picture {
  /** Paints how it stands at a part of its time, from 0 to 1. Gives how many names have gone by. */
  paint(part: number): number
}

export interface Canvas {
  readonly context: CanvasRenderingContext2D
  /** In pixels of the screen. */
  readonly width: number
  readonly height: number
}

/** The canvas in the pixels that it takes on the screen; nothing where it takes none. */
export function fit(canvas: HTMLCanvasElement): Canvas | undefined {
  const { clientWidth, clientHeight } = canvas
  const context = canvas.getContext('2d')
  if (!context || clientWidth === 0 || clientHeight === 0) return undefined
  const sharp = Math.min(2, devicePixelRatio)
  canvas.width = Math.round(clientWidth * sharp)
  canvas.height = Math.round(clientHeight * sharp)
  return { context, width: canvas.width, height: canvas.height }
}

export const fontOf = (size: number, weight = 600): string =>
  `${weight} ${size}px "Segoe UI Variable Display", "Segoe UI", Inter, Roboto, "Noto Sans", system-ui, sans-serif`

/** The text as far as it fits, with its end cut where it does not. The font of the context counts. */
export function cutToFit(context: Pick<CanvasText, 'measureText'>, text: string, width: number): string {
  // Marks that turn the writing direction have no business beyond their name.
  const signs = Array.from(text.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')).slice(0, 60)
  if (context.measureText(signs.join('')).width <= width) return signs.join('')
  let [fits, tooMany] = [0, signs.length]
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    if (context.measureText(`${signs.slice(0, middle).join('')}…`).width <= width) fits = middle
    else tooMany = middle
  }
  return `${signs.slice(0, fits).join('').trimEnd()}…`
}

/** Shades around the accent: neighbours differ. */
export function shadesOf(accent: string): readonly string[] {
  const [h, s, l] = toHsl(accent)
  const light = Math.min(52, Math.max(36, l))
  return [0, 1, 2, 3, 4].map(
    (step) => `hsl(${(h + step * 9 - 18 + 360) % 360} ${Math.min(62, s)}% ${light - ((step * 2) % 5) * 5}%)`,
  )
}

/** `#rrggbb` as hue in degrees, and saturation and lightness in percent. */
function toHsl(color: string): [h: number, s: number, l: number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
  const [low, high] = [Math.min(r, g, b), Math.max(r, g, b)]
  const [light, range] = [(low + high) / 2, high - low]
  if (range === 0) return [0, 0, light * 100]
  const third = high === r ? ((g - b) / range) % 6 : high === g ? (b - r) / range + 2 : (r - g) / range + 4
  return [third * 60, (range / (1 - Math.abs(2 * light - 1))) * 100, light * 100]
}
