-- Takes the notes of merged viewers away. What was merged stays merged: accounts, entries and points stand where they are.
-- Loses: which viewers were merged into which; every row of link_codes.

DROP TABLE link_codes;

-- The reason goes, the movements stay: the balances rest on them.
ALTER TABLE balance_ledger DISABLE TRIGGER balance_ledger_append_only;
ALTER TABLE balance_ledger DROP CONSTRAINT balance_ledger_reason_check;
UPDATE balance_ledger SET reason = CASE WHEN amount > 0 THEN 'add' ELSE 'remove' END WHERE reason = 'link';
ALTER TABLE balance_ledger
  ADD CONSTRAINT balance_ledger_reason_check
    CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund', 'import', 'import-undo', 'undo', 'gamble', 'raffle', 'watch'));
ALTER TABLE balance_ledger ENABLE TRIGGER balance_ledger_append_only;

ALTER TABLE viewers DROP COLUMN merged_into;
