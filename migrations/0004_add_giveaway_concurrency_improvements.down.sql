-- Takes the counters, the attempt log and the balance checks away.
-- Loses: every row of giveaway_entry_attempts. The counters can be counted again from the entries.

ALTER TABLE user_balances
  DROP CONSTRAINT user_balances_balance_check,
  DROP CONSTRAINT user_balances_total_earned_check,
  DROP CONSTRAINT user_balances_total_spent_check;

DROP TABLE giveaway_entry_attempts;

ALTER TABLE giveaways
  DROP COLUMN entry_count,
  DROP COLUMN ticket_count;
