/** What the bot says by itself now and then: made, changed, removed. */
import { isTimerMinutes, mostTimers } from '../giveaway/timers.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { type TemplateFault, whyBadMessage } from '../languages/chat/check.ts'
import { changeSet, type NotSet, type SetAnswer } from './change-set.ts'
import type { Cause, Ports } from './ports.ts'
import type { ChatTimer } from './ports/commands.ts'

type TimerFault =
  | { readonly code: 'no-such-timer' }
  | { readonly code: 'too-many-timers' }
  | { readonly code: 'bad-minutes' }
  | { readonly code: 'bad-text'; readonly fault: TemplateFault }

export type TimerNotSaved = NotSet<TimerFault>

type Needs = Pick<Ports, 'store' | 'live'>

/** Adds a timer, or changes the one with this id. A bot that runs goes by it with the next news. */
export function saveTimer(
  ports: Needs,
  streamerId: StreamerId,
  { id, ...said }: Omit<ChatTimer, 'id'> & { readonly id?: number | undefined },
  cause: Cause,
): Promise<SetAnswer<ChatTimer, TimerFault>> {
  return changeSet<ChatTimer, TimerFault>(ports, streamerId, cause, async (tx, { language }) => {
    const all = await tx.findTimers(streamerId)
    const before = all.find((one) => one.id === id)
    if (id !== undefined && !before) return { fault: { code: 'no-such-timer' } }
    if (!before && all.length >= mostTimers) return { fault: { code: 'too-many-timers' } }
    if (!isTimerMinutes(said.minutes)) return { fault: { code: 'bad-minutes' } }
    const fault = whyBadMessage(language, said.message)
    if (fault) return { fault: { code: 'bad-text', fault } }
    const timer = { id: before?.id ?? (await tx.addTimer(streamerId, said)), ...said }
    if (before) tx.changeTimer(timer)
    const { id: timerId, ...told } = timer
    tx.addAudit(streamerId, cause.actor, before ? 'timer changed' : 'timer added', undefined, { timerId, ...told })
    return { done: timer }
  })
}

export function removeTimer(
  ports: Needs,
  streamerId: StreamerId,
  id: number,
  cause: Cause,
): Promise<SetAnswer<ChatTimer, TimerFault>> {
  return changeSet<ChatTimer, TimerFault>(ports, streamerId, cause, async (tx) => {
    const timer = (await tx.findTimers(streamerId)).find((one) => one.id === id)
    if (!timer) return { fault: { code: 'no-such-timer' } }
    tx.removeTimer(id)
    tx.addAudit(streamerId, cause.actor, 'timer removed', undefined, { timerId: id, message: timer.message })
    return { done: timer }
  })
}
