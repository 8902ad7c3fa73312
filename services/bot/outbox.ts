/** What the bot says in one channel: one queue, the most important first, within what the platform allows. */
import type { Chat, Sent } from '@streambot/shared/engine/ports/chat.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import { fitLines } from '@streambot/shared/languages/chat/lines.ts'
import type { Timers } from './timers.ts'

/** Lower goes first. */
export const priorities = { winners: 0, moderators: 1, answers: 2, confirmations: 3 } as const
export type Priority = (typeof priorities)[keyof typeof priorities]

export interface Outbox {
  /**
   * Queues a sentence; it is cut into lines that fit. Resolves when it was said, or will not be: `saving` where the quota of the day is
   * kept for others. Never rejects.
   */
  say(sentence: string, priority: Priority): Promise<Sent>
  /** Sentences that were dropped because too many waited. */
  readonly dropped: number
  /** Says what must be said (winners, answers to moderators) within so many milliseconds; the rest is let go. */
  close(ms: number): Promise<void>
}

export interface OutboxOptions {
  readonly chat: Pick<Chat, 'platform' | 'channelId' | 'maxLength' | 'readyIn' | 'send' | 'budget'>
  readonly timers: Timers
  readonly log: Pick<Log, 'warn'>
  /** Sentences that may wait; winners wait beyond it. */
  readonly limit?: number
}

interface Waiting {
  readonly lines: readonly string[]
  readonly priority: Priority
  readonly resolve: (sent: Sent) => void
}

/** What is refused for now and taken later. A duplicate is not among them: it was said; nor a line that may have been said. */
const passing = new Set(['msg_ratelimit', 'msg_slowmode', 'rateLimitExceeded', 'too-soon', 'not-connected'])
const secondTryMs = 2_000
/** A line that could be said only after longer is of no use any more. */
const patienceMs = 300_000
/** Lines of a day's quota that are kept for winners and moderators. */
const keptLines = 60

export function createOutbox({ chat, timers, log, limit = 50 }: OutboxOptions): Outbox {
  const queues: Waiting[][] = Object.values(priorities).map(() => [])
  let dropped = 0
  let closed = false
  let speaking: Promise<void> | undefined
  let wake = (): void => undefined

  /** Waits, or is woken by the close. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = timers.after(ms, resolve)
      wake = () => {
        cancel()
        resolve()
      }
    })
  }

  async function speak(): Promise<void> {
    while (queues.some((queue) => queue.length > 0)) {
      await waitUntilReady()
      const next = queues.find((queue) => queue.length > 0)?.shift()
      if (next) next.resolve(await sayLines(next.lines))
    }
    speaking = undefined
  }

  /** Not for hours, as where the quota of the day is spent: the chat refuses the line then. */
  async function waitUntilReady(): Promise<void> {
    while (chat.readyIn() > 0 && !isHopeless() && !isGivenUp()) await pause(chat.readyIn())
  }

  function isHopeless(): boolean {
    return chat.readyIn() > patienceMs
  }

  /** Where a quota is to last: winners and moderators to its end, answers while some is left, and entries while there is plenty. */
  function isAfforded(priority: Priority): boolean {
    const budget = chat.budget?.()
    if (!budget || priority <= priorities.moderators) return true
    return priority === priorities.answers ? budget.lines > keptLines : budget.state === 'ample'
  }

  /** The lines of one sentence stay together. */
  async function sayLines(lines: readonly string[]): Promise<Sent> {
    for (const line of lines) {
      const sent = await sayLine(line)
      if (!sent.ok) return sent
    }
    return { ok: true }
  }

  async function sayLine(line: string): Promise<Sent> {
    await waitUntilReady()
    const sent = await send(line)
    if (sent.ok || !passing.has(sent.reason) || isGivenUp() || isHopeless()) return warnOf(sent)
    await pause(Math.max(chat.readyIn(), secondTryMs))
    await waitUntilReady()
    return warnOf(await send(line))
  }

  /** After the time to close is over nothing more is sent. */
  async function send(line: string): Promise<Sent> {
    if (isGivenUp()) return { ok: false, reason: 'stopped' }
    return chat.send(line).catch((error: unknown) => ({ ok: false, reason: String(error) }))
  }

  function warnOf(sent: Sent): Sent {
    const { platform, channelId } = chat
    if (!sent.ok && sent.reason !== 'stopped')
      log.warn({ platform, channelId, reason: sent.reason }, 'A line was not said')
    return sent
  }

  let givenUp = false
  const isGivenUp = (): boolean => givenUp

  function makeRoom(): void {
    const waiting = queues.reduce((sum, queue) => sum + queue.length, 0)
    if (waiting <= limit) return
    const lowest = queues.findLast((queue, priority) => priority !== priorities.winners && queue.length > 0)
    lowest?.shift()?.resolve({ ok: false, reason: 'too many lines wait' })
    if (lowest) dropped++
  }

  function letGo(from: Priority): void {
    for (const queue of queues.slice(from))
      for (const waiting of queue.splice(0)) waiting.resolve({ ok: false, reason: 'stopped' })
  }

  return {
    get dropped() {
      return dropped
    },
    say(sentence, priority) {
      if (closed) return Promise.resolve({ ok: false, reason: 'stopped' })
      if (!isAfforded(priority)) return Promise.resolve({ ok: false, reason: 'saving' })
      return new Promise((resolve) => {
        queues[priority]?.push({ lines: fitLines(sentence, chat.maxLength), priority, resolve })
        makeRoom()
        speaking ??= speak()
      })
    },
    async close(ms) {
      closed = true
      letGo(priorities.answers)
      // A platform that never answers must not keep the process from ending.
      let cancel = (): void => undefined
      const timeIsUp = new Promise<void>((resolve) => {
        cancel = timers.after(ms, resolve)
      })
      await Promise.race([speaking, timeIsUp])
      cancel()
      givenUp = true
      wake()
      letGo(priorities.winners)
    },
  }
}
