/** The checks of rewards: ticket numbers without a gap, and points that were spent on what stands in the queue. */
import { type Check, check, count } from './checks.ts'

/** Movements that are not called redemptions any more are of a shop that was taken away. */
export const orderChecks: readonly Check[] = [
  check(
    'P4',
    'every redemption has its order and was paid once, and a refund gave the same back, once',
    count('orders', 'orders'),
    `SELECT format('order %s is %s for %s points: %s were taken and %s went back', coalesce(order_id::text, key), coalesce(status, 'missing'),
                   coalesce(paid, 0), moved.taken, moved.back) AS what
       FROM (SELECT id AS order_id, status, paid FROM orders) o
       FULL JOIN (SELECT substring(key FROM ':(\\d+)$')::bigint AS order_id, min(key) AS key,
                         coalesce(-sum(amount) FILTER (WHERE key LIKE 'redeem:%'), 0) AS taken,
                         coalesce(sum(amount) FILTER (WHERE key LIKE 'redeem-refund:%'), 0) AS back,
                         bool_or(reason LIKE 'redeem%') AS is_named
                    FROM balance_ledger WHERE key LIKE 'redeem:%' OR key LIKE 'redeem-refund:%' OR reason LIKE 'redeem%' GROUP BY 1) l
            USING (order_id)
      CROSS JOIN LATERAL (SELECT coalesce(l.taken, 0) AS taken, coalesce(l.back, 0) AS back) moved
      WHERE CASE WHEN status IS NULL THEN is_named ELSE paid <> moved.taken OR moved.back <> CASE WHEN status = 'refunded' THEN paid ELSE 0 END END`,
  ),
  check(
    'P6',
    'ticket numbers of a channel, prefix and day run from 1 without a gap and without a double',
    `SELECT to_char((SELECT count(*) FROM orders), 'FM999,999,999,990') || ' tickets on ' || count(*) || ' sequences' FROM token_sequence`,
    `SELECT format('channel %s, %s of %s: %s tickets are numbered %s to %s, %s of them different, and the sequence stands at %s', streamer_id,
                   prefix, day, coalesce(tickets, 0), least, greatest, coalesce(numbers, 0), coalesce(last_number::text, 'nothing')) AS what
       FROM token_sequence
       FULL JOIN (SELECT streamer_id, prefix, day, count(*) AS tickets, count(DISTINCT number) AS numbers, min(number) AS least,
                         max(number) AS greatest FROM orders GROUP BY streamer_id, prefix, day) o USING (streamer_id, prefix, day)
      WHERE least IS DISTINCT FROM 1 OR greatest <> tickets OR numbers <> tickets OR last_number IS DISTINCT FROM greatest`,
  ),
]
