-- A platform account is linked to one user (promise P7). Stops with the list of duplicates when there are any, and changes nothing.

DO $$
DECLARE
  duplicates text;
BEGIN
  SELECT string_agg(format('%s account %s is linked to users %s', platform, platform_user_id, linked), '; ')
    INTO duplicates
    FROM (
      SELECT platform, platform_user_id, string_agg(user_id::text, ', ' ORDER BY id) AS linked
        FROM platform_connections
       GROUP BY platform, platform_user_id
      HAVING count(*) > 1
       ORDER BY platform, platform_user_id
    ) twice;
  IF duplicates IS NOT NULL THEN
    RAISE EXCEPTION 'platform accounts are linked more than once: %', duplicates
      USING HINT = 'Decide who owns each account, delete the other rows of platform_connections, and run the migration again.';
  END IF;
END $$;

CREATE UNIQUE INDEX platform_connections_platform_platform_user_id_unique ON platform_connections (platform, platform_user_id);
