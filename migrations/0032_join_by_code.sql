-- Giveaways may be joined by the code on the overlay, also by guests who sign in nowhere, and may ask winners to be present.

-- Each giveaway has a key of its own, from which its codes come. The server's randomness, 244 bits of it.
ALTER TABLE giveaways
  ADD COLUMN join_by_code text,
  ADD COLUMN present_minutes integer,
  ADD COLUMN join_key text NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
  ADD CONSTRAINT giveaways_join_check CHECK (join_by_code is null or join_by_code in ('signed-in', 'guests') and kind <> 'active'),
  -- A key is shown to whoever signs in with the account that won.
  ADD CONSTRAINT giveaways_guest_keys_check CHECK (join_by_code <> 'guests' or pool_id is null),
  ADD CONSTRAINT giveaways_present_check CHECK (present_minutes is null or present_minutes between 1 and 1440 and kind <> 'first');

ALTER TABLE chat_identities
  DROP CONSTRAINT chat_identities_platform_check,
  ADD CONSTRAINT chat_identities_platform_check CHECK (platform in ('twitch', 'youtube', 'kick', 'guest'));
ALTER TABLE giveaway_entries
  DROP CONSTRAINT giveaway_entries_platform_check,
  ADD CONSTRAINT giveaway_entries_platform_check CHECK (platform in ('twitch', 'youtube', 'kick', 'guest'));
ALTER TABLE winner_messages
  DROP CONSTRAINT winner_messages_platform_check,
  ADD CONSTRAINT winner_messages_platform_check CHECK (platform in ('twitch', 'youtube', 'kick', 'guest'));
