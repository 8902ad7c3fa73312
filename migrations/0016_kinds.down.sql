-- Takes both kinds away. Their giveaways stay with entries and winners, as giveaways with a keyword; those that are not over have to end first.
-- Loses: which giveaways were of these kinds; who wrote when in chat, and as what.

DO $$
DECLARE broken text;
BEGIN
  SELECT string_agg(id::text, ', ') INTO broken FROM giveaways
   WHERE kind in ('active', 'first') AND status not in ('completed', 'cancelled');
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'giveaways for active chatters or for who comes first are not over: %', broken
      USING HINT = 'Cancel them, or wait until they are completed, and run the migration again.';
  END IF;
END $$;

ALTER TABLE giveaways
  DROP CONSTRAINT giveaways_scheduled_check,
  DROP CONSTRAINT giveaways_first_check,
  DROP CONSTRAINT giveaways_active_check,
  DROP CONSTRAINT giveaways_kind_check,
  DROP COLUMN active_minutes;
UPDATE giveaways SET kind = 'keyword' WHERE kind in ('active', 'first');
ALTER TABLE giveaways
  ADD CONSTRAINT giveaways_kind_check CHECK (kind in ('keyword', 'tickets')),
  ADD CONSTRAINT giveaways_scheduled_check CHECK (status <> 'scheduled' or opens_at is not null and commitment is not null);

-- Nobody could open a template of these kinds.
DELETE FROM giveaway_templates WHERE rules->>'kind' in ('active', 'first');

ALTER TABLE chat_identities
  DROP COLUMN roles,
  DROP COLUMN months,
  DROP COLUMN chatted_at,
  DROP COLUMN chatting_since,
  DROP COLUMN chatted_before;
