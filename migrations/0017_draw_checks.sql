-- The rules are checked again at the draw: a pick that is passed over stands in the list with its reason (promise P8). And whom a
-- moderator removes from a giveaway stays out of it.

ALTER TABLE giveaway_winners
  DROP CONSTRAINT giveaway_winners_state_check,
  ADD CONSTRAINT giveaway_winners_state_check CHECK (state in ('pending', 'claimed', 'confirmed', 'missed', 'set-aside', 'passed-over')),
  DROP CONSTRAINT giveaway_winners_reason_check,
  ADD CONSTRAINT giveaway_winners_reason_check CHECK ((state in ('set-aside', 'passed-over')) = (reason is not null));

-- Picks are who was drawn. That somebody was passed over, and why, was published with the pick.
CREATE TRIGGER giveaway_winners_passed_over BEFORE UPDATE ON giveaway_winners FOR EACH ROW
  WHEN ((OLD.state = 'passed-over' OR NEW.state = 'passed-over') AND (OLD.state, OLD.reason) IS DISTINCT FROM (NEW.state, NEW.reason))
  EXECUTE FUNCTION refuse_pick_change();

ALTER TABLE excluded_viewers
  ADD COLUMN giveaway_id uuid CONSTRAINT excluded_viewers_giveaway_id_giveaways_id_fk REFERENCES giveaways (id),
  DROP CONSTRAINT excluded_viewers_streamer_id_viewer_id_pk,
  ADD CONSTRAINT excluded_viewers_viewer_giveaway_unique UNIQUE NULLS NOT DISTINCT (streamer_id, viewer_id, giveaway_id);
