/** How one act is played. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { Sample } from '@streambot/shared/contract/overlay.ts'
import type { Act } from './acts.ts'
import type { Draw } from './draw.ts'
import { lineUp } from './picture.ts'
import { isolate, type Say } from './words.ts'

export interface Means {
  /** Absent where no draw is shown. */
  readonly draw: Draw | undefined
  readonly say: Say
  find(giveawayId: string): PublicGiveaway | undefined
  readSample(giveawayId: string): Promise<Sample | undefined>
  /** For a winner whom everybody sees now. */
  cheer(): void
}

export function makePerform(means: Means): (act: Act, breakOff: AbortSignal) => Promise<void> {
  const { draw, say, find, cheer } = means
  /** Whose winner is drawn again. */
  let redrawn: string | undefined
  return async (act, breakOff) => {
    const giveaway = find(act.giveawayId)
    if (!giveaway || breakOff.aborted) return
    if (act.kind === 'reveal') return cheer()
    if (act.kind === 'note') {
      if (act.why !== 'passed-over') redrawn = act.giveawayId
      const text = say(`draw.${act.why}`, { name: isolate(act.name), others: act.count - 1 })
      return draw?.note(text, giveaway.title, breakOff)
    }
    const isAgain = redrawn === giveaway.id
    if (act.number === act.of) redrawn = undefined
    if (!(await spin(means, act, giveaway, isAgain, breakOff)) && !breakOff.aborted) cheer()
  }
}

/** Whether anything turned. */
async function spin(
  { draw, readSample, cheer }: Means,
  { winner, number, of }: Extract<Act, { kind: 'spin' }>,
  giveaway: PublicGiveaway,
  again: boolean,
  breakOff: AbortSignal,
): Promise<boolean> {
  const sample = draw && (await readSample(giveaway.id))
  if (!draw || !sample || breakOff.aborted) return false
  const before = giveaway.winners.filter(({ pick }) => pick < winner.pick)
  const lineup = lineUp(sample, winner, before, Math.random)
  const { entryCount } = sample
  await draw.spin({ lineup, entryCount, prize: giveaway.title, number, of, again }, cheer, breakOff)
  return true
}
