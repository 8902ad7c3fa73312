/** Reminders of an open giveaway: when the next one is due, and whether it is still of use. */
import type { Giveaway } from './words.ts'

/** So shortly before the planned close, in milliseconds, nobody is called any more. */
const tooLateMs = 30_000

/** When chat is reminded next, so many minutes after a moment; nothing where reminders are off, which is 0. */
export function remindAfter(moment: Date, minutes: number): Date | undefined {
  return minutes === 0 ? undefined : new Date(moment.getTime() + minutes * 60_000)
}

/** When the next reminder of a giveaway comes; nothing where it is not open, or closes by itself before or soon after. */
export function findReminder(giveaway: Giveaway): Date | undefined {
  const { remindsAt } = giveaway
  return remindsAt && isWorthReminding(giveaway, remindsAt) ? remindsAt : undefined
}

/** Whether a reminder at this moment still brings somebody in: it is open, and not about to close by itself. */
export function isWorthReminding({ status, closesAt }: Giveaway, moment: Date): boolean {
  return status === 'open' && (!closesAt || closesAt.getTime() - moment.getTime() > tooLateMs)
}
