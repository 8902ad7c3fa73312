-- Proves on a live database that two viewers get two keys (promise P5), and leaves nothing behind:
--   psql "$URL" -v ON_ERROR_STOP=1 -f migrations/checks/one_token_per_user.sql
-- The last rows say what each viewer got; anything that is not as promised ends the script with an error.
BEGIN;

CREATE TEMPORARY TABLE tried (who text, token_id bigint) ON COMMIT DROP;

DO $$
DECLARE
  streamer bigint;
  pool bigint;
  anna bigint;
  ben bigint;
  cleo bigint;
  refused text;
  -- Takes the next free key of a pool for a viewer, as StreamBot does.
  claim constant text := '
    WITH free AS (SELECT id FROM token_pool WHERE pool_id = $1 AND claim_count = 0 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED),
         taken AS (UPDATE token_pool t SET claim_count = 1, assigned_to = $2, assigned_at = now() FROM free WHERE t.id = free.id RETURNING t.*)
    INSERT INTO deliveries (streamer_id, token_id, viewer_id, pool_id) SELECT streamer_id, id, $2, pool_id FROM taken';
BEGIN
  INSERT INTO users (display_name) VALUES ('check of prize keys') RETURNING id INTO streamer;
  INSERT INTO viewers (streamer_id) VALUES (streamer) RETURNING id INTO anna;
  INSERT INTO viewers (streamer_id) VALUES (streamer) RETURNING id INTO ben;
  INSERT INTO viewers (streamer_id) VALUES (streamer) RETURNING id INTO cleo;
  INSERT INTO prize_pools (streamer_id, name) VALUES (streamer, 'check') RETURNING id INTO pool;
  INSERT INTO token_pool (streamer_id, pool_id, token) VALUES (streamer, pool, 'first'), (streamer, pool, 'second');

  EXECUTE claim USING pool, anna;
  EXECUTE claim USING pool, ben;
  INSERT INTO tried SELECT CASE viewer_id WHEN anna THEN 'Anna' ELSE 'Ben' END, token_id FROM deliveries WHERE deliveries.pool_id = pool;
  IF (SELECT count(DISTINCT token_id) FROM tried) <> 2 THEN
    RAISE EXCEPTION 'two viewers did not get two keys';
  END IF;

  BEGIN
    INSERT INTO deliveries (streamer_id, token_id, viewer_id, pool_id) SELECT streamer, token_id, cleo, pool FROM tried WHERE who = 'Anna';
    RAISE EXCEPTION 'a key was delivered twice';
  EXCEPTION WHEN unique_violation THEN GET STACKED DIAGNOSTICS refused = CONSTRAINT_NAME;
  END;
  IF refused <> 'tokenUniqueIdx' THEN
    RAISE EXCEPTION 'a second delivery was refused by %, and not by tokenUniqueIdx', refused;
  END IF;

  BEGIN
    UPDATE token_pool SET claim_count = 2 WHERE pool_id = pool;
    RAISE EXCEPTION 'a key was claimed twice';
  EXCEPTION WHEN check_violation THEN NULL;
  END;
END $$;

SELECT who, token_id FROM tried ORDER BY who;
ROLLBACK;
