/** `users` and `bot_configs`: a streamer and how their bot is set. */
import { eq, sql } from 'drizzle-orm'
import type { BotSettings } from '../engine/ports/rows.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { botConfigs, users } from '../schema.ts'
import { fromSettings, toSettings } from './rows.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

/** The settings of a streamer. Throws where there is no such streamer. */
export async function findSettings(reader: Reader, streamerId: StreamerId): Promise<BotSettings> {
  return readOne(await reader.queryBuilt(settingsOf(streamerId)), streamerId)
}

/** Of two changes at once the second waits here, and then changes what the first one left. */
export async function lockSettings(session: Session, streamerId: StreamerId): Promise<BotSettings> {
  return readOne(await session.queryBuilt(settingsOf(streamerId).for('no key update')), streamerId)
}

export function saveSettings({ sendBuilt }: Session, settings: BotSettings): void {
  const { streamerId } = settings
  const changed = { ...fromSettings(settings), updatedAt: sql`now()` }
  sendBuilt(build.update(botConfigs).set(changed).where(eq(botConfigs.streamerId, streamerId)))
}

/** A stream that breaks off for less than half an hour goes on. Any number of bots may say so at the same time. */
export async function noteLive({ query }: Reader, streamerId: StreamerId, now: Date): Promise<void> {
  await query(
    `UPDATE bot_configs
        SET live_since = CASE WHEN live_seen_at > $2::timestamptz - interval '30 minutes' THEN live_since ELSE $2 END, live_seen_at = $2
      WHERE streamer_id = $1 AND (live_seen_at IS NULL OR live_seen_at < $2)`,
    [streamerId, now],
  )
}

function settingsOf(streamerId: StreamerId) {
  return build.select().from(botConfigs).where(eq(botConfigs.streamerId, streamerId))
}

function readOne([row]: readonly (typeof botConfigs.$inferSelect)[], streamerId: StreamerId): BotSettings {
  if (row) return toSettings(row)
  throw new Error(`There is no streamer ${streamerId} in the database.`)
}

/** What of a streamer's settings may be given when they are made. */
export type FirstSettings = Partial<Omit<typeof botConfigs.$inferInsert, 'streamerId'>>

/** Makes a streamer with settings. */
export async function addStreamer(
  { queryBuilt, sendBuilt }: Session,
  displayName: string,
  settings: FirstSettings,
): Promise<StreamerId> {
  const [user] = await queryBuilt(build.insert(users).values({ displayName }).returning({ id: users.id }))
  if (!user) throw new Error(`The streamer ${displayName} could not be added.`)
  sendBuilt(build.insert(botConfigs).values({ ...settings, streamerId: user.id }))
  return user.id
}

/** The first streamer of this database, when there is one. */
export async function findFirstStreamer(reader: Reader): Promise<StreamerId | undefined> {
  const [row] = await reader.query<{ id: StreamerId }>('SELECT min(streamer_id) AS id FROM bot_configs')
  return row?.id ?? undefined
}
