-- Takes points for watching away. Every point stays: movements for watching stand in the ledger as for chatting.
-- Loses: which points were got for watching; who subscribes; how points for watching are set.

ALTER TABLE chat_identities DROP COLUMN tier;
ALTER TABLE bot_configs
  DROP COLUMN chat_points_live,
  DROP COLUMN watch_points,
  DROP COLUMN watch_seconds,
  DROP COLUMN subscriber_factor;

-- The reason goes, the movements stay: the balances rest on them.
ALTER TABLE balance_ledger DISABLE TRIGGER balance_ledger_append_only;
ALTER TABLE balance_ledger DROP CONSTRAINT balance_ledger_reason_check;
UPDATE balance_ledger SET reason = 'chat' WHERE reason = 'watch';
ALTER TABLE balance_ledger
  ADD CONSTRAINT balance_ledger_reason_check
    CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund', 'import', 'import-undo', 'undo', 'gamble', 'raffle'));
ALTER TABLE balance_ledger ENABLE TRIGGER balance_ledger_append_only;
