/** All cards, each in its place, and what stands on them. */
import type { OverlayView } from '@streambot/shared/contract/overlay.ts'
import { type CodeAddress, makeCode } from './code.ts'
import { makeCounter } from './counter.ts'
import { makeDraw } from './draw.ts'
import { makeEnter } from './enter.ts'
import { makeLeaderboard } from './leaderboard.ts'
import type { Scene } from './scene.ts'
import type { Sound } from './sound.ts'
import { makeServing } from './serving.ts'
import { makeStage } from './stage.ts'
import { makeWinner } from './winner.ts'
import type { Say } from './words.ts'

export function makeBoard(page: HTMLElement, { options }: OverlayView, say: Say, sound: Sound) {
  const { widgets, language } = options
  const counter = makeCounter(language, say)
  const enter = makeEnter(say)
  const code = makeCode(say)
  const draw = makeDraw(options, say, sound)
  const winner = makeWinner(say)
  const leaderboard = makeLeaderboard(language, say)
  const serving = makeServing(say)
  makeStage(page, options, {
    enter: enter.root,
    counter: counter.root,
    code: code.root,
    draw: draw.root,
    winner: winner.root,
    leaderboard: leaderboard.root,
    serving: serving.root,
  })

  return {
    draw,
    /** `now`: the server's time. Gives whether something counts down. */
    show({ running, won, winners }: Scene, view: OverlayView, isDrawing: boolean, now: number): boolean {
      const followed = running ?? won
      page.classList.toggle('busy', isDrawing || won !== undefined)
      if (!isDrawing) draw.hide()
      counter.update(widgets.counter.shown ? running : undefined)
      code.update(widgets.code.shown && followed ? findAddress(view, followed.id) : undefined)
      serving.update(view.queue)
      leaderboard.update(widgets.leaderboard.shown && followed !== undefined, view.leaders)
      const closes = enter.update(widgets.enter.shown ? running : undefined, view.pointsName, isDrawing, now)
      return winner.update(widgets.winner.shown && !isDrawing ? won : undefined, winners, now) || closes
    },
  }
}

/** One joins by it where that is possible at the moment, and else follows along. */
function findAddress({ joinUrls, giveawayUrl }: OverlayView, giveawayId: string): CodeAddress {
  const joining = joinUrls[giveawayId]
  return joining === undefined
    ? { address: giveawayUrl + giveawayId, label: 'code.scan' }
    : { address: joining, label: 'code.join' }
}
