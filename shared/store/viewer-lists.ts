/** Viewers with their points and what moved them, over `chat_identities`, `user_balances`, `balance_ledger` and `excluded_viewers`. */
import type {
  ListedExclusion,
  ListedMovement,
  ListedViewer,
  PageAsk,
  RichPlace,
  ViewerFace,
  ViewerPlace,
} from '../engine/ports/channel.ts'
import type { StreamerId, ViewerId } from '../giveaway/words.ts'
import { nameOfActor, nameOfViewer, titleOf } from './names.ts'
import type { Reader } from './statements.ts'

const isExcluded = (streamer: string, viewer: string): string =>
  `EXISTS (SELECT FROM excluded_viewers x WHERE x.streamer_id = ${streamer} AND x.viewer_id = ${viewer} AND x.giveaway_id IS NULL)`

/** Behind every login, byte by byte. */
const behindAll = '\u{10FFFF}'

/** By login, bytewise, so that all logins that begin alike stand together whatever the database's language. */
export function listViewers(
  reader: Reader,
  streamerId: StreamerId,
  from: string,
  { after = ['', '', ''], count }: PageAsk<ViewerPlace>,
): Promise<ListedViewer[]> {
  const [login, platform, userId] = after
  return reader.query<ListedViewer>(
    `SELECT viewer_id AS "viewerId", platform, platform_user_id AS "userId", login, display_name AS name,
            coalesce((SELECT balance FROM user_balances b WHERE b.streamer_id = i.streamer_id AND b.viewer_id = i.viewer_id), 0) AS balance,
            ${isExcluded('i.streamer_id', 'i.viewer_id')} AS "isExcluded"
       FROM chat_identities i
      WHERE streamer_id = $1 AND (login COLLATE "C", platform, platform_user_id) > ($2, $3, $4)
        AND login COLLATE "C" >= $5 AND login COLLATE "C" < $5 || '${behindAll}'
      ORDER BY login COLLATE "C", platform, platform_user_id LIMIT $6`,
    [streamerId, login, platform, userId, from, count],
  )
}

/**
 * The most points first. Each page is one pass over the balances that keeps the best: an index by balance would make every change of a
 * balance dearer.
 */
export function listRichViewers(
  reader: Reader,
  streamerId: StreamerId,
  from: string,
  { after = [Number.MAX_SAFE_INTEGER, 0], count }: PageAsk<RichPlace>,
): Promise<ListedViewer[]> {
  return reader.query<ListedViewer>(
    `SELECT b.viewer_id AS "viewerId", i.platform, i.platform_user_id AS "userId", i.login, i.display_name AS name, b.balance,
            ${isExcluded('$1', 'b.viewer_id')} AS "isExcluded"
       FROM (SELECT viewer_id, balance FROM user_balances
              WHERE streamer_id = $1 AND balance > 0 AND (-balance, viewer_id) > (-$2::bigint, $3::bigint)
                AND ($4 = '' OR viewer_id IN (SELECT viewer_id FROM chat_identities
                                               WHERE streamer_id = $1 AND login COLLATE "C" >= $4 AND login COLLATE "C" < $4 || '${behindAll}'))
              ORDER BY -balance, viewer_id LIMIT $5) b
      CROSS JOIN LATERAL (SELECT platform, platform_user_id, login, display_name FROM chat_identities
                           WHERE streamer_id = $1 AND viewer_id = b.viewer_id ORDER BY seen_at DESC LIMIT 1) i
      ORDER BY -b.balance, b.viewer_id`,
    [streamerId, ...after, from, count],
  )
}

/** What a viewer has; a viewer whom no account belongs to any more is nobody. */
export async function findViewerFace(
  reader: Reader,
  streamerId: StreamerId,
  viewerId: ViewerId,
): Promise<ViewerFace | undefined> {
  const [row] = await reader.query<{ balance: number; earned: number; spent: number; isExcluded: boolean }>(
    `SELECT coalesce(balance, 0) AS balance, coalesce(total_earned, 0) AS earned, coalesce(total_spent, 0) AS spent,
            ${isExcluded('$1', '$2')} AS "isExcluded"
       FROM viewers v LEFT JOIN user_balances b ON b.streamer_id = v.streamer_id AND b.viewer_id = v.id
      WHERE v.streamer_id = $1 AND v.id = $2 AND merged_into IS NULL`,
    [streamerId, viewerId],
  )
  return row
}

/** The newest first. Found by the viewer's part of the key, then sorted: a viewer has some thousand movements a year. */
export async function listLedger(
  reader: Reader,
  streamerId: StreamerId,
  viewerId: ViewerId,
  { after = Number.MAX_SAFE_INTEGER, count }: PageAsk<number>,
): Promise<ListedMovement[]> {
  const rows = await reader.query<ListedMovement & { giveawayId: string | null; actor: string | null }>(
    `SELECT l.*, ${titleOf('l."giveawayId"')} AS title, ${nameOfActor('$1', 'l.actor')} AS "actorName"
       FROM (SELECT id, amount, reason, giveaway_id AS "giveawayId", actor, created_at AS at FROM balance_ledger
              WHERE viewer_id = $2 AND streamer_id = $1 AND id < $3 ORDER BY id DESC LIMIT $4) l
      ORDER BY l.id DESC`,
    [streamerId, viewerId, after, count],
  )
  return rows.map((row) => ({ ...row, giveawayId: row.giveawayId ?? undefined, actor: row.actor ?? undefined }))
}

/** Who is kept out of all giveaways, by viewer id. */
export function listExcluded(
  reader: Reader,
  streamerId: StreamerId,
  { after = 0, count }: PageAsk<ViewerId>,
): Promise<ListedExclusion[]> {
  return reader.query<ListedExclusion>(
    `SELECT viewer_id AS "viewerId", reason, actor, created_at AS at,
            ${nameOfActor('x.streamer_id', 'x.actor')} AS "actorName", coalesce(${nameOfViewer('x.viewer_id')}, 'somebody') AS name
       FROM excluded_viewers x WHERE streamer_id = $1 AND viewer_id > $2 AND giveaway_id IS NULL
      ORDER BY viewer_id LIMIT $3`,
    [streamerId, after, count],
  )
}
