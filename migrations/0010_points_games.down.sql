-- Takes the leaderboard, games, raffles and the undoing of changes away. Every point stays: these movements stand in the ledger as added or removed.
-- Loses: which changes of points were undone, so that one of the last ten minutes could be undone again; what was won in games and raffles, and raffles that run; how games are set.

DROP INDEX idx_user_balances_top;
DROP INDEX idx_balance_ledger_changes;
DROP INDEX idx_balance_ledger_gambles;
DROP TABLE raffle_entries;
DROP TABLE raffles;
DELETE FROM outbox WHERE giveaway_id IS NULL;
ALTER TABLE outbox
  DROP CONSTRAINT outbox_giveaway_check,
  ALTER COLUMN giveaway_id SET NOT NULL;
ALTER TABLE bot_configs
  DROP COLUMN gamble,
  DROP COLUMN gamble_percent,
  DROP COLUMN gamble_least,
  DROP COLUMN gamble_most,
  DROP COLUMN gamble_seconds;

-- The reasons go, the movements stay: the balances rest on them.
ALTER TABLE balance_ledger DISABLE TRIGGER balance_ledger_append_only;
ALTER TABLE balance_ledger DROP CONSTRAINT balance_ledger_reason_check;
UPDATE balance_ledger SET reason = CASE WHEN amount > 0 THEN 'add' ELSE 'remove' END WHERE reason in ('undo', 'gamble', 'raffle');
ALTER TABLE balance_ledger
  ADD CONSTRAINT balance_ledger_reason_check CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund'));
ALTER TABLE balance_ledger ENABLE TRIGGER balance_ledger_append_only;
