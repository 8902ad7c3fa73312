-- Points for being there while the stream is live, also in silence, and more of them for subscribers (promise P4).
-- Only constant defaults: no row is written.

ALTER TABLE balance_ledger
  DROP CONSTRAINT balance_ledger_reason_check,
  ADD CONSTRAINT balance_ledger_reason_check
    CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund', 'import', 'import-undo', 'undo', 'gamble', 'raffle', 'watch'));

ALTER TABLE bot_configs
  ADD COLUMN chat_points_live boolean NOT NULL DEFAULT false,
  ADD COLUMN watch_points integer NOT NULL DEFAULT 0,
  ADD COLUMN watch_seconds integer NOT NULL DEFAULT 600,
  ADD COLUMN subscriber_factor integer NOT NULL DEFAULT 1,
  ADD CONSTRAINT bot_configs_watch_check
    CHECK (watch_points >= 0 and watch_seconds >= 60 and subscriber_factor between 1 and 100);

-- As chat showed it last: who watches in silence is known by it.
ALTER TABLE chat_identities
  ADD COLUMN tier integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT chat_identities_tier_check CHECK (tier between 0 and 3);
