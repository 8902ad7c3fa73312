-- Giveaways hand out no keys any more. What was handed out stays with whoever got it.
-- Loses: which pool each giveaway hands keys out of.
ALTER TABLE giveaways DROP COLUMN pool_id;
