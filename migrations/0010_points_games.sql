-- What people do with points: a leaderboard, and changes of moderators that can be undone (promise P4).

-- The leaderboard reads the front of it.
CREATE INDEX idx_user_balances_top ON user_balances (streamer_id, balance DESC, viewer_id) WHERE balance > 0;

ALTER TABLE balance_ledger
  DROP CONSTRAINT balance_ledger_reason_check,
  ADD CONSTRAINT balance_ledger_reason_check
    CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund', 'undo'));
-- Undoing asks for the last change of a channel.
CREATE INDEX idx_balance_ledger_changes ON balance_ledger (streamer_id, id) WHERE reason in ('add', 'remove', 'set');
