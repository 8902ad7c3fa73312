/** `giveaways`: found, locked, added and changed. */
import { and, asc, desc, eq, getTableColumns, inArray, isNull, or } from 'drizzle-orm'
import type { GiveawayStep, LockedGiveaway, NewGiveaway } from '../engine/ports.ts'
import { nextStep } from '../giveaway/lifecycle.ts'
import type { Giveaway, GiveawayId, StreamerId } from '../giveaway/words.ts'
import { botConfigs, giveaways } from '../schema.ts'
import { settingsColumns, toGiveaway, toSettings } from './rows.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

export async function findGiveaway(reader: Reader, id: GiveawayId): Promise<Giveaway | undefined> {
  const [row] = await reader.queryBuilt(build.select().from(giveaways).where(eq(giveaways.id, id)))
  return row && toGiveaway(row)
}

/** Giveaways that take entries or may still get some, newest first. */
export async function findRunning(reader: Reader, streamerId: StreamerId): Promise<Giveaway[]> {
  const stillTaking = or(
    inArray(giveaways.status, ['open', 'paused']),
    and(eq(giveaways.status, 'closed'), isNull(giveaways.sealedAt)),
  )
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(giveaways)
      .where(and(eq(giveaways.streamerId, streamerId), stillTaking))
      .orderBy(desc(giveaways.createdAt), desc(giveaways.id)),
  )
  return rows.map(toGiveaway)
}

export async function findLatest(reader: Reader, streamerId: StreamerId, count: number): Promise<Giveaway[]> {
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(giveaways)
      .where(eq(giveaways.streamerId, streamerId))
      .orderBy(desc(giveaways.createdAt), desc(giveaways.id))
      .limit(count),
  )
  return rows.map(toGiveaway)
}

/** Giveaways with a step that comes by itself, the oldest first. */
export async function findStepping(reader: Reader): Promise<Giveaway[]> {
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(giveaways)
      .where(inArray(giveaways.status, ['open', 'paused', 'closed', 'drawn']))
      .orderBy(asc(giveaways.createdAt)),
  )
  return rows.map(toGiveaway).filter((giveaway) => nextStep(giveaway) !== undefined)
}

/**
 * Locks the row against other changes. `NO KEY` leaves the key-share locks of foreign keys alone: an attempt row inserted elsewhere
 * does not wait, and two transactions cannot deadlock on upgrading that lock.
 */
export async function lockGiveaway({ queryBuilt }: Session, id: GiveawayId): Promise<LockedGiveaway | undefined> {
  const [row] = await queryBuilt(
    build
      .select({ ...getTableColumns(giveaways), ...settingsColumns })
      .from(giveaways)
      .innerJoin(botConfigs, eq(botConfigs.streamerId, giveaways.streamerId))
      .where(eq(giveaways.id, id))
      .for('no key update', { of: giveaways }),
  )
  return row && { ...toGiveaway(row), sealedSeed: row.sealedSeed ?? undefined, settings: toSettings(row) }
}

/** Opens a giveaway; nothing where another open one has the word. The partial unique index settles the race of two opens. */
export async function addGiveaway({ queryBuilt }: Session, giveaway: NewGiveaway): Promise<Giveaway | undefined> {
  const { rules, ...fields } = giveaway
  const { conditions, ...plain } = rules
  const platforms = conditions.platforms && [...conditions.platforms]
  const values = { ...fields, ...plain, ...conditions, platforms, status: 'open' }
  const [row] = await queryBuilt(build.insert(giveaways).values(values).onConflictDoNothing().returning())
  return row && toGiveaway(row)
}

export function changeGiveaway({ sendBuilt }: Session, id: GiveawayId, step: GiveawayStep): void {
  sendBuilt(build.update(giveaways).set(step).where(eq(giveaways.id, id)))
}

/** Whether no open giveaway of the streamer has this word. */
export async function isWordFree({ queryBuilt }: Session, streamerId: StreamerId, word: string): Promise<boolean> {
  const taken = await queryBuilt(
    build
      .select({ id: giveaways.id })
      .from(giveaways)
      .where(
        and(
          eq(giveaways.streamerId, streamerId),
          eq(giveaways.word, word),
          inArray(giveaways.status, ['open', 'paused']),
        ),
      ),
  )
  return taken.length === 0
}

/** Counts entries and tickets up or down. The checks of the table refuse more than the maximum. */
export function countEntries({ send }: Session, id: GiveawayId, entries: number, tickets: number): void {
  send('UPDATE giveaways SET entry_count = entry_count + $2, ticket_count = ticket_count + $3 WHERE id = $1', [
    id,
    entries,
    tickets,
  ])
}
