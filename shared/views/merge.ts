/** Many pieces of news made few: in a storm a page needs the newest count, not each step to it. */
import type { LiveEntry, NewsMessage } from '../contract/live.ts'

/** The most entries that one message names. */
const mostNamed = 20

/**
 * Merges the counts of each giveaway up to its next other news. Ids still ascend: merged news stands where its last part stood, and
 * has its id.
 */
export function mergeNews(messages: readonly NewsMessage[]): NewsMessage[] {
  const merged: NewsMessage[] = []
  const counts = new Map<string, NewsMessage>()
  for (const message of messages) {
    if (isCount(message)) {
      const before = counts.get(message.giveawayId)
      counts.delete(message.giveawayId)
      counts.set(message.giveawayId, joinCounts(before, message))
    } else {
      merged.push(...counts.values(), message)
      counts.clear()
    }
  }
  return [...merged, ...counts.values()]
}

function isCount({ news }: NewsMessage): boolean {
  return news.kind === 'entered' || news.kind === 'left'
}

function joinCounts(before: NewsMessage | undefined, after: NewsMessage): NewsMessage {
  if (after.news.kind !== 'entered' && after.news.kind !== 'left') return after
  const latest = [...namedBy(after), ...(before ? namedBy(before) : [])].slice(0, mostNamed)
  if (latest.length === 0) return after
  const { entryCount, ticketCount } = after.news
  return { ...after, news: { kind: 'entered', entryCount, ticketCount, latest } }
}

function namedBy({ news }: NewsMessage): readonly LiveEntry[] {
  return news.kind === 'entered' ? news.latest : []
}
