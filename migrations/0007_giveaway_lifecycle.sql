-- The life of a giveaway in full: planned openings, pauses, and opening again after a close. Only constant defaults and checks that hold
-- for every row there can be, so nothing is rewritten.
-- Stops with a list, and changes nothing, when a giveaway is paused or scheduled already: nobody knows since when, or until when.

DO $$
DECLARE
  broken text;
BEGIN
  SELECT string_agg(id::text, ', ') INTO broken FROM (SELECT id FROM giveaways WHERE status IN ('paused', 'scheduled') ORDER BY id LIMIT 50) found;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'giveaways are paused or scheduled: %', broken
      USING HINT = 'Set their status to open or cancelled, and run the migration again.';
  END IF;
END $$;

ALTER TABLE giveaways
  ADD COLUMN opens_at timestamp with time zone,
  ADD COLUMN blocked_at timestamp with time zone,
  ADD COLUMN minutes integer,
  ADD COLUMN paused_at timestamp with time zone,
  ADD COLUMN breaks jsonb NOT NULL DEFAULT '[]',
  ADD CONSTRAINT giveaways_scheduled_check CHECK (status <> 'scheduled' or opens_at is not null and commitment is not null),
  ADD CONSTRAINT giveaways_minutes_check CHECK (minutes >= 1),
  ADD CONSTRAINT giveaways_paused_check CHECK ((paused_at is null) = (status <> 'paused'));

-- Scheduled ones have a step that comes by itself, too.
DROP INDEX idx_giveaways_running;
CREATE INDEX idx_giveaways_running ON giveaways (status) WHERE status in ('scheduled', 'open', 'paused', 'closed', 'drawn');

CREATE TABLE giveaway_templates (
  streamer_id bigint NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  rules jsonb NOT NULL,
  minutes integer,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT giveaway_templates_streamer_id_name_pk PRIMARY KEY (streamer_id, name),
  CONSTRAINT giveaway_templates_streamer_id_users_id_fk FOREIGN KEY (streamer_id) REFERENCES users (id)
);
