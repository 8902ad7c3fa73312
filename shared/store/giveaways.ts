/** `giveaways`: found, locked, added and changed. */
import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { GiveawayPlace, ListedGiveaway, PageAsk } from '../engine/ports/channel.ts'
import type { GiveawayStep, LockedGiveaway, NewGiveaway } from '../engine/ports/rows.ts'
import { nextStep } from '../giveaway/lifecycle.ts'
import type { Giveaway, GiveawayId, GiveawayRules, StreamerId } from '../giveaway/words.ts'
import { botConfigs, giveaways } from '../schema.ts'
import { settingsColumns, toBeaconColumns, toGiveaway, toSettings } from './rows.ts'
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

/** Drafts looked at. */
const mostDrafts = 50

export async function findDrafts(reader: Reader, streamerId: StreamerId): Promise<Giveaway[]> {
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(giveaways)
      .where(and(eq(giveaways.streamerId, streamerId), eq(giveaways.status, 'draft')))
      .orderBy(desc(giveaways.createdAt), desc(giveaways.id))
      .limit(mostDrafts),
  )
  return rows.map(toGiveaway)
}

export async function findLatest(reader: Reader, streamerId: StreamerId, count: number): Promise<Giveaway[]> {
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(giveaways)
      // As `isPublic` says.
      .where(
        and(eq(giveaways.streamerId, streamerId), or(eq(giveaways.status, 'scheduled'), isNotNull(giveaways.openedAt))),
      )
      .orderBy(desc(giveaways.createdAt), desc(giveaways.id))
      .limit(count),
  )
  return rows.map(toGiveaway)
}

export async function listGiveaways(
  reader: Reader,
  streamerId: StreamerId,
  { after, count }: PageAsk<GiveawayPlace>,
): Promise<ListedGiveaway[]> {
  const [createdAt, id] = after ?? [Number.MAX_SAFE_INTEGER, '00000000-0000-0000-0000-000000000000']
  const isBehind = sql`(${giveaways.createdAt}, ${giveaways.id}) < ('epoch'::timestamptz + ${createdAt}::bigint * interval '1 microsecond', ${id}::uuid)`
  // A Date would lose the microseconds.
  const place = sql<number>`(extract(epoch from ${giveaways.createdAt}) * 1000000)::bigint`
  const rows = await reader.queryBuilt(
    build
      .select({ ...getTableColumns(giveaways), place: place.as('place') })
      .from(giveaways)
      .where(and(eq(giveaways.streamerId, streamerId), isBehind))
      .orderBy(desc(giveaways.createdAt), desc(giveaways.id))
      .limit(count),
  )
  return rows.map((row) => ({ giveaway: toGiveaway(row), place: [row.place, row.id] }))
}

/** Giveaways with a step that comes by itself, the oldest first. */
export async function findStepping(reader: Reader): Promise<Giveaway[]> {
  const rows = await reader.queryBuilt(
    build
      .select()
      .from(giveaways)
      .where(inArray(giveaways.status, ['scheduled', 'open', 'paused', 'closed', 'drawn']))
      .orderBy(asc(giveaways.createdAt)),
  )
  return rows.map(toGiveaway).filter((giveaway) => nextStep(giveaway) !== undefined)
}

const streamers = new LRUCache<GiveawayId, StreamerId>({ max: 10_000 })

/** Whose giveaway this is. That never changes, so it is asked once. */
export async function findStreamer({ query }: Session, id: GiveawayId): Promise<StreamerId | undefined> {
  const known = streamers.get(id)
  if (known !== undefined) return known
  const [row] = await query<{ streamer_id: StreamerId }>('SELECT streamer_id FROM giveaways WHERE id = $1', [id])
  if (row) streamers.set(id, row.streamer_id)
  return row?.streamer_id
}

/**
 * Locks the row against other changes. `NO KEY` leaves the key-share locks of foreign keys alone: an attempt row inserted elsewhere
 * does not wait, and two transactions cannot deadlock on upgrading that lock.
 */
export async function lockGiveaway({ queryBuilt }: Session, id: GiveawayId): Promise<LockedGiveaway | undefined> {
  const [row] = await queryBuilt(
    build
      // The transaction that wrote the row last. Whoever writes entries counts them here, and whoever writes picks sets what comes next.
      .select({
        ...getTableColumns(giveaways),
        ...settingsColumns,
        version: sql<string>`${giveaways}.xmin::text`.as('version'),
      })
      .from(giveaways)
      .innerJoin(botConfigs, eq(botConfigs.streamerId, giveaways.streamerId))
      .where(eq(giveaways.id, id))
      .for('no key update', { of: giveaways }),
  )
  if (!row) return undefined
  const { version, sealedSeed } = row
  return { ...toGiveaway(row), version, sealedSeed: sealedSeed ?? undefined, settings: toSettings(row) }
}

/** Adds a giveaway; nothing where it is open and another open one has the word. The partial unique index settles the race of two. */
export async function addGiveaway({ queryBuilt }: Session, giveaway: NewGiveaway): Promise<Giveaway | undefined> {
  const { rules, ...fields } = giveaway
  const values = { ...fields, ...columnsOf(rules) }
  const [row] = await queryBuilt(build.insert(giveaways).values(values).onConflictDoNothing().returning())
  return row && toGiveaway(row)
}

export function changeGiveaway({ sendBuilt }: Session, id: GiveawayId, step: GiveawayStep): void {
  const { rules, beacon, ...fields } = step
  const columns = { ...fields, ...(rules && columnsOf(rules)), ...(beacon !== undefined && toBeaconColumns(beacon)) }
  sendBuilt(build.update(giveaways).set(columns).where(eq(giveaways.id, id)))
}

/** Rules as columns: what is not limited is null, so that a change takes a limit away. */
function columnsOf({ conditions, ...rules }: GiveawayRules) {
  return {
    ...rules,
    activeMinutes: rules.activeMinutes ?? null,
    maxEntries: rules.maxEntries ?? null,
    maxTicketsInAll: rules.maxTicketsInAll ?? null,
    claimSeconds: rules.claimSeconds ?? null,
    poolId: rules.poolId ?? null,
    joinByCode: rules.joinByCode ?? null,
    presentMinutes: rules.presentMinutes ?? null,
    platforms: conditions.platforms ? [...conditions.platforms] : null,
    minTier: conditions.minTier ?? null,
    followDays: conditions.followDays ?? null,
    accountDays: conditions.accountDays ?? null,
    minBalance: conditions.minBalance ?? null,
    moderatorsOut: conditions.moderatorsOut ?? false,
    unknownPasses: conditions.unknownPasses ?? false,
    prizeClass: conditions.prizeClass ?? null,
    cooldownDays: conditions.cooldownDays ?? null,
    tier1Factor: conditions.tier1Factor ?? null,
    tier2Factor: conditions.tier2Factor ?? null,
    tier3Factor: conditions.tier3Factor ?? null,
    vipFactor: conditions.vipFactor ?? null,
    followerFactor: conditions.followerFactor ?? null,
  }
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
