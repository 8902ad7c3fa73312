-- Takes the public beacon away. Draws that used it can no longer be recomputed from this database.
-- Loses: the named rounds of giveaways and what they brought; keep the proofs of those draws.

DROP TRIGGER giveaway_winners_after_beacon ON giveaway_winners;
DROP FUNCTION refuse_early_draw();
DROP TRIGGER giveaways_beacon_is_final ON giveaways;

ALTER TABLE giveaways
  DROP COLUMN beacon_chain,
  DROP COLUMN beacon_round,
  DROP COLUMN beacon_at,
  DROP COLUMN beacon_randomness,
  DROP COLUMN beacon_signature,
  DROP COLUMN beacon_late_at,
  DROP COLUMN beacon_waived_at;
