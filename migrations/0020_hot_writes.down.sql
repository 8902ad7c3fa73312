-- Brings back the guards and indexes as they were.
DROP INDEX idx_chat_identities_login;
CREATE INDEX idx_chat_identities_login ON chat_identities (streamer_id, platform, login);
ALTER TABLE user_balances RESET (fillfactor);
CREATE INDEX idx_user_balances_top ON user_balances (streamer_id, balance DESC, viewer_id) WHERE balance > 0;

CREATE OR REPLACE FUNCTION refuse_sealed_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed JOIN giveaways g ON g.id = changed.giveaway_id WHERE g.digest IS NOT NULL) THEN
    RAISE EXCEPTION 'the entries of a sealed giveaway are final: % is not allowed', TG_OP;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION refuse_orphans() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed c LEFT JOIN viewers v ON v.id = c.viewer_id LEFT JOIN giveaways g ON g.id = c.giveaway_id
              WHERE v.id IS NULL OR c.giveaway_id IS NOT NULL AND g.id IS NULL) THEN
    RAISE foreign_key_violation USING MESSAGE = format('a row of %I names a viewer or a giveaway that is not there', TG_TABLE_NAME);
  END IF;
  RETURN NULL;
END $$;
