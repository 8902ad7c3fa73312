/** `rewards`: what viewers can have for their points. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Shop } from '../engine/ports/rewards.ts'
import { foldName, type Ordered, type Reward, type RewardRules, type ShelvedReward } from '../giveaway/rewards.ts'
import type { StreamerId, ViewerId } from '../giveaway/words.ts'
import { botConfigs, rewards } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

const stands = isNull(rewards.removedAt)

export async function addReward(
  { queryBuilt }: Session,
  streamerId: StreamerId,
  rules: RewardRules,
  now: Date,
): Promise<Reward | undefined> {
  const [row] = await queryBuilt(
    build
      .insert(rewards)
      .values({ ...fromRules(rules), streamerId, pricedAt: now })
      .onConflictDoNothing()
      .returning(),
  )
  return row && toReward(row)
}

export async function lockReward(
  { queryBuilt }: Session,
  streamerId: StreamerId,
  rewardId: number,
): Promise<Reward | undefined> {
  const isAsked = and(eq(rewards.streamerId, streamerId), eq(rewards.id, rewardId), stands)
  const [row] = await queryBuilt(build.select().from(rewards).where(isAsked).for('no key update'))
  return row && toReward(row)
}

export async function saveReward(session: Session, streamerId: StreamerId, reward: Reward): Promise<boolean> {
  const { id, pricedAt, ...rules } = reward
  const word = foldName(rules.name)
  // Whoever takes the name between this and the update makes it fail, and be repeated.
  const taken = await session.query(
    'SELECT FROM rewards WHERE streamer_id = $1 AND word = $2 AND removed_at IS NULL AND id <> $3',
    [streamerId, word, id],
  )
  if (taken.length > 0) return false
  session.sendBuilt(
    build
      .update(rewards)
      .set({ ...fromRules(rules), pricedAt })
      .where(eq(rewards.id, id)),
  )
  return true
}

export function removeReward({ sendBuilt }: Session, streamerId: StreamerId, rewardId: number, now: Date): void {
  const isAsked = and(eq(rewards.streamerId, streamerId), eq(rewards.id, rewardId))
  sendBuilt(build.update(rewards).set({ removedAt: now }).where(isAsked))
}

export function restock({ send }: Session, rewardId: number): void {
  send('UPDATE rewards SET stock = stock + 1 WHERE id = $1', [rewardId])
}

/** Of those who order the same reward each waits here for the one before, and then sees what was left. */
export async function lockShop(
  { queryBuilt }: Session,
  streamerId: StreamerId,
  words: readonly string[],
  ids: readonly number[],
): Promise<Shop> {
  const isNamed = sql`(word = any(${sql.param(words)}::text[]) or id = any(${sql.param(ids)}::bigint[]))`
  const locking = queryBuilt(
    build
      .select()
      .from(rewards)
      .where(and(eq(rewards.streamerId, streamerId), stands, isNamed))
      .orderBy(asc(rewards.id))
      .for('no key update'),
  )
  const { timeZone, liveSince, liveSeenAt } = botConfigs
  const reading = queryBuilt(
    build.select({ timeZone, liveSince, liveSeenAt }).from(botConfigs).where(eq(botConfigs.streamerId, streamerId)),
  )
  const [rows, [config]] = await Promise.all([locking, reading])
  if (!config) throw new Error(`There is no streamer ${streamerId} in the database.`)
  const { liveSince: since, liveSeenAt: seenAt } = config
  return {
    rewards: rows.map(toReward),
    timeZone: config.timeZone,
    streamed: since && seenAt ? { since, seenAt } : undefined,
  }
}

interface CountedRow {
  reward_id: number
  last_at: Date | null
  count: number
}

/** A refunded order counts for nothing. */
export async function findShelf(
  { query }: Session,
  shelf: readonly Reward[],
  viewerIds: readonly ViewerId[],
  since: Date,
): Promise<ShelvedReward[]> {
  const ids = shelf.map(({ id }) => id)
  const [all, own] = await Promise.all([
    query<CountedRow>(
      `SELECT asked.id AS reward_id,
              (SELECT max(ordered_at) FROM orders WHERE reward_id = asked.id AND status <> 'refunded') AS last_at,
              (SELECT count(*) FROM orders WHERE reward_id = asked.id AND ordered_at >= $2 AND status <> 'refunded') AS count
         FROM unnest($1::bigint[]) AS asked (id)`,
      [ids, since],
    ),
    query<CountedRow & { viewer_id: ViewerId }>(
      `SELECT asked.id AS viewer_id, reward_id, max(ordered_at) AS last_at, count(*) FILTER (WHERE ordered_at >= $2) AS count
         FROM (SELECT DISTINCT id FROM unnest($3::bigint[]) AS a (id)) asked
        CROSS JOIN LATERAL (SELECT asked.id AS was UNION ALL SELECT id FROM viewers WHERE merged_into = asked.id) own
        CROSS JOIN LATERAL (SELECT reward_id, ordered_at FROM orders
                             WHERE viewer_id = was AND reward_id = ANY ($1::bigint[]) AND status <> 'refunded' OFFSET 0) o
        GROUP BY asked.id, reward_id`,
      [ids, since, viewerIds],
    ),
  ])
  const byReward = Map.groupBy(own, (row) => row.reward_id)
  const totals = new Map(all.map((row) => [row.reward_id, toOrdered(row)]))
  return shelf.map((reward) => ({
    reward,
    byAll: totals.get(reward.id) ?? { lastAt: undefined, count: 0 },
    byViewer: new Map((byReward.get(reward.id) ?? []).map((row) => [row.viewer_id, toOrdered(row)])),
  }))
}

export async function findRewards({ queryBuilt }: Reader, streamerId: StreamerId): Promise<Reward[]> {
  const rows = await queryBuilt(
    build
      .select()
      .from(rewards)
      .where(and(eq(rewards.streamerId, streamerId), stands))
      .orderBy(asc(rewards.price), asc(rewards.id)),
  )
  return rows.map(toReward)
}

export async function hasStreamLimits({ query }: Reader, streamerId: StreamerId): Promise<boolean> {
  const rows = await query(
    `SELECT FROM rewards WHERE streamer_id = $1 AND removed_at IS NULL AND coalesce(most_per_person, most_in_all) IS NOT NULL LIMIT 1`,
    [streamerId],
  )
  return rows.length > 0
}

function toOrdered({ last_at: lastAt, count }: CountedRow): Ordered {
  return { lastAt: lastAt ?? undefined, count }
}

function fromRules(rules: RewardRules) {
  const { name, stock = null, mostPerPerson = null, mostInAll = null } = rules
  return { ...rules, word: foldName(name), stock, mostPerPerson, mostInAll }
}

function toReward(row: typeof rewards.$inferSelect): Reward {
  const { id, name, price, pricedAt, personSeconds, everybodySeconds, prefix, digits, needsText, isOn } = row
  const limits = { mostPerPerson: row.mostPerPerson ?? undefined, mostInAll: row.mostInAll ?? undefined }
  const rules = { name, price, stock: row.stock ?? undefined, personSeconds, everybodySeconds, ...limits }
  return { id, ...rules, prefix, digits, needsText, isOn, pricedAt }
}
