/** `!giveaway pause|resume|reopen [WORD]` and `!giveaway extend n [WORD]`. */
import { extendGiveaway, pauseGiveaway, reopenGiveaway, resumeGiveaway } from '@streambot/shared/engine/pause.ts'
import { readWhole } from '@streambot/shared/giveaway/amount.ts'
import { causeOf } from './command.ts'
import { makeStep, type Step, tell } from './step.ts'

export const pause = makeStep([['open'], ['paused']], (context, { id }) =>
  pauseGiveaway(context.room.ports, id, causeOf(context)),
)
export const resume = makeStep([['paused'], ['open']], (context, { id }) =>
  resumeGiveaway(context.room.ports, id, causeOf(context)),
)
export const reopen = makeStep([['closed'], ['drawn', 'completed']], (context, { id }) =>
  reopenGiveaway(context.room.ports, id, causeOf(context)),
)

export const extend: Step = async (context, [said = '', ...words]) => {
  const minutes = readWhole(said)
  if (minutes === undefined) return tell(context, 'usage.extend')
  const step = makeStep([['open', 'paused']], (_, { id }) =>
    extendGiveaway(context.room.ports, id, minutes, causeOf(context)),
  )
  return step(context, words)
}
