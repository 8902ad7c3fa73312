-- A draw may take public randomness (promise P8): the round of a beacon that is named at closing, before it exists.
-- Only columns without a default: no row is written.

ALTER TABLE giveaways
  ADD COLUMN beacon_chain text,
  ADD COLUMN beacon_round bigint,
  ADD COLUMN beacon_at timestamp with time zone,
  ADD COLUMN beacon_randomness text,
  ADD COLUMN beacon_signature text,
  ADD COLUMN beacon_late_at timestamp with time zone,
  ADD COLUMN beacon_waived_at timestamp with time zone,
  ADD CONSTRAINT giveaways_beacon_check CHECK (num_nulls(beacon_chain, beacon_round, beacon_at) in (0, 3) and beacon_round >= 1),
  ADD CONSTRAINT giveaways_beacon_outcome_check CHECK (num_nulls(beacon_randomness, beacon_signature) in (0, 2) and num_nonnulls(beacon_randomness, beacon_waived_at) <= 1 and (beacon_round is not null or num_nonnulls(beacon_randomness, beacon_late_at, beacon_waived_at) = 0)),
  ADD CONSTRAINT giveaways_beacon_randomness_check CHECK (beacon_randomness = encode(sha256(decode(beacon_signature, 'hex')), 'hex'));

-- The round is fixed with the digest, and what it brought, or that it was done without, with that.
CREATE TRIGGER giveaways_beacon_is_final BEFORE UPDATE ON giveaways FOR EACH ROW
  WHEN (OLD.digest IS NOT NULL AND (NEW.beacon_chain, NEW.beacon_round, NEW.beacon_at) IS DISTINCT FROM (OLD.beacon_chain, OLD.beacon_round, OLD.beacon_at)
    OR OLD.beacon_randomness IS NOT NULL AND (NEW.beacon_randomness, NEW.beacon_signature) IS DISTINCT FROM (OLD.beacon_randomness, OLD.beacon_signature)
    OR OLD.beacon_waived_at IS NOT NULL AND NEW.beacon_waived_at IS DISTINCT FROM OLD.beacon_waived_at)
  EXECUTE FUNCTION refuse_proof_change();

-- Nobody is drawn while the named round is still to come.
CREATE FUNCTION refuse_early_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed JOIN giveaways g ON g.id = changed.giveaway_id
              WHERE g.beacon_round IS NOT NULL AND g.beacon_randomness IS NULL AND g.beacon_waived_at IS NULL) THEN
    RAISE EXCEPTION 'the draw waits for the round of the public beacon that was named';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER giveaway_winners_after_beacon AFTER INSERT ON giveaway_winners
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_early_draw();
