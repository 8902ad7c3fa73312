-- Giveaways are joined by chat alone again, and nobody has to be present.
-- Loses: which giveaways could be joined by a code, and which asked their winners to be present. It stops where guests took part: without them what was published could not be checked.

DO $$
DECLARE broken text;
BEGIN
  SELECT string_agg(id::text, ', ') INTO broken FROM giveaways
   WHERE id IN (SELECT giveaway_id FROM giveaway_entries WHERE platform = 'guest'
                UNION SELECT giveaway_id FROM giveaway_winners WHERE platform = 'guest');
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'guests took part in the giveaways %', broken
      USING HINT = 'Restore a backup from before, or stay with this migration.';
  END IF;
END $$;

-- Guests without an entry: they looked, were refused, or left. Their devices go, and nothing else names them.
DO $$ BEGIN
  IF to_regclass('event_participants') IS NOT NULL THEN DELETE FROM event_participants WHERE platform = 'guest'; END IF;
END $$;
DELETE FROM winner_messages WHERE platform = 'guest';
DELETE FROM chat_identities WHERE platform = 'guest';

ALTER TABLE winner_messages
  DROP CONSTRAINT winner_messages_platform_check,
  ADD CONSTRAINT winner_messages_platform_check CHECK (platform in ('twitch', 'youtube', 'kick'));
ALTER TABLE giveaway_entries
  DROP CONSTRAINT giveaway_entries_platform_check,
  ADD CONSTRAINT giveaway_entries_platform_check CHECK (platform in ('twitch', 'youtube', 'kick'));
ALTER TABLE chat_identities
  DROP CONSTRAINT chat_identities_platform_check,
  ADD CONSTRAINT chat_identities_platform_check CHECK (platform in ('twitch', 'youtube', 'kick'));

ALTER TABLE giveaways
  DROP CONSTRAINT giveaways_present_check,
  DROP CONSTRAINT giveaways_guest_keys_check,
  DROP CONSTRAINT giveaways_join_check,
  DROP COLUMN join_key,
  DROP COLUMN present_minutes,
  DROP COLUMN join_by_code;
