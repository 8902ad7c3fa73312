-- Two more kinds of giveaway: everybody who chatted lately is in (`active`), and who comes first has won (`first`; promise P3).
-- Only constant defaults: no row is written.

-- A run is lines with less than a minute between them: with its ends, and the last line before it, it is known of a moment that is
-- not long ago whether somebody had written by then.
ALTER TABLE chat_identities
  ADD COLUMN roles text[] NOT NULL DEFAULT '{}',
  ADD COLUMN months integer NOT NULL DEFAULT 0,
  ADD COLUMN chatted_at timestamp with time zone,
  ADD COLUMN chatting_since timestamp with time zone,
  ADD COLUMN chatted_before timestamp with time zone,
  ADD CONSTRAINT chat_identities_roles_check CHECK (roles <@ array['broadcaster', 'moderator', 'vip', 'subscriber']),
  ADD CONSTRAINT chat_identities_chatted_check
    CHECK ((chatted_at is null) = (chatting_since is null) and chatting_since <= chatted_at and chatted_before < chatting_since);

ALTER TABLE giveaways
  ADD COLUMN active_minutes integer,
  DROP CONSTRAINT giveaways_kind_check,
  ADD CONSTRAINT giveaways_kind_check CHECK (kind in ('keyword', 'tickets', 'active', 'first')),
  ADD CONSTRAINT giveaways_active_check CHECK ((kind = 'active') = (active_minutes is not null) and active_minutes between 1 and 1440),
  -- As many places as prizes, and nobody gives theirs back.
  ADD CONSTRAINT giveaways_first_check CHECK (kind <> 'first' or max_entries is not null and max_entries = winners and max_tickets = 1 and not leaving),
  -- Who comes first needs no seed.
  DROP CONSTRAINT giveaways_scheduled_check,
  ADD CONSTRAINT giveaways_scheduled_check CHECK (status <> 'scheduled' or opens_at is not null and (commitment is not null or kind = 'first'));
