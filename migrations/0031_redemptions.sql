-- Points are spent on rewards and come back from them (promise P4), screens are told of orders, and limits of a stream count from its beginning.

ALTER TABLE balance_ledger
  DROP CONSTRAINT balance_ledger_reason_check,
  ADD CONSTRAINT balance_ledger_reason_check
    CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund', 'import', 'import-undo', 'undo', 'gamble', 'raffle', 'watch', 'link', 'redeem', 'redeem-refund'));

-- News of an order belong to no giveaway.
ALTER TABLE outbox
  DROP CONSTRAINT outbox_giveaway_check,
  ADD CONSTRAINT outbox_giveaway_check CHECK ((giveaway_id is null) = (kind like 'raffle-%' or kind like 'order-%'));

ALTER TABLE bot_configs
  ADD COLUMN live_since timestamp with time zone,
  ADD COLUMN live_seen_at timestamp with time zone,
  ADD CONSTRAINT bot_configs_live_check CHECK ((live_since is null) = (live_seen_at is null) and live_since <= live_seen_at);
