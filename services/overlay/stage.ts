/** Where things stand in the picture, and how large. */
import type { OverlayOptions } from '@streambot/shared/contract/overlay.ts'
import { make } from '../panel/parts/dom.ts'

/** Puts each widget into its place. Those of one place stand below each other. */
export function makeStage(
  page: HTMLElement,
  { theme, accent, fontSize, scale, widgets, language }: OverlayOptions,
  roots: Readonly<Record<keyof OverlayOptions['widgets'], HTMLElement>>,
): void {
  const { documentElement: html } = document
  html.lang = language
  html.dataset['theme'] = theme
  html.style.setProperty('--accent', accent)
  html.style.setProperty('--text', String(fontSize / 100))
  html.style.setProperty('--scale', String(scale))
  const spots = new Map<string, HTMLElement>()
  const spotAt = (name: string, place: string): HTMLElement => {
    const spot = spots.get(name) ?? make('div', `spot ${place}`)
    spots.set(name, spot)
    return spot
  }
  for (const [name, root] of Object.entries(roots)) {
    const { shown, place, scale } = widgets[name as keyof typeof roots] // the keys are those of the record
    if (!shown) continue
    root.style.setProperty('--size', String(scale))
    if (typeof place === 'string') spotAt(place, place).append(root)
    else {
      const spot = spotAt(`free ${name}`, 'free')
      spot.style.left = `${place.x}%`
      spot.style.top = `${place.y}%`
      spot.style.width = `${place.width}%`
      spot.append(root)
    }
  }
  page.replaceChildren(...spots.values())
}
