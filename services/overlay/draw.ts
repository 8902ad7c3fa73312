/** The draw: a wheel or a reel that stops on the winner who was drawn and published before. */
import type { OverlayOptions } from '@streambot/shared/contract/overlay.ts'
import { make, setText } from '../panel/parts/dom.ts'
import { makeCard } from './card.ts'
import { play } from './loop.ts'
import { type Canvas, fit } from './paint.ts'
import { pause } from './pause.ts'
import type { Lineup } from './picture.ts'
import { makeReel } from './reel.ts'
import type { Sound } from './sound.ts'
import { makeWheel } from './wheel.ts'
import type { Say } from './words.ts'

/** How long one looks at where it stopped. */
const restMs = 2_000
/** How long a note is to be read. */
const noteMs = 3_000

export interface Spin {
  readonly lineup: Lineup
  /** How many entered. */
  readonly entryCount: number
  readonly prize: string
  readonly number: number
  readonly of: number
  /** In the place of somebody else. */
  readonly again: boolean
}

export interface Draw {
  readonly root: HTMLElement
  hide(): void
  /** Ends when it has stopped, and has been looked at. `stopped` is called in between. */
  spin(spin: Spin, stopped: () => void, breakOff: AbortSignal): Promise<void>
  /** Says something until it can have been read. */
  note(text: string, prize: string, breakOff: AbortSignal): Promise<void>
}

export function makeDraw({ draw, drawSeconds, accent }: OverlayOptions, say: Say, sound: Sound): Draw {
  const canvas = make('canvas', 'picture')
  const texts = {
    kicker: make('div', 'kicker'),
    prize: make('bdi', 'prize'),
    result: make('bdi', 'result'),
    note: make('div', 'note'),
    shown: make('div', 'shown'),
  }
  const { kicker, prize, result, note, shown } = texts
  const card = makeCard(`draw ${draw}`, kicker, prize, canvas, result, note, shown)
  const makePicture = draw === 'wheel' ? makeWheel : makeReel

  /** What is not named is empty. */
  const write = (said: Partial<Record<keyof typeof texts, string>>): void => {
    for (const [name, element] of Object.entries(texts)) setText(element, said[name as keyof typeof texts] ?? '') // the keys are those of the record
    card.root.classList.toggle('noting', said.note !== undefined)
    card.show(true)
  }
  const turn = async (fitted: Canvas, lineup: Lineup, breakOff: AbortSignal): Promise<void> => {
    const picture = makePicture(fitted, lineup, accent)
    let gone = 0
    const paint = (part: number): void => {
      const by = picture.paint(part)
      if (by !== gone) sound.tick()
      gone = by
    }
    await play(drawSeconds * 1_000, paint, breakOff)
  }

  return {
    root: card.root,
    hide: () => card.show(false),
    async spin({ lineup, entryCount, prize, number, of, again }, stopped, breakOff) {
      const kicker = say(again ? 'draw.again' : of > 1 ? 'draw.number' : 'draw.kicker', { number, of })
      write({ kicker, prize, shown: sayShown(say, lineup.names.length, entryCount) })
      const fitted = fit(canvas)
      if (fitted) await turn(fitted, lineup, breakOff)
      setText(result, lineup.names[lineup.stopsOn] ?? '')
      if (!breakOff.aborted) stopped()
      await pause(restMs, breakOff)
    },
    async note(note, prize, breakOff) {
      write({ kicker: say('draw.kicker'), prize, note })
      await pause(noteMs, breakOff)
    },
  }
}

function sayShown(say: Say, shown: number, all: number): string {
  return shown < all ? say('draw.shown', { shown, all }) : say('draw.all', { count: all })
}
