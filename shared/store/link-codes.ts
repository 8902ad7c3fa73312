/** `link_codes`: one-time links to join accounts, one at a time for an account. */
import type { LinkCode, OpenLink } from '../engine/ports/people.ts'
import type { Platform, UserId } from '../giveaway/words.ts'
import { linkCodes } from '../schema.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'

/** A new link takes the place of the one that the account had. */
export function addLinkCode({ sendBuilt }: Session, { code, streamerId, account, expiresAt }: LinkCode): void {
  const key = { streamerId, platform: account.platform, platformUserId: account.userId }
  const values = { code, displayName: account.name, expiresAt }
  sendBuilt(
    build
      .insert(linkCodes)
      .values({ ...key, ...values })
      .onConflictDoUpdate({
        target: [linkCodes.streamerId, linkCodes.platform, linkCodes.platformUserId],
        set: values,
      }),
  )
}

export async function findLinkCode(reader: Reader, code: string, now: Date): Promise<OpenLink | undefined> {
  const [row] = await reader.query<{
    platform: Platform
    user_id: string
    name: string
    expires_at: Date
    streamer: string
  }>(
    `SELECT platform, platform_user_id AS user_id, l.display_name AS name, expires_at, u.display_name AS streamer
       FROM link_codes l JOIN users u ON u.id = streamer_id WHERE code = $1 AND expires_at > $2`,
    [code, now],
  )
  if (!row) return undefined
  const account = { platform: row.platform, userId: row.user_id, name: row.name }
  return { account, expiresAt: row.expires_at, streamer: row.streamer }
}

/** The links of a user's accounts are used up. */
export function removeLinkCodes({ send }: Session, userId: UserId): void {
  send(
    `DELETE FROM link_codes l USING platform_connections c
      WHERE c.user_id = $1 AND l.platform = c.platform AND l.platform_user_id = c.platform_user_id`,
    [userId],
  )
}
