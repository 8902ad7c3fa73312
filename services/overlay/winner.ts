/** Who has won: the latest large, the others below, and how long they have to say something. */
import type { PublicGiveaway, PublicWinner } from '@streambot/shared/contract/http.ts'
import { platformNames } from '@streambot/shared/giveaway/words.ts'
import { make, makeName, setText } from '../panel/parts/dom.ts'
import { makeCard } from './card.ts'
import { type Say, sayClock, sayState } from './words.ts'

/** Below the large one; more could not be read. */
const mostListed = 5

export function makeWinner(say: Say) {
  const kicker = make('div', 'kicker')
  const face = make('div', 'face')
  const prize = make('bdi', 'prize')
  const claim = make('div', 'claim')
  const bar = make('div', 'bar')
  const others = make('ul', 'others')
  const card = makeCard('winner', kicker, face, prize, claim, make('div', 'track', bar), others)
  let drawn: string | undefined

  /** Rows are made anew only where somebody or something is another. */
  const list = (main: PublicWinner, rest: readonly PublicWinner[]): void => {
    const look = JSON.stringify([main, ...rest].map(({ pick, name, state }) => [pick, name, state]))
    if (look === drawn) return
    drawn = look
    const { platform } = main
    const from = platform === 'guest' ? [] : [make('span', `platform ${platform}`, platformNames[platform])]
    face.replaceChildren(makeName(main.name), ...from)
    face.dataset['size'] = sizeOf(main.name)
    const rows = rest.slice(0, mostListed).map((winner) => makeRow(say, winner))
    const more = rest.length - rows.length
    others.replaceChildren(...rows, ...(more > 0 ? [make('li', 'more', say('winner.more', { count: more }))] : []))
  }

  return {
    ...card,
    /** `now`: the server's time. Gives whether something counts down. */
    update(giveaway: PublicGiveaway | undefined, winners: readonly PublicWinner[], now: number): boolean {
      const drawnOnes = winners.filter(({ state }) => state !== 'passed-over').toSorted(byWeight)
      const [main, ...rest] = drawnOnes
      card.show(main !== undefined && giveaway !== undefined)
      if (!main || !giveaway) return false
      const standing = drawnOnes.filter(stands).length
      list(main, rest)
      setText(kicker, say('winner.kicker', { count: Math.max(1, standing) }))
      setText(prize, giveaway.title)
      card.root.dataset['state'] = main.state
      const left =
        main.state === 'pending' && main.claimDeadline !== null ? Date.parse(main.claimDeadline) - now : undefined
      setText(claim, left === undefined ? sayState(say, main.state) : say('winner.claim', { time: sayClock(left) }))
      const part = left === undefined ? 0 : left / ((giveaway.claimSeconds ?? 1) * 1_000)
      bar.style.transform = `scaleX(${Math.min(1, Math.max(0, part)).toFixed(4)})`
      return left !== undefined && left > 0
    },
  }
}

/** First who has to say something, then who has won, then who has not; of those whoever was drawn last. */
function byWeight(a: PublicWinner, b: PublicWinner): number {
  return weigh(b) - weigh(a) || b.pick - a.pick
}

const weigh = (winner: PublicWinner): number => (winner.state === 'pending' ? 2 : Number(stands(winner)))

export function stands({ state }: PublicWinner): boolean {
  return state === 'pending' || state === 'claimed' || state === 'confirmed'
}

function makeRow(say: Say, winner: PublicWinner): HTMLElement {
  const row = make('li', '', makeName(winner.name), make('span', 'state', sayState(say, winner.state)))
  row.dataset['state'] = winner.state
  return row
}

/** Long names are set smaller, and cut after two lines. */
function sizeOf(name: string): 'large' | 'medium' | 'small' {
  return name.length <= 14 ? 'large' : name.length <= 28 ? 'medium' : 'small'
}
