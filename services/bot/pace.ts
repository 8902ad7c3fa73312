/** Spares the database who types without a pause: what the attempts in it refuse for certain is not asked. */
import { LRUCache } from 'lru-cache'
import type { Decision, Refusal } from '@streambot/shared/giveaway/answers.ts'
import { countAround } from '@streambot/shared/giveaway/entry.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'

export interface Pace {
  /** Whether so many attempts of this person stand around this time that one more is refused as `rate-limited`. */
  isTooFast(account: Account, sentAt: Date): boolean
  /** Notes the attempt that an ask left, by its answer. */
  note(account: Account, sentAt: Date, decision: Decision): void
}

/** These answers leave no attempt. */
const unlogged: ReadonlySet<Refusal> = new Set(['already-handled', 'busy', 'nothing-open'])

/** `limit` gives the asks that a person may make in a minute. Remembers the latest ten thousand people; who is forgotten is asked about. */
export function createPace(limit: () => number, max = 10_000): Pace {
  const logged = new LRUCache<string, number[]>({ max })
  return {
    isTooFast(account, sentAt) {
      const attempts = logged.get(keyOf(account))
      return attempts !== undefined && attempts.length >= limit() && countAround(attempts, sentAt) >= limit()
    },
    note(account, sentAt, decision) {
      if (!decision.ok && unlogged.has(decision.code)) return
      const attempts = logged.get(keyOf(account)) ?? []
      attempts.push(sentAt.getTime())
      while (attempts.length > limit()) attempts.shift()
      logged.set(keyOf(account), attempts)
    },
  }
}

function keyOf({ platform, userId }: Account): string {
  return `${platform}:${userId}`
}
