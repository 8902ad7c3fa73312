/** One pass over the entries of a giveaway in canonical order: their digest, and what a draw needs of them. */
import { beginDigest } from '../giveaway/draw.ts'
import type { Giveaway, Winner } from '../giveaway/words.ts'
import type { DrawEntry } from './ports/rows.ts'

/** Twelve bytes an entry, by its index in canonical order, however long names and ids are. */
export interface CountedEntries {
  /** In hex. */
  readonly digest: string
  readonly tickets: Uint32Array
  readonly viewers: Float64Array
  /** The indexes of those who were picked before. */
  readonly picked: readonly number[]
}

/** Counts entries that come page by page. Those who were picked are known by their accounts, which the proof is about. */
export async function countEntries(
  { id, entryCount }: Pick<Giveaway, 'id' | 'entryCount'>,
  winners: readonly Winner[],
  pages: AsyncIterable<readonly DrawEntry[]>,
): Promise<CountedEntries> {
  const digest = beginDigest(id)
  let tickets = new Uint32Array(entryCount)
  let viewers = new Float64Array(entryCount)
  const won = new Set(winners.map(keyOf))
  const picked: number[] = []
  let count = 0
  for await (const page of pages) {
    digest.add(page)
    if (count + page.length > tickets.length) {
      // Some came since the giveaway was read.
      tickets = grow(tickets, new Uint32Array(2 * tickets.length + page.length))
      viewers = grow(viewers, new Float64Array(2 * viewers.length + page.length))
    }
    for (const entry of page) {
      tickets[count] = entry.tickets
      viewers[count] = entry.viewerId
      if (won.size > 0 && won.has(keyOf(entry))) picked.push(count)
      count++
    }
  }
  return { digest: digest.finish(), tickets: tickets.subarray(0, count), viewers: viewers.subarray(0, count), picked }
}

function grow<Numbers extends { set(from: Numbers): void }>(from: Numbers, into: Numbers): Numbers {
  into.set(from)
  return into
}

function keyOf({ platform, userId }: Pick<DrawEntry, 'platform' | 'userId'>): string {
  return `${platform}:${userId}`
}
