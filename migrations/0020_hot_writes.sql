-- Writes of many rows at once get cheaper: their guards ask for each parent by one index probe and for each giveaway once, and a
-- balance changes within its page, because no index holds it any more (who has most is asked seldom, and sorted then).

CREATE OR REPLACE FUNCTION refuse_orphans() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- OFFSET 0 keeps each look-up a probe: as a join it would read all viewers for a batch of some.
  IF EXISTS (SELECT FROM changed c WHERE NOT EXISTS (SELECT FROM viewers v WHERE v.id = c.viewer_id OFFSET 0))
     OR EXISTS (SELECT FROM (SELECT DISTINCT giveaway_id FROM changed) c
                 WHERE giveaway_id IS NOT NULL AND NOT EXISTS (SELECT FROM giveaways g WHERE g.id = c.giveaway_id OFFSET 0)) THEN
    RAISE foreign_key_violation USING MESSAGE = format('a row of %I names a viewer or a giveaway that is not there', TG_TABLE_NAME);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION refuse_sealed_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT giveaway_id FROM changed) c
              WHERE EXISTS (SELECT FROM giveaways g WHERE g.id = c.giveaway_id AND g.digest IS NOT NULL OFFSET 0)) THEN
    RAISE EXCEPTION 'the entries of a sealed giveaway are final: % is not allowed', TG_OP;
  END IF;
  RETURN NULL;
END $$;

DROP INDEX idx_user_balances_top;
ALTER TABLE user_balances SET (fillfactor = 70);

-- An account is looked up by its key. While the table has no statistics an index that begins alike looks just as good, and reads everybody.
DROP INDEX idx_chat_identities_login;
CREATE INDEX idx_chat_identities_login ON chat_identities (login, streamer_id, platform);
