/** What was found out about people, kept for a while. */
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Account, Finding } from '../giveaway/words.ts'

export interface FindingOptions {
  /** As people call it. */
  readonly platform: string
  readonly log: Pick<Logger, 'warn'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A date stays; who does not follow may at any moment, and what failed may work again. In milliseconds. */
const keepMs = { known: 600_000, never: 30_000, unknown: 5_000 }
const mostKept = 50_000
const warnMs = 60_000

/** Keeps what `find` gives for a user id; the same person asked about twice at a time is one question. Where it rejects they are `unknown`. */
export function rememberFindings(
  { platform, log, now }: FindingOptions,
  find: (userId: string) => Promise<string | undefined>,
): (account: Account) => Promise<Finding> {
  const source = `${platform} API`
  const name = (since: string): Finding => ({ since, source, checkedAt: new Date(now()).toISOString() })
  let warnedAt = -Infinity
  const known = new LRUCache<string, Finding>({
    max: mostKept,
    ttlResolution: 0,
    ttl: keepMs.known,
    perf: { now },
    ignoreFetchAbort: true,
    async fetchMethod(userId, _stale, { options }) {
      const since = (await find(userId).catch(tell)) ?? 'unknown'
      options.ttl = since === 'never' || since === 'unknown' ? keepMs[since] : keepMs.known
      return name(since)
    },
  })

  function tell(error: unknown): undefined {
    if (now() - warnedAt < warnMs) return
    warnedAt = now()
    log.warn({ err: error }, `${platform} could not be asked about people who enter: they count as unknown`)
  }

  return async ({ userId }) => (await known.fetch(userId)) ?? name('unknown')
}
