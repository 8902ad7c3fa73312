/** The QR code: where a giveaway can be joined or followed on a phone. */
import { encode } from 'uqr'
import { make, makePath, makeSvg, setText } from '../panel/parts/dom.ts'
import { makeCard } from './card.ts'
import type { Say } from './words.ts'

export interface CodeAddress {
  readonly address: string
  readonly label: 'code.scan' | 'code.join'
}

export function makeCode(say: Say) {
  const plate = make('div', 'plate')
  const label = make('div', 'label')
  const card = makeCard('code', plate, label)
  let drawn: string | undefined
  return {
    ...card,
    update(shown: CodeAddress | undefined) {
      card.show(shown !== undefined)
      if (!shown) return
      setText(label, say(shown.label))
      const { address } = shown
      if (address === drawn) return
      drawn = address
      plate.replaceChildren(drawCode(address))
    },
  }
}

/** Dark on light whatever the theme: phones read nothing else for sure. */
function drawCode(address: string): SVGSVGElement {
  const { data, size } = encode(address, { ecc: 'M', border: 0 })
  const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  const svg = makeSvg(`0 0 ${size} ${size}`, makePath(dots.join('')))
  svg.setAttribute('shape-rendering', 'crispEdges')
  return svg
}
