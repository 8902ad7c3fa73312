/** Keeps count of the day's quota, and stops before YouTube does. */
import type { Logger } from 'pino'
import type { ChatBudget, QuotaStore } from '../../engine/ports/chat.ts'
import { type Call, costs, planBudget, readDay } from './budget.ts'

export interface MeterOptions {
  /** Whose quota it is: the number of the Google project. */
  readonly project: string
  /** Units a day. */
  readonly limit: number
  readonly store: QuotaStore
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Pick<Logger, 'warn'>
  /** Told when there is less than a stream needs, when nothing is left, and when a new day begins. */
  readonly onBudget: (budget: ChatBudget) => void
}

export interface Meter {
  budget(): ChatBudget
  /** Counts a call that is about to be made. */
  spend(call: Call): Promise<void>
  /** YouTube says that nothing is left, whatever was counted. */
  exhaust(): Promise<void>
}

/** A count that the database does not take is kept and added to the next one: chat goes on. */
export function createMeter({ project, limit, store, now, log, onBudget }: MeterOptions): Meter {
  let day = ''
  let used = 0
  let owed = 0
  let told: ChatBudget['state'] = 'ample'

  function budget(): ChatBudget {
    const today = readDay(new Date(now()))
    if (today !== day) used = owed = 0
    day = today
    return planBudget(limit, used, new Date(now()))
  }

  async function add(units: number): Promise<void> {
    budget()
    used += units
    const count = owed + units
    owed = 0
    const countedOn = day
    try {
      const sum = await store.spend('youtube', project, countedOn, count)
      if (countedOn === day) used = Math.max(used, sum)
    } catch (err) {
      if (countedOn === day) owed += count
      log.warn({ err, project }, "YouTube: the day's quota could not be noted; it is noted with the next call.")
    }
    tell()
  }

  function tell(): void {
    const current = budget()
    if (current.state === told) return
    told = current.state
    onBudget(current)
  }

  return {
    budget,
    spend: (call) => add(costs[call]),
    exhaust: () => add(budget().left),
  }
}
