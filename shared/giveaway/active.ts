/** Active chatters: nobody types a word, whoever wrote in chat shortly before the close is in. */
import type { Giveaway } from './words.ts'

/** Bots hand in who wrote at least this often, in seconds; whoever takes them in waits until all have. */
export const handInSeconds = 10

/** A platform that is later than this, in seconds, is not waited for longer. */
const longestLateness = 120

/**
 * How long after the close entries become final, in seconds: late messages have arrived by then, and who wrote is handed in. `lateMs`:
 * how late the messages of the slowest platform come at the moment.
 */
export function countGrace({ kind }: Pick<Giveaway['rules'], 'kind'>, graceSeconds: number, lateMs = 0): number {
  const late = graceSeconds + Math.min(Math.floor(lateMs / 1_000), longestLateness)
  return kind === 'active' ? Math.max(late, handInSeconds) : late
}

/** From when until when one had to write, both inclusive; nothing for a giveaway of another kind, or one that is not closed. */
export function findChatWindow({
  rules: { activeMinutes },
  closedAt,
}: Pick<Giveaway, 'rules' | 'closedAt'>): { readonly from: Date; readonly until: Date } | undefined {
  if (activeMinutes === undefined || !closedAt) return undefined
  return { from: new Date(closedAt.getTime() - activeMinutes * 60_000), until: closedAt }
}
