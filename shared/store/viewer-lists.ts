/** Viewers with their points and what moved them, over `chat_identities`, `user_balances`, `balance_ledger` and `excluded_viewers`. */
import type {
  ListedExclusion,
  ListedMovement,
  ListedViewer,
  PageAsk,
  RichPlace,
  ViewerFace,
  ViewerPlace,
  ViewerSearch,
} from '../engine/ports/channel.ts'
import type { StreamerId, ViewerId } from '../giveaway/words.ts'
import { nameOfActor, nameOfViewer, titleOf } from './names.ts'
import type { Reader } from './statements.ts'

const isExcluded = (streamer: string, viewer: string): string =>
  `EXISTS (SELECT FROM excluded_viewers x WHERE x.streamer_id = ${streamer} AND x.viewer_id = ${viewer} AND x.giveaway_id IS NULL)`

/**
 * Whether an account is searched for. The text may stand anywhere in login or name, so no index finds it: a search is one pass over the
 * accounts of the streamer (`readOver` lets it be a quick one). To lower case the database may turn English letters only, so a text with
 * others is looked for as it was typed, too.
 */
const isWanted = (account: string, { text }: ViewerSearch, [lower, typed, platform]: readonly string[]): string => {
  const both = `${account}.login || chr(10) || ${account}.display_name`
  const isEnglish = /^[ -~]*$/.test(text)
  return `(strpos(lower(${both}), ${lower}::text) > 0 OR ${isEnglish ? `${typed}::text IS NULL` : `strpos(${both}, ${typed}::text) > 0`})
        AND (${platform}::text IS NULL OR ${account}.platform = ${platform})`
}

const valuesOf = ({ text, platform }: ViewerSearch) => [text.toLowerCase(), text, platform ?? null]

/** By login, bytewise, so that the order is the same whatever the database's language. */
export function listViewers(
  reader: Reader,
  streamerId: StreamerId,
  search: ViewerSearch,
  { after = ['', '', ''], count }: PageAsk<ViewerPlace>,
): Promise<ListedViewer[]> {
  // Sorted by an expression, a search is not tempted to fetch each row through the index of the list.
  const login = search.text !== '' ? `(login || '') COLLATE "C"` : 'login COLLATE "C"'
  return reader.query<ListedViewer>(
    `SELECT viewer_id AS "viewerId", platform, platform_user_id AS "userId", login, display_name AS name,
            coalesce((SELECT balance FROM user_balances b WHERE b.streamer_id = $1 AND b.viewer_id = i.viewer_id), 0) AS balance,
            ${isExcluded('$1', 'i.viewer_id')} AS "isExcluded"
       FROM (SELECT viewer_id, platform, platform_user_id, login, display_name FROM chat_identities a
              WHERE streamer_id = $1 AND (${login}, platform, platform_user_id) > ($2, $3, $4)
                AND ${isWanted('a', search, ['$6', '$7', '$8'])}
              ORDER BY ${login}, platform, platform_user_id LIMIT $5) i
      ORDER BY login COLLATE "C", platform, platform_user_id`,
    [streamerId, ...after, count, ...valuesOf(search)],
  )
}

/**
 * The most points first. Each page is one pass over the balances that keeps the best: an index by balance would make every change of a
 * balance dearer.
 */
export function listRichViewers(
  reader: Reader,
  streamerId: StreamerId,
  search: ViewerSearch,
  { after = [Number.MAX_SAFE_INTEGER, 0], count }: PageAsk<RichPlace>,
): Promise<ListedViewer[]> {
  const isAll = search.text === '' && search.platform === undefined
  const wanted = `SELECT DISTINCT viewer_id FROM chat_identities a WHERE a.streamer_id = $1 AND ${isWanted('a', search, ['$6', '$7', '$5'])}`
  const [lower, typed, platform] = valuesOf(search)
  return reader.query<ListedViewer>(
    `${isAll ? '' : `WITH wanted AS MATERIALIZED (${wanted})`}
     SELECT b.viewer_id AS "viewerId", i.platform, i.platform_user_id AS "userId", i.login, i.display_name AS name, b.balance,
            ${isExcluded('$1', 'b.viewer_id')} AS "isExcluded"
       FROM (SELECT viewer_id, balance FROM user_balances ${isAll ? '' : 'JOIN wanted USING (viewer_id)'}
              WHERE streamer_id = $1 AND balance > 0 AND (-balance, viewer_id) > (-$2::bigint, $3::bigint)
              ORDER BY -balance, viewer_id LIMIT $4) b
      CROSS JOIN LATERAL (SELECT platform, platform_user_id, login, display_name FROM chat_identities s
                           WHERE streamer_id = $1 AND viewer_id = b.viewer_id AND ($5::text IS NULL OR platform = $5)
                           ORDER BY seen_at DESC LIMIT 1) i
      ORDER BY -b.balance, b.viewer_id`,
    [streamerId, ...after, count, platform, ...(isAll ? [] : [lower, typed])],
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

/**
 * The newest first. Found by the viewer's part of the key, then sorted: a viewer has some thousand movements a year. Sorted by the bare
 * id, they would be looked for from the newest movement of anybody on, which takes long for who was here years ago.
 */
export async function listLedger(
  reader: Reader,
  streamerId: StreamerId,
  viewerId: ViewerId,
  { after = Number.MAX_SAFE_INTEGER, count }: PageAsk<number>,
): Promise<ListedMovement[]> {
  const rows = await reader.query<ListedMovement & { giveawayId: string | null; actor: string | null }>(
    `SELECT l.*, ${titleOf('l."giveawayId"')} AS title, ${nameOfActor('$1', 'l.actor')} AS "actorName"
       FROM (SELECT id, amount, reason, giveaway_id AS "giveawayId", actor, created_at AS at FROM balance_ledger
              WHERE viewer_id = $2 AND streamer_id = $1 AND id < $3 ORDER BY id + 0 DESC LIMIT $4) l
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
