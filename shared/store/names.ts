/** The names that people know, where rows keep ids: parts of statements that are null where there is none. */

/** The name under which a viewer was last seen. */
export function nameOfViewer(viewerId: string): string {
  return `(SELECT display_name FROM chat_identities i WHERE i.viewer_id = ${viewerId} ORDER BY seen_at DESC LIMIT 1)`
}

/** A chat account as the channel saw it last, or as its owner linked it. */
export function nameOfAccount(streamerId: string, platform: string, userId: string): string {
  return `coalesce(
    (SELECT display_name FROM chat_identities i
      WHERE i.streamer_id = ${streamerId} AND i.platform = ${platform} AND i.platform_user_id = ${userId}),
    (SELECT display_name FROM platform_connections c WHERE c.platform = ${platform} AND c.platform_user_id = ${userId}))`
}

/** Who did something: `user:ID`, `key:ID` or `platform:userId`. Words such as `timer` name themselves. */
export function nameOfActor(streamerId: string, actor: string): string {
  const behind = `substr(${actor}, strpos(${actor}, ':') + 1)`
  return `CASE
    WHEN ${actor} ~ '^user:\\d{1,15}$' THEN (SELECT display_name FROM users u WHERE u.id = ${behind}::bigint)
    WHEN ${actor} ~ '^key:\\d{1,15}$' THEN ${nameOfKey(`${behind}::bigint`)}
    WHEN ${actor} ~ ':' THEN ${nameOfAccount(streamerId, `split_part(${actor}, ':', 1)`, behind)} END`
}

/** A revoked key keeps its name. */
export function nameOfKey(keyId: string): string {
  return `(SELECT name FROM api_keys k WHERE k.id = ${keyId})`
}

/** What can be won in a giveaway. */
export function titleOf(giveawayId: string): string {
  return `(SELECT title FROM giveaways g WHERE g.id = ${giveawayId})`
}
