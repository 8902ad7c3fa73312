/** `chat_identities`, the part of it that chat writes: who wrote when, and as what. */
import type { Chatter, ChatNote } from '../engine/ports/rows.ts'
import type { Platform, Roles, StreamerId } from '../giveaway/words.ts'
import { columnsOf, lateralIdentity } from './chat-identities.ts'
import type { Session } from './transaction.ts'

const roleNames = ['broadcaster', 'moderator', 'vip', 'subscriber'] as const

/**
 * Notes lines of accounts that are known. A person's lines with less than a minute between them are one run, of which the first and the last
 * one are kept, and the last line before it. Said again, or in another order, it comes to the same. An upsert, because it probes the key
 * whatever is known of the table, and decides on the row as another bot left it; sorted, so that two bots take the rows in one order.
 */
export function noteChatters({ send }: Session, streamerId: StreamerId, notes: readonly ChatNote[]): void {
  send(
    `INSERT INTO chat_identities AS i
       (streamer_id, platform, platform_user_id, viewer_id, login, display_name, roles, tier, months, chatting_since, chatted_at)
     SELECT $1::bigint, platform, user_id, viewer_id, login, name, string_to_array(roles, ','), asked.tier, months, first_at, last_at
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::integer[],
                   $9::timestamptz[], $10::timestamptz[])
            AS asked (platform, user_id, login, name, roles, tier, months, first_at, last_at) ${lateralIdentity}
      ORDER BY platform, user_id
         ON CONFLICT (streamer_id, platform, platform_user_id) DO UPDATE SET
            roles = excluded.roles, tier = excluded.tier, months = excluded.months,
            chatted_before = CASE WHEN ${begins} THEN i.chatted_at
                                  WHEN NOT ${goesOn} THEN greatest(i.chatted_before, excluded.chatted_at)
                                  WHEN i.chatted_before < excluded.chatting_since THEN i.chatted_before END,
            chatting_since = CASE WHEN ${begins} THEN excluded.chatting_since
                                  WHEN ${goesOn} THEN least(i.chatting_since, excluded.chatting_since)
                                  ELSE i.chatting_since END,
            chatted_at = greatest(i.chatted_at, excluded.chatted_at)`,
    [
      streamerId,
      ...columnsOf(notes.map(({ account }) => account)),
      notes.map(({ roles }) => roleNames.filter((name) => roles[name]).join()),
      notes.map(({ roles }) => roles.tier),
      notes.map(({ roles }) => roles.months),
      notes.map(({ firstAt }) => firstAt),
      notes.map(({ lastAt }) => lastAt),
    ],
  )
}

/** What is noted is a new run, or it belongs to the one that is known; else it is older than that. */
const begins = `(i.chatted_at IS NULL OR excluded.chatting_since > i.chatted_at + interval '1 minute')`
const goesOn = `(excluded.chatted_at >= i.chatting_since - interval '1 minute')`

/** What chat showed somebody to be. */
export interface RoleColumns {
  roles: string[]
  tier: Roles['tier']
  months: number
}

interface ChatterRow extends RoleColumns {
  platform: Platform
  user_id: string
  login: string
  name: string
  chatted_at: Date
}

/**
 * Who wrote from one moment until another, in canonical order. Exact while the latter is at most a minute ago, or the time between is a minute
 * or more and nobody has paused twice since: a run that spans the end has a line in the minute before it.
 */
export async function findChatters(
  { query }: Session,
  streamerId: StreamerId,
  from: Date,
  until: Date,
): Promise<Chatter[]> {
  const rows = await query<ChatterRow>(
    `SELECT platform, platform_user_id AS user_id, login, display_name AS name, roles, tier, months,
            CASE WHEN chatting_since <= $3 THEN least(chatted_at, $3) ELSE chatted_before END AS chatted_at
       FROM chat_identities
      WHERE streamer_id = $1 AND chatted_at >= $2 AND (chatting_since <= $3 OR chatted_before BETWEEN $2 AND $3)
      ORDER BY platform COLLATE "C", platform_user_id COLLATE "C"`,
    [streamerId, from, until],
  )
  return rows.map(toChatter)
}

function toChatter({ platform, user_id: userId, login, name, ...row }: ChatterRow): Chatter {
  return { account: { platform, userId, login, name }, roles: toRoles(row), chattedAt: row.chatted_at }
}

export function toRoles({ roles, tier, months }: RoleColumns): Roles {
  const [broadcaster, moderator, vip, subscriber] = roleNames.map((role) => roles.includes(role))
  return {
    broadcaster: broadcaster === true,
    moderator: moderator === true,
    vip: vip === true,
    subscriber: subscriber === true,
    tier,
    months,
  }
}
