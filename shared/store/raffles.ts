/** `raffles` and `raffle_entries`: points for some of those who join. */
import { and, eq, isNull, lte } from 'drizzle-orm'
import type { NewRaffle, Raffle, RaffleEntrant } from '../engine/ports/rows.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { raffles } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

const runs = isNull(raffles.endedAt)

/** Opens a raffle. The unique index keeps a channel to one that runs. */
export async function addRaffle({ queryBuilt }: Session, raffle: NewRaffle): Promise<Raffle | undefined> {
  const [row] = await queryBuilt(
    build.insert(raffles).values(raffle).onConflictDoNothing().returning({ id: raffles.id }),
  )
  return row && { ...raffle, id: row.id }
}

/** Many who join hold it at the same time; whoever ends it waits for them, and those who come later find that it ended. */
export async function holdRaffle({ queryBuilt }: Session, streamerId: StreamerId): Promise<Raffle | undefined> {
  const isAsked = and(eq(raffles.streamerId, streamerId), runs)
  const [row] = await queryBuilt(build.select().from(raffles).where(isAsked).for('share'))
  return row
}

export async function lockRaffle({ queryBuilt }: Session, raffleId: number): Promise<Raffle | undefined> {
  const isAsked = and(eq(raffles.id, raffleId), runs)
  const [row] = await queryBuilt(build.select().from(raffles).where(isAsked).for('update'))
  return row
}

export function addRaffleEntrants({ send }: Session, raffle: Raffle, entrants: readonly RaffleEntrant[]): void {
  // In the order of the key, so that two transactions that write the same people wait for each other in one order.
  send(
    `INSERT INTO raffle_entries (streamer_id, raffle_id, viewer_id, platform, display_name)
     SELECT $1, $2, * FROM unnest($3::bigint[], $4::text[], $5::text[]) AS joined (viewer_id, platform, name) ORDER BY viewer_id
         ON CONFLICT DO NOTHING`,
    [
      raffle.streamerId,
      raffle.id,
      entrants.map(({ viewerId }) => viewerId),
      entrants.map(({ platform }) => platform),
      entrants.map(({ name }) => name),
    ],
  )
}

export function findRaffleEntrants(reader: Reader, raffleId: number): Promise<RaffleEntrant[]> {
  return reader.query<{ viewerId: number; platform: RaffleEntrant['platform']; name: string }>(
    `SELECT viewer_id AS "viewerId", platform, display_name AS name FROM raffle_entries e
      WHERE raffle_id = $1
        AND NOT EXISTS (SELECT FROM excluded_viewers x WHERE x.streamer_id = e.streamer_id AND x.viewer_id = e.viewer_id AND x.giveaway_id IS NULL)
      ORDER BY viewer_id`,
    [raffleId],
  )
}

export function endRaffle({ sendBuilt }: Session, raffleId: number, endedAt: Date): void {
  sendBuilt(build.update(raffles).set({ endedAt }).where(eq(raffles.id, raffleId)))
}

export async function findDueRaffles(reader: Reader, now: Date): Promise<number[]> {
  const rows = await reader.queryBuilt(
    build
      .select({ id: raffles.id })
      .from(raffles)
      .where(and(runs, lte(raffles.dueAt, now))),
  )
  return rows.map(({ id }) => id)
}
