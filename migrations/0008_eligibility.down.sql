-- Takes conditions, factors and the list of those who are kept out away. Entries keep the tickets that factors gave.
-- Loses: every row of excluded_viewers, and the conditions and factors of all giveaways: open ones take everybody again.

DROP TABLE excluded_viewers;

DROP INDEX idx_giveaway_winners_viewer;

ALTER TABLE giveaway_entries
  DROP COLUMN bonus;

ALTER TABLE giveaways
  DROP COLUMN platforms,
  DROP COLUMN min_tier,
  DROP COLUMN follow_days,
  DROP COLUMN account_days,
  DROP COLUMN min_balance,
  DROP COLUMN moderators_out,
  DROP COLUMN unknown_passes,
  DROP COLUMN prize_class,
  DROP COLUMN cooldown_days,
  DROP COLUMN tier1_factor,
  DROP COLUMN tier2_factor,
  DROP COLUMN tier3_factor,
  DROP COLUMN vip_factor,
  DROP COLUMN follower_factor;
