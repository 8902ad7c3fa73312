/** The check of shared access: one share a pair, nothing opened by what had ended, and tokens that nobody can read here. */
import { check, count } from './checks.ts'

/** Uses are noted to the minute, by clocks of several machines. */
export const accessCheck = check(
  'P9',
  'a helper has at most one active access to a panel, an ended one opens nothing, and tokens are unique and hashed',
  count('access_grants', 'invitations and grants'),
  `SELECT format('streamer %s and helper %s have %s active grants', streamer_id, helper_id, count(*)) AS what
     FROM access_grants WHERE status = 'active' GROUP BY streamer_id, helper_id HAVING count(*) > 1
    UNION ALL
   SELECT format('grant %s of streamer %s ended at %s, and was used at %s', id, streamer_id, least(ended_at, expires_at), last_used_at)
     FROM access_grants WHERE last_used_at > least(ended_at, expires_at) + interval '1 minute'
    UNION ALL
   SELECT format('grant %s is %s, and %s', id, status, coalesce('the helper is ' || helper_id, 'nobody has it'))
     FROM access_grants WHERE (status IN ('active', 'replaced')) > (helper_id IS NOT NULL) OR status = 'invited' AND helper_id IS NOT NULL
    UNION ALL
   SELECT format('streamer %s holds grant %s of their own panel', streamer_id, id) FROM access_grants WHERE helper_id = streamer_id
    UNION ALL
   SELECT format('the token of grant %s is no hash', id) FROM access_grants WHERE token_hash !~ '^[0-9a-f]{64}$'
    UNION ALL
   SELECT format('grants %s have one token', string_agg(id::text, ', ' ORDER BY id)) FROM access_grants GROUP BY token_hash HAVING count(*) > 1`,
)
