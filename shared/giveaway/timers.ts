/** What a bot says by itself now and then: how often, and when a chat is too quiet for it. */

export const mostTimers = 20
const longestMinutes = 1_440
/** So many lines people have to write between two times: where nobody chats a bot that goes on would talk to itself. */
const leastLines = 5

export function isTimerMinutes(minutes: number): boolean {
  return Number.isSafeInteger(minutes) && minutes >= 1 && minutes <= longestMinutes
}

/** Whether it is time again. `lines` is how many people wrote since. */
export function isTimerDue(minutes: number, saidAt: Date, lines: number, now: Date): boolean {
  return lines >= leastLines && now.getTime() - saidAt.getTime() >= minutes * 60_000
}
