-- Winners have to speak within a claim window, a moderator can set one aside and draw again, and what winners say is kept (promise P8).
-- Only constant defaults: no row is written. Winners so far have won without a window.

ALTER TABLE giveaways
  ADD COLUMN claim_seconds integer,
  ADD COLUMN claims_due_at timestamp with time zone,
  ADD CONSTRAINT giveaways_claim_seconds_check CHECK (claim_seconds between 5 and 86400),
  ADD CONSTRAINT giveaways_claims_due_check CHECK (claims_due_at is null or status = 'drawn');

ALTER TABLE giveaway_winners
  ADD COLUMN state text NOT NULL DEFAULT 'confirmed',
  ADD COLUMN claim_deadline timestamp with time zone,
  ADD COLUMN decided_at timestamp with time zone,
  ADD COLUMN decided_by text,
  ADD COLUMN reason text,
  ADD CONSTRAINT giveaway_winners_state_check CHECK (state in ('pending', 'claimed', 'confirmed', 'missed', 'set-aside')),
  ADD CONSTRAINT giveaway_winners_pending_check CHECK (state <> 'pending' or claim_deadline is not null),
  ADD CONSTRAINT giveaway_winners_reason_check CHECK ((state = 'set-aside') = (reason is not null));

-- A bot asks once a second whose messages matter.
CREATE INDEX idx_giveaway_winners_drawn ON giveaway_winners (drawn_at);
CREATE INDEX idx_giveaway_winners_pending ON giveaway_winners (giveaway_id) WHERE state = 'pending';

-- What was drawn was published. What became of a pick may change, and who is behind an account; nothing else.
CREATE FUNCTION refuse_pick_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'picks are final: % is not allowed, a winner is missed or set aside instead', TG_OP;
END $$;
CREATE TRIGGER giveaway_winners_final BEFORE UPDATE ON giveaway_winners FOR EACH ROW
  WHEN ((OLD.giveaway_id, OLD.pick, OLD.platform, OLD.platform_user_id, OLD.tickets, OLD.drawn_at)
     IS DISTINCT FROM (NEW.giveaway_id, NEW.pick, NEW.platform, NEW.platform_user_id, NEW.tickets, NEW.drawn_at))
  EXECUTE FUNCTION refuse_pick_change();
CREATE TRIGGER giveaway_winners_stay BEFORE DELETE OR TRUNCATE ON giveaway_winners
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_pick_change();

CREATE TABLE winner_messages (
  giveaway_id uuid NOT NULL,
  pick integer NOT NULL,
  platform text NOT NULL,
  message_id text NOT NULL,
  text text NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  CONSTRAINT winner_messages_giveaway_id_pick_platform_message_id_pk PRIMARY KEY (giveaway_id, pick, platform, message_id),
  CONSTRAINT winner_messages_winner_fk FOREIGN KEY (giveaway_id, pick) REFERENCES giveaway_winners (giveaway_id, pick),
  CONSTRAINT winner_messages_platform_check CHECK (platform in ('twitch', 'youtube', 'kick')),
  CONSTRAINT winner_messages_text_check CHECK (length(text) <= 1000)
);
