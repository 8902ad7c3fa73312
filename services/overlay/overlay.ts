/** The overlay as it stands: what is known, what is being played, and for how long winners stay. */
import type { NewsMessage, SnapshotMessage } from '@streambot/shared/contract/live.ts'
import type { OverlayView, Sample } from '@streambot/shared/contract/overlay.ts'
import { changeGiveaways } from '../panel/parts/state.ts'
import { readActs } from './acts.ts'
import { makeBoard } from './board.ts'
import { makeConfetti } from './confetti.ts'
import { makePerform } from './perform.ts'
import { makePlayer } from './player.ts'
import { fromSnapshot, isOver, nothingKnown, readScene, withAct, withGiveaways } from './scene.ts'
import { makeSound } from './sound.ts'
import { stands } from './winner.ts'
import { speak } from './words.ts'

const tickMs = 250

/** `readSample` gives nothing where it cannot be had: then nothing turns, and the winner is shown at once. */
export function showOverlay(
  page: HTMLElement,
  first: OverlayView,
  readSample: (giveawayId: string) => Promise<Sample | undefined>,
) {
  const { options } = first
  const [say, sound] = [speak(options.language), makeSound(options.sound)]
  const board = makeBoard(page, first, say, sound)
  const throwConfetti = makeConfetti(page)
  const cheer = (): void => {
    throwConfetti(options.accent)
    sound.win()
  }
  const isShown = options.widgets.draw.shown
  const find = (giveawayId: string) => known.giveaways.find(({ id }) => id === giveawayId)
  const perform = makePerform({ draw: isShown ? board.draw : undefined, say, find, readSample, cheer })
  const player = makePlayer(perform, (act) => {
    known = withAct(known, act)
    render()
  })
  const countdown = makeCountdown(() => render())
  const lasting = makeLasting(options.winnerSeconds, () => {
    known = { ...known, lasting: undefined }
    render()
  })
  let view = first
  let ahead = aheadOf(first)
  let known = nothingKnown

  const render = (): void => {
    const isDrawing = player.isPlaying
    countdown(board.show(readScene(known), view, isDrawing, Date.now() + ahead))
    const over = known.lasting === undefined ? undefined : find(known.lasting)
    lasting(over && isOver(over) && !isDrawing ? over.id : undefined)
  }

  return {
    /** What the server says anew of everything beside the news. */
    refresh(fresh: OverlayView) {
      view = fresh
      ahead = aheadOf(fresh)
      render()
    },
    take(message: NewsMessage | SnapshotMessage) {
      if (message.type === 'snapshot') {
        ahead = aheadOf(message)
        player.stop()
        known = fromSnapshot(message)
        return render()
      }
      const { news, giveawayId } = message
      known = withGiveaways(known, changeGiveaways(known.giveaways, message))
      const hasWon = find(giveawayId)?.winners.some(stands) === true
      if (news.kind === 'drawn' || (news.kind === 'completed' && hasWon)) known = { ...known, lasting: giveawayId }
      if (news.kind === 'cancelled') player.stop()
      player.add(readActs(message))
      render()
    },
  }
}

/** By how many milliseconds the server's clock is ahead of this one. */
const aheadOf = ({ at }: { readonly at: string }): number => Date.parse(at) - Date.now()

/** Ticks for as long as something counts down, and else rests. */
function makeCountdown(tick: () => void): (counts: boolean) => void {
  let timer: ReturnType<typeof setInterval> | undefined
  return (counts) => {
    if (counts) timer ??= setInterval(tick, tickMs)
    else {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** Tells the end of the time for which the winners of what is over stay: counted once for each giveaway. */
function makeLasting(seconds: number, ended: () => void): (giveawayId: string | undefined) => void {
  let counted: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  return (giveawayId) => {
    if (giveawayId === counted) return
    counted = giveawayId
    clearTimeout(timer)
    if (giveawayId !== undefined) timer = setTimeout(ended, seconds * 1_000)
  }
}
