-- Takes redemptions out of the ledger's words. Every point stays: what was spent on rewards counts as removed, what came back as added.
-- Loses: which movements were redemptions, so that the doctor cannot hold them against their orders any more; news of orders; when a stream began.

ALTER TABLE bot_configs
  DROP COLUMN live_since,
  DROP COLUMN live_seen_at;

DELETE FROM outbox WHERE kind like 'order-%';
ALTER TABLE outbox
  DROP CONSTRAINT outbox_giveaway_check,
  ADD CONSTRAINT outbox_giveaway_check CHECK ((giveaway_id is null) = (kind like 'raffle-%'));

-- The reasons go, the movements stay: the balances rest on them.
ALTER TABLE balance_ledger DISABLE TRIGGER balance_ledger_append_only;
ALTER TABLE balance_ledger DROP CONSTRAINT balance_ledger_reason_check;
UPDATE balance_ledger SET reason = CASE WHEN amount > 0 THEN 'add' ELSE 'remove' END WHERE reason in ('redeem', 'redeem-refund');
ALTER TABLE balance_ledger
  ADD CONSTRAINT balance_ledger_reason_check
    CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund', 'import', 'import-undo', 'undo', 'gamble', 'raffle', 'watch', 'link'));
ALTER TABLE balance_ledger ENABLE TRIGGER balance_ledger_append_only;
