/** The QR code: where a giveaway can be followed on a phone. */
import { encode } from 'uqr'
import { make, makePath, makeSvg } from '../panel/parts/dom.ts'
import { makeCard } from './card.ts'
import type { Say } from './words.ts'

export function makeCode(say: Say) {
  const plate = make('div', 'plate')
  const card = makeCard('code', plate, make('div', 'label', say('code.scan')))
  let drawn: string | undefined
  return {
    ...card,
    update(address: string | undefined) {
      card.show(address !== undefined)
      if (address === undefined || address === drawn) return
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
