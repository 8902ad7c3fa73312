/** Rows of the outbox as everybody may see them. */
import type { NewsMessage } from '../contract/live.ts'
import type { NewsRow } from '../engine/ports/news.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { findPublic, type Reads, toLiveNews } from './public.ts'

/** The rows of this streamer as messages. A giveaway that changed more than its counts is read once and sent along. */
export async function describeNews(
  store: Reads,
  streamerId: StreamerId,
  rows: readonly NewsRow[],
): Promise<NewsMessage[]> {
  const ours = rows.filter((row) => row.streamerId === streamerId)
  const changed = new Set(ours.filter(changesMore).map((row) => row.giveawayId))
  const found = await Promise.all(Array.from(changed, (id) => findPublic(store, streamerId, id)))
  return ours.map((row): NewsMessage => {
    const { id, giveawayId, at } = row
    const giveaway = changesMore(row) ? found.find((one) => one?.id === giveawayId) : undefined
    const news = toLiveNews(row.news)
    return { type: 'news', id, giveawayId, at: at.toISOString(), news, ...(giveaway && { giveaway }) }
  })
}

function changesMore({ news }: NewsRow): boolean {
  return news.kind !== 'entered' && news.kind !== 'left'
}
