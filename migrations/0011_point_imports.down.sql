-- Loses: which files were imported, so that none of them can be undone, and each could be imported again. Every point stays: imported
-- ones stand in the ledger as added, undone ones as removed.

DROP INDEX idx_balance_ledger_import;
DROP TABLE point_imports;

-- The reasons go, the movements stay: the balances rest on them.
ALTER TABLE balance_ledger DISABLE TRIGGER balance_ledger_append_only;
ALTER TABLE balance_ledger DROP CONSTRAINT balance_ledger_reason_check;
UPDATE balance_ledger SET reason = CASE reason WHEN 'import' THEN 'add' ELSE 'remove' END WHERE reason in ('import', 'import-undo');
ALTER TABLE balance_ledger
  ADD CONSTRAINT balance_ledger_reason_check CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund', 'undo', 'gamble', 'raffle'));
ALTER TABLE balance_ledger ENABLE TRIGGER balance_ledger_append_only;
