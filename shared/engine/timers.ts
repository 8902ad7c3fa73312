/** What the bot says by itself now and then: made, changed, removed. */
import type { DeedRefusal } from '../giveaway/answers.ts'
import { isTimerMinutes, mostTimers } from '../giveaway/timers.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { type TemplateFault, whyBadMessage } from '../languages/chat/check.ts'
import { doOnce, yes } from './change.ts'
import type { Cause, Ports } from './ports.ts'
import type { ChatTimer } from './ports/commands.ts'
import type { Tx } from './ports/store.ts'

type TimerFault =
  | { readonly code: 'no-such-timer' }
  | { readonly code: 'too-many-timers' }
  | { readonly code: 'bad-minutes' }
  | { readonly code: 'bad-text'; readonly fault: TemplateFault }

export type TimerNotSaved =
  | { readonly ok: false; readonly code: DeedRefusal }
  | { readonly ok: false; readonly fault: TimerFault }

/** The timer as it was left. */
export type TimerAnswer = { readonly ok: true; readonly timer: ChatTimer } | TimerNotSaved

type Needs = Pick<Ports, 'store' | 'live'>

/** Adds a timer, or changes the one with this id. A bot that runs goes by it with the next news. */
export function saveTimer(
  ports: Needs,
  streamerId: StreamerId,
  { id, ...said }: Omit<ChatTimer, 'id'> & { readonly id?: number | undefined },
  cause: Cause,
): Promise<TimerAnswer> {
  return change(ports, streamerId, cause, async (tx, all) => {
    const before = all.find((one) => one.id === id)
    if (id !== undefined && !before) return { code: 'no-such-timer' }
    if (!before && all.length >= mostTimers) return { code: 'too-many-timers' }
    if (!isTimerMinutes(said.minutes)) return { code: 'bad-minutes' }
    const { language } = await tx.findSettings(streamerId)
    const fault = whyBadMessage(language, said.message)
    if (fault) return { code: 'bad-text', fault }
    const timer = { id: before?.id ?? (await tx.addTimer(streamerId, said)), ...said }
    if (before) tx.changeTimer(timer)
    const { id: timerId, ...told } = timer
    tx.addAudit(streamerId, cause.actor, before ? 'timer changed' : 'timer added', undefined, { timerId, ...told })
    return { timer }
  })
}

export function removeTimer(ports: Needs, streamerId: StreamerId, id: number, cause: Cause): Promise<TimerAnswer> {
  return change(ports, streamerId, cause, async (tx, all) => {
    const timer = all.find((one) => one.id === id)
    if (!timer) return { code: 'no-such-timer' }
    tx.removeTimer(id)
    tx.addAudit(streamerId, cause.actor, 'timer removed', undefined, { timerId: id, message: timer.message })
    return { timer }
  })
}

async function change(
  { store, live }: Needs,
  streamerId: StreamerId,
  cause: Cause,
  work: (tx: Tx, all: readonly ChatTimer[]) => Promise<TimerFault | { readonly timer: ChatTimer }>,
): Promise<TimerAnswer> {
  const done = await doOnce(store, cause, async (tx) => {
    // One after the other: else two at once would both be the last one there is room for.
    await tx.lockSettings(streamerId)
    return yes(await work(tx, await tx.findTimers(streamerId)))
  })
  if (!done.ok) return done
  if ('code' in done.value) return { ok: false, fault: done.value }
  live.nudge()
  return { ok: true, timer: done.value.timer }
}
