/** The checks that PostgreSQL can make by itself. Each gives a figure and the list of what is broken. */

/** What came of one check. `broken` lists what breaks the promise, in words; empty is well. */
export interface Finding {
  readonly promise: string
  readonly title: string
  /** How much was looked at, in words. */
  readonly figure: string
  readonly broken: readonly string[]
}

export interface Check {
  readonly promise: string
  readonly title: string
  /** One row: `figure` text, `broken` text[] or null. */
  readonly sql: string
}

/** A check of one promise: `figure` counts what there is, `broken` selects a sentence for each break. */
export function check(promise: string, title: string, figure: string, broken: string): Check {
  return {
    promise,
    title,
    sql: `SELECT (${figure}) AS figure, (SELECT array_agg(what) FROM (${broken} LIMIT 1000) b) AS broken`,
  }
}

export const count = (table: string, noun: string): string =>
  `SELECT to_char(count(*), 'FM999,999,999,990') || ' ${noun}' FROM ${table}`

export const checks: readonly Check[] = [
  check(
    'P1',
    'a person is in a giveaway at most once',
    count('giveaway_entries', 'entries'),
    `SELECT format('giveaway %s: viewer %s has %s entries', giveaway_id, viewer_id, count(*)) AS what
       FROM giveaway_entries GROUP BY giveaway_id, viewer_id HAVING count(*) > 1`,
  ),
  check(
    'P1',
    'accounts that one user linked are one viewer, and whoever was merged into another has nothing left',
    count('viewers WHERE merged_into IS NOT NULL', 'merged viewers'),
    `SELECT format('streamer %s: the accounts of user %s are viewers %s', streamer_id, user_id, array_agg(DISTINCT viewer_id)) AS what
       FROM platform_connections c JOIN chat_identities i ON (i.platform, i.platform_user_id) = (c.platform, c.platform_user_id)
      WHERE purpose = 'streamer' GROUP BY streamer_id, user_id HAVING count(DISTINCT viewer_id) > 1
      UNION ALL
     SELECT format('viewer %s was merged into %s, and has %s', v.id, v.merged_into, has)
       FROM viewers v CROSS JOIN LATERAL (
              SELECT format('the %s account %s', platform, platform_user_id) AS has FROM chat_identities i WHERE i.viewer_id = v.id
               UNION ALL
              SELECT format('%s points', balance) FROM user_balances b WHERE b.viewer_id = v.id AND balance <> 0
               UNION ALL
              SELECT format('an entry in giveaway %s', giveaway_id) FROM giveaway_entries e JOIN giveaways g ON g.id = giveaway_id
               WHERE e.viewer_id = v.id AND digest IS NULL AND status <> 'cancelled' AND kind <> 'first'
               UNION ALL
              SELECT 'been merged into somebody who was merged' FROM viewers o WHERE o.id = v.merged_into AND o.merged_into IS NOT NULL) left_over
      WHERE v.merged_into IS NOT NULL`,
  ),
  check(
    'P2',
    'a chat message is applied at most once',
    count('giveaway_entry_attempts', 'attempts'),
    `SELECT format('%s message %s was applied %s times', platform, message_id, count(*)) AS what
       FROM (SELECT platform, message_id FROM giveaway_entry_attempts
             UNION ALL SELECT platform, message_id FROM handled_messages) applied
      GROUP BY platform, message_id HAVING count(*) > 1`,
  ),
  check(
    'P3',
    'counters equal the entries and keep to the maximum',
    count('giveaways', 'giveaways'),
    `SELECT format('giveaway %s counts %s entries and %s tickets, has %s and %s, may have %s and %s', g.id, entry_count, ticket_count,
                   entries, tickets, coalesce(max_entries::text, 'any'), coalesce(max_tickets_in_all::text, 'any')) AS what
       FROM giveaways g
       LEFT JOIN (SELECT giveaway_id, count(*) AS n, sum(tickets) AS t FROM giveaway_entries GROUP BY giveaway_id) e ON e.giveaway_id = g.id
      CROSS JOIN LATERAL (SELECT coalesce(n, 0) AS entries, coalesce(t, 0) AS tickets) held
      WHERE entry_count <> entries OR ticket_count <> tickets OR entries > max_entries OR tickets > max_tickets_in_all`,
  ),
  check(
    'P3',
    'where the first ones win each entry has its place, and nobody else has one',
    count(`giveaways WHERE kind = 'first'`, 'giveaways'),
    `SELECT format('giveaway %s has %s prizes, %s entries and %s winners, of whom %s entered', id, winners, entry_count, picks, entered) AS what
       FROM giveaways g CROSS JOIN LATERAL (
              SELECT count(*) AS picks, count(e.viewer_id) AS entered
                FROM giveaway_winners w LEFT JOIN giveaway_entries e USING (giveaway_id, platform, platform_user_id) WHERE giveaway_id = g.id) won
      WHERE kind = 'first' AND (picks > winners OR picks <> entry_count OR picks <> entered)`,
  ),
  check(
    'P4',
    'a balance is never negative and equals its ledger',
    count('balance_ledger', 'movements'),
    `SELECT format('viewer %s of streamer %s: balance %s, ledger %s, earned %s, spent %s', viewer_id, streamer_id,
                   coalesce(balance, 0), coalesce(moved, 0), total_earned, total_spent) AS what
       FROM user_balances
       FULL JOIN (SELECT streamer_id, viewer_id, sum(amount) AS moved FROM balance_ledger GROUP BY streamer_id, viewer_id) l
            USING (streamer_id, viewer_id)
      WHERE coalesce(balance, 0) < 0 OR coalesce(balance, 0) <> coalesce(moved, 0) OR balance <> total_earned - total_spent
            OR total_earned < 0 OR total_spent < 0`,
  ),
  check(
    'P4',
    'every debit has its entry, and a cancelled giveaway gave every point back, once',
    `SELECT to_char(count(*), 'FM999,999,999,990') || ' debits' FROM balance_ledger WHERE reason = 'entry'`,
    `SELECT format('giveaway %s, viewer %s: kept %s points, should keep %s', giveaway_id, viewer_id, coalesce(kept, 0), coalesce(due, 0)) AS what
       FROM (SELECT giveaway_id, viewer_id, -sum(amount) AS kept FROM balance_ledger
              WHERE reason IN ('entry', 'refund') GROUP BY giveaway_id, viewer_id) l
       FULL JOIN (SELECT giveaway_id, viewer_id, CASE WHEN status = 'cancelled' THEN 0 ELSE sum(paid) END AS due
                    FROM giveaway_entries e JOIN giveaways g ON g.id = giveaway_id GROUP BY giveaway_id, viewer_id, status) e
            USING (giveaway_id, viewer_id)
      WHERE coalesce(kept, 0) <> coalesce(due, 0)`,
  ),
  check(
    'P4',
    'an import moved what it says, and was undone at most once',
    count('point_imports', 'imports'),
    `SELECT format('import %s says %s points of %s people, moved %s of %s, and took back %s of %s', i.id, points, people,
                   moved, movers, back, leavers) AS what
       FROM point_imports i CROSS JOIN LATERAL (
              SELECT coalesce(sum(amount), 0) AS moved, count(*) AS movers FROM balance_ledger
               WHERE reason = 'import' AND key = 'import:' || i.id AND streamer_id = i.streamer_id) l
      CROSS JOIN LATERAL (
              SELECT coalesce(sum(u.amount), 0) AS back, count(*) AS leavers
                FROM balance_ledger m JOIN balance_ledger u ON u.viewer_id = m.viewer_id AND u.key = 'import-undo:' || i.id
               WHERE m.reason = 'import' AND m.key = 'import:' || i.id) b
      WHERE points <> moved OR people <> movers OR reversed_at IS NULL AND leavers > 0`,
  ),
  check(
    'P4',
    'a raffle paid what it promised at most, once, to people who joined it',
    count('raffles', 'raffles'),
    `SELECT format('raffle %s of %s points for %s paid %s points to %s%s', r.id, points, winners, paid, payees,
                   CASE WHEN ended_at IS NULL THEN ', and did not end' END) AS what
       FROM raffles r CROSS JOIN LATERAL (
              SELECT coalesce(sum(amount), 0) AS paid, count(*) AS payees
                FROM raffle_entries e JOIN balance_ledger l ON l.viewer_id = e.viewer_id AND l.key = 'raffle:' || r.id
               WHERE raffle_id = r.id) paid
      WHERE paid > points OR payees > winners OR ended_at IS NULL AND payees > 0
      UNION ALL
     SELECT format('viewer %s got %s points of %s without joining', viewer_id, amount, key) FROM balance_ledger l
      WHERE reason = 'raffle'
        AND NOT EXISTS (SELECT FROM raffle_entries e WHERE raffle_id = substr(l.key, 8)::bigint AND e.viewer_id = l.viewer_id)`,
  ),
  check(
    'P5',
    'a prize key goes to one viewer, and a viewer gets one key of a pool',
    count('token_pool', 'prize keys'),
    `SELECT format('key %s was delivered %s times, to viewers %s', token_id, count(*), string_agg(viewer_id::text, ', ' ORDER BY id)) AS what
       FROM deliveries GROUP BY token_id HAVING count(*) > 1
      UNION ALL
     SELECT format('viewer %s has %s keys of pool %s', viewer_id, count(*), pool_id) FROM deliveries GROUP BY pool_id, viewer_id HAVING count(*) > 1
      UNION ALL
     SELECT format('key %s of pool %s counts %s claims by viewer %s, and was delivered out of pool %s to viewer %s', t.id, t.pool_id, claim_count,
                   coalesce(assigned_to::text, 'nobody'), coalesce(d.pool_id::text, 'none'), coalesce(d.viewer_id::text, 'nobody'))
       FROM token_pool t LEFT JOIN deliveries d ON d.token_id = t.id
      WHERE claim_count <> (d.id IS NOT NULL)::integer OR assigned_to IS DISTINCT FROM d.viewer_id OR d.pool_id <> t.pool_id
      UNION ALL
     SELECT format('keys %s of streamer %s are one key', string_agg(id::text, ', ' ORDER BY id), streamer_id)
       FROM token_pool WHERE fingerprint IS NOT NULL GROUP BY streamer_id, fingerprint HAVING count(*) > 1`,
  ),
  check(
    'P5',
    'a key that nobody has seen is with somebody who won it',
    count('deliveries', 'deliveries'),
    `SELECT format('key %s was delivered for pick %s of giveaway %s, which is %s, of pool %s, where the pick is %s', token_id, d.pick, g.id, status,
                   coalesce(g.pool_id::text, 'none'), coalesce(state, 'none')) AS what
       FROM deliveries d JOIN giveaways g ON g.id = d.giveaway_id LEFT JOIN giveaway_winners w ON w.giveaway_id = g.id AND w.pick = d.pick
      WHERE d.revealed_at IS NULL
        AND (status = 'cancelled' OR g.pool_id IS DISTINCT FROM d.pool_id OR state IS NULL OR state NOT IN ('pending', 'claimed', 'confirmed'))`,
  ),
  check(
    'P7',
    'a platform account is linked to one user, a user has one account a platform and purpose',
    count('platform_connections', 'connections'),
    `SELECT format('%s account %s is linked %s times', platform, platform_user_id, count(*)) AS what
       FROM platform_connections GROUP BY platform, platform_user_id HAVING count(*) > 1
      UNION ALL
     SELECT format('user %s has %s %s accounts on %s', user_id, count(*), purpose, platform)
       FROM platform_connections GROUP BY user_id, platform, purpose HAVING count(*) > 1`,
  ),
  check(
    'P8',
    'picks are numbered without a gap, and nobody is waited for where the draw is over',
    count('giveaway_winners', 'picks'),
    `SELECT format('giveaway %s: %s picks are numbered %s to %s', giveaway_id, count(*), min(pick), max(pick)) AS what
       FROM giveaway_winners GROUP BY giveaway_id HAVING min(pick) <> 1 OR max(pick) <> count(*)
      UNION ALL
     SELECT format('giveaway %s is %s and %s', id, status,
                   CASE WHEN pending THEN 'a winner is pending, for whom no time is set' ELSE 'waits for a winner, of whom none is pending' END)
       FROM giveaways
      CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM giveaway_winners WHERE giveaway_id = id AND state = 'pending') AS pending) waits
      WHERE pending <> (claims_due_at IS NOT NULL)`,
  ),
  check(
    'P10',
    'a device joins a giveaway once, and one session of it is open',
    count('event_participants', 'devices'),
    `SELECT format('giveaway %s: one device joined %s times, as %s', event_id, count(*),
                   string_agg(platform || ':' || platform_user_id, ', ' ORDER BY id)) AS what
       FROM event_participants GROUP BY event_id, device_id HAVING count(*) > 1
      UNION ALL
     SELECT format('the devices %s have one session', string_agg(id::text, ', ' ORDER BY id))
       FROM event_participants GROUP BY session_token HAVING count(*) > 1
      UNION ALL
     SELECT format('device %s joined as %s:%s, whom nobody knows', d.id, d.platform, d.platform_user_id)
       FROM event_participants d LEFT JOIN chat_identities i USING (streamer_id, platform, platform_user_id) WHERE i.viewer_id IS NULL
      UNION ALL
     SELECT format('device %s joined a giveaway of streamer %s as an account of streamer %s', d.id, g.streamer_id, d.streamer_id)
       FROM event_participants d JOIN giveaways g ON g.id = event_id WHERE d.streamer_id <> g.streamer_id`,
  ),
  check(
    'P11',
    'what happens is told to a webhook once, in order, and not before it is written down',
    count('webhook_deliveries', 'deliveries'),
    `SELECT format('webhook %s stands at news %s, and the newest is %s', id, position, newest) AS what
       FROM webhooks CROSS JOIN (SELECT last_value - (NOT is_called)::integer AS newest FROM outbox_id_seq) n WHERE position > newest
      UNION ALL
     SELECT format('webhook %s is told of news %s behind news %s', webhook_id, news_id, before)
       FROM (SELECT webhook_id, news_id, lag(news_id) OVER (PARTITION BY webhook_id ORDER BY number) AS before
               FROM webhook_deliveries WHERE news_id IS NOT NULL) told WHERE news_id <= before
      UNION ALL
     SELECT format('webhook %s is to be sent news %s, and stands at %s', webhook_id, news_id, position)
       FROM webhook_deliveries JOIN webhooks w ON w.id = webhook_id WHERE news_id > position
      UNION ALL
     SELECT format('webhook %s was sent news %s, and an earlier one waits', webhook_id, news_id)
       FROM webhook_deliveries JOIN (SELECT webhook_id, min(number) AS first FROM webhook_deliveries
                                      WHERE state = 'waiting' GROUP BY webhook_id) w USING (webhook_id)
      WHERE state = 'delivered' AND news_id IS NOT NULL AND number > first`,
  ),
]
