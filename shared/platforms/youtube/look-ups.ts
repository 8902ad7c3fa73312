/** What YouTube tells of people only when asked: since when their channel exists. Since when somebody subscribes it tells nobody but them. */
import type { Logger } from 'pino'
import type { ChatBudget, LookUps } from '../../engine/ports/chat.ts'
import { PlatformError } from '../ask.ts'
import { rememberFindings } from '../findings.ts'
import { createGathering } from '../gather.ts'
import type { YoutubeApi } from './api.ts'

export interface LookUpOptions {
  readonly api: Pick<YoutubeApi, 'findChannels'>
  readonly budget: () => ChatBudget
  readonly log: Pick<Logger, 'warn'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Waits so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>
}

/** Every call costs a unit of the quota, whether it asks about one channel or about fifty: so questions gather, in milliseconds. */
const gatherMs = 3_000

/** Looks people up within the quota of the day: what reading needs is left alone, and without more they are `unknown`. */
export function createYoutubeLookUps({
  api,
  budget,
  log,
  now,
  wait,
}: LookUpOptions): Required<Pick<LookUps, 'createdAt'>> {
  async function findCreation(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (budget().lines === 0)
      throw new PlatformError("YouTube's quota for today is only enough to read the chat.", { temporary: true })
    const channels = await api.findChannels({ id: [...ids] })
    return new Map(channels.flatMap(({ id, snippet: { publishedAt } }) => (publishedAt ? [[id, publishedAt]] : [])))
  }
  const find = createGathering({ ask: findCreation, size: 50, calls: 1, now, gather: () => wait(gatherMs) })
  return { createdAt: rememberFindings({ platform: 'YouTube', log, now }, find) }
}
