/** The units a Google project may spend in a day, and what each call costs. */
import type { App } from '../tokens.ts'

/** The calls that are simulated. */
export type CallName = 'channels' | 'broadcasts' | 'videos' | 'list' | 'stream' | 'insert' | 'delete' | 'ban' | 'unban'

export interface Quota {
  /** Units a day, which ends at midnight Pacific time. */
  limit: number
  /** Units a call costs; what is not named costs one. The method pages of 2026 say five for reading and twenty for sending. */
  readonly costs: Partial<Record<CallName, number>>
  /** What a project has spent today. */
  spentBy(app: App): number
  /** Whether the project can still pay for the call. */
  covers(app: App, call: CallName): boolean
  /** Pays for a call. One that failed costs one unit. */
  spend(app: App, call: CallName, failed: boolean): void
}

/** A full meter. */
export function createQuota(now: () => number): Quota {
  const spent = new Map<string, number>()
  const keyOf = (app: App) => `${app.id} ${writeDay(now())}`
  const quota: Quota = {
    limit: 10_000,
    costs: { list: 5, stream: 5, insert: 20 },
    spentBy: (app) => spent.get(keyOf(app)) ?? 0,
    covers: (app, call) => quota.spentBy(app) + (quota.costs[call] ?? 1) <= quota.limit,
    spend(app, call, failed) {
      spent.set(keyOf(app), quota.spentBy(app) + (failed ? 1 : (quota.costs[call] ?? 1)))
    },
  }
  return quota
}

function writeDay(milliseconds: number): string {
  const there = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO('America/Los_Angeles')
  return there.toPlainDate().toString()
}
