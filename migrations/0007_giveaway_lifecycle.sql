-- The life of a giveaway in full: pauses, and opening again after a close. Only constant defaults and checks that hold for every row
-- there can be, so nothing is rewritten.
-- Stops with a list, and changes nothing, when a giveaway is paused already: nobody knows since when.

DO $$
DECLARE
  broken text;
BEGIN
  SELECT string_agg(id::text, ', ') INTO broken FROM (SELECT id FROM giveaways WHERE status = 'paused' ORDER BY id LIMIT 50) paused;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'giveaways are paused: %', broken
      USING HINT = 'Set their status to open or cancelled, and run the migration again.';
  END IF;
END $$;

ALTER TABLE giveaways
  ADD COLUMN paused_at timestamp with time zone,
  ADD COLUMN breaks jsonb NOT NULL DEFAULT '[]',
  ADD CONSTRAINT giveaways_paused_check CHECK ((paused_at is null) = (status <> 'paused'));
