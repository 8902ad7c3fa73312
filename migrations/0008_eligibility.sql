-- Who may enter, in full: conditions and ticket factors of a giveaway, viewers kept out of all of them, and winners found by viewer.
-- Only constant defaults: no row is written, and entries of sealed giveaways stay as they are.

ALTER TABLE giveaways
  ADD COLUMN platforms text[],
  ADD COLUMN min_tier integer,
  ADD COLUMN follow_days integer,
  ADD COLUMN account_days integer,
  ADD COLUMN min_balance bigint,
  ADD COLUMN moderators_out boolean NOT NULL DEFAULT false,
  ADD COLUMN unknown_passes boolean NOT NULL DEFAULT false,
  ADD COLUMN prize_class text,
  ADD COLUMN cooldown_days integer,
  ADD COLUMN tier1_factor integer,
  ADD COLUMN tier2_factor integer,
  ADD COLUMN tier3_factor integer,
  ADD COLUMN vip_factor integer,
  ADD COLUMN follower_factor integer,
  ADD CONSTRAINT giveaways_platforms_check CHECK (platforms <@ array['twitch', 'youtube', 'kick'] and cardinality(platforms) > 0),
  ADD CONSTRAINT giveaways_min_tier_check CHECK (min_tier between 1 and 3),
  ADD CONSTRAINT giveaways_days_check CHECK (least(follow_days, account_days - 1, cooldown_days - 1) >= 0),
  ADD CONSTRAINT giveaways_min_balance_check CHECK (min_balance >= 1),
  ADD CONSTRAINT giveaways_prize_class_check CHECK (length(prize_class) between 1 and 50),
  ADD CONSTRAINT giveaways_factors_check CHECK (least(tier1_factor, tier2_factor, tier3_factor, vip_factor, follower_factor) >= 1 and greatest(tier1_factor, tier2_factor, tier3_factor, vip_factor, follower_factor) <= 100);

ALTER TABLE giveaway_entries
  ADD COLUMN bonus integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT giveaway_entries_bonus_check CHECK (bonus between 0 and tickets - 1);

-- Whoever enters is asked when they won last.
CREATE INDEX idx_giveaway_winners_viewer ON giveaway_winners (viewer_id, drawn_at);

CREATE TABLE excluded_viewers (
  streamer_id bigint NOT NULL,
  viewer_id bigint NOT NULL,
  reason text NOT NULL,
  actor text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT excluded_viewers_streamer_id_viewer_id_pk PRIMARY KEY (streamer_id, viewer_id),
  CONSTRAINT excluded_viewers_viewer_fk FOREIGN KEY (streamer_id, viewer_id) REFERENCES viewers (streamer_id, id)
);
