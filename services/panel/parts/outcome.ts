/** What became of somebody who was drawn, said to themselves. */
import type { OwnWinView } from '@streambot/shared/contract/mine.ts'
import { say } from './say.ts'
import { sayHour } from './words.ts'

export function sayOutcome({
  state,
  status,
  claimDeadline,
}: Pick<OwnWinView, 'state' | 'status' | 'claimDeadline'>): string {
  if (status === 'cancelled') return say('outcome.cancelled')
  if (state === 'pending' && claimDeadline !== null)
    return say('outcome.pending-until', { time: sayHour(claimDeadline) })
  return say(`outcome.${state}`)
}
