/**
 * YouTube's quota: 10,000 units a day for a project, from midnight to midnight in California, all its bots together
 * (https://developers.google.com/youtube/v3/determine_quota_cost). Pure.
 */
import type { ChatBudget } from '../../engine/ports/chat.ts'

/** Units of a call. Where Google's pages differ (a line: 20 or 50, a poll: 1 or 5) the dearer one. A call that fails costs, too. */
export const costs = { find: 1, poll: 5, stream: 5, send: 50 } as const

export type Call = keyof typeof costs

/** What a project has, unless Google granted it more. */
export const usualLimit = 10_000

/** What is left, and what it will do for. */
export function planBudget(limit: number, used: number, now: Date): ChatBudget {
  const left = Math.max(0, limit - used)
  const lines = Math.max(0, Math.floor((left - reading) / costs.send))
  const state = left < costs.stream ? 'spent' : left < fourHours ? 'tight' : 'ample'
  const budget = { limit, used, left, fourHours, lines, state, resetsAt: findReset(now) } as const
  return { ...budget, detail: describe(budget) }
}

/** The day of the quota, as YYYY-MM-DD. */
export function readDay(now: Date): string {
  return inCalifornia(now).toPlainDate().toString()
}

/** Milliseconds to the next poll: what YouTube asks for, but no quicker than pays; slower in a quiet chat and on a small budget. */
export function readPollPause(asked: number, isBusy: boolean, { limit, used }: ChatBudget): number {
  const floor = isBusy ? busyPollMs : quietPollMs
  return Math.max(asked, floor) * (used > limit * 0.8 ? 3 : 1)
}

function describe({ state, left, limit, fourHours, resetsAt }: Omit<ChatBudget, 'detail'>): string {
  const when = `at midnight in California (${resetsAt.toISOString().slice(11, 16)} UTC)`
  switch (state) {
    case 'ample':
      return `There are ${left} of ${limit} units of YouTube's quota for today.`
    case 'tight':
      return `${left} of ${limit} units of YouTube's quota are left for today, and a stream of four hours takes about ${fourHours}: the bot says only what matters. New ones come ${when}.`
    case 'spent':
      return `YouTube's quota for today is spent: the bot neither reads nor speaks there until new units come ${when}.`
  }
}

const busyPollMs = 5_000
const quietPollMs = 10_000

/** Four hours of reading: YouTube ends a stream of messages every few minutes, and now and then one breaks and the chat is found anew. */
const reading = 80 * costs.stream + 80 * costs.find
/** And a line every two minutes. */
const fourHours = reading + 120 * costs.send

function findReset(now: Date): Date {
  return new Date(inCalifornia(now).startOfDay().add({ days: 1 }).epochMilliseconds)
}

/** Not 24 hours from midnight: two days of the year have 23 and 25. */
function inCalifornia(now: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('America/Los_Angeles')
}
