/** News as they were written. */
import type { TestEngine } from '../support/engine.ts'

/** The news of a giveaway, oldest first: kind and content. */
export async function readNews(
  { store }: TestEngine,
  giveawayId: string,
): Promise<{ kind: string; payload: object }[]> {
  const { rows } = await store.pool.query<{ kind: string; payload: object }>(
    'SELECT kind, payload FROM outbox WHERE giveaway_id = $1 ORDER BY id',
    [giveawayId],
  )
  return rows
}
