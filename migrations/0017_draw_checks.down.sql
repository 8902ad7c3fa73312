-- Takes the check at the draw away. Every pick stays: who was passed over counts as set aside, with the same reason.
-- Loses: who was removed from a giveaway and stays out of it; they can enter again.

DELETE FROM excluded_viewers WHERE giveaway_id IS NOT NULL;
ALTER TABLE excluded_viewers
  DROP CONSTRAINT excluded_viewers_viewer_giveaway_unique,
  DROP COLUMN giveaway_id,
  ADD CONSTRAINT excluded_viewers_streamer_id_viewer_id_pk PRIMARY KEY (streamer_id, viewer_id);

DROP TRIGGER giveaway_winners_passed_over ON giveaway_winners;
UPDATE giveaway_winners SET state = 'set-aside' WHERE state = 'passed-over';
ALTER TABLE giveaway_winners
  DROP CONSTRAINT giveaway_winners_state_check,
  ADD CONSTRAINT giveaway_winners_state_check CHECK (state in ('pending', 'claimed', 'confirmed', 'missed', 'set-aside')),
  DROP CONSTRAINT giveaway_winners_reason_check,
  ADD CONSTRAINT giveaway_winners_reason_check CHECK ((state = 'set-aside') = (reason is not null));
