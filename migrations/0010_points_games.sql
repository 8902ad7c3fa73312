-- What people do with points: a leaderboard, changes of moderators that can be undone, games (promise P4).
-- Only constant defaults: no row is written.

-- The leaderboard reads the front of it.
CREATE INDEX idx_user_balances_top ON user_balances (streamer_id, balance DESC, viewer_id) WHERE balance > 0;

ALTER TABLE balance_ledger
  DROP CONSTRAINT balance_ledger_reason_check,
  ADD CONSTRAINT balance_ledger_reason_check
    CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund', 'undo', 'gamble'));
-- Undoing asks for the last change of a channel.
CREATE INDEX idx_balance_ledger_changes ON balance_ledger (streamer_id, id) WHERE reason in ('add', 'remove', 'set');

ALTER TABLE bot_configs
  ADD COLUMN gamble boolean NOT NULL DEFAULT false,
  ADD COLUMN gamble_percent integer NOT NULL DEFAULT 45,
  ADD COLUMN gamble_least bigint NOT NULL DEFAULT 10,
  ADD COLUMN gamble_most bigint NOT NULL DEFAULT 1000,
  ADD COLUMN gamble_seconds integer NOT NULL DEFAULT 60,
  ADD CONSTRAINT bot_configs_gamble_check
    CHECK (gamble_percent between 1 and 99 and gamble_least between 1 and gamble_most and gamble_seconds >= 0);
-- Whoever gambles is asked when they last did.
CREATE INDEX idx_balance_ledger_gambles ON balance_ledger (viewer_id, created_at) WHERE reason = 'gamble';
